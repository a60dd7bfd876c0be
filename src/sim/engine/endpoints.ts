/**
 * A container's attachments to networks while it runs (moby `daemon/container_operations.go`, libnetwork's sandbox): addresses before it
 * starts, devices once its namespace is there, and what carries the default route. Invariant: what was taken here is given back by
 * `releaseNetwork`, however far it came. Left out: IPv6, driver options, load balancing.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import { SysError } from '../kernel/sys.ts';
import {
  attachToBridge,
  attachToParent,
  detachFromBridge,
  detachFromParent,
  prepareSandbox,
} from '../net/index.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { randomHex, randomId, randomMac, shortId } from './ids.ts';
import { giveBack, takeAny, takeExactly } from './ipam.ts';
import type { Container, ContainerNetwork, Endpoint, EndpointWish, Network } from './model.ts';
import { closeNameService, openNameService } from './name-service.ts';
import { bridgeName, parentOf } from './network-create.ts';
import { PREDEFINED } from './network-store.ts';
import { unpublishPorts } from './ports.ts';

export const freshNetwork = (): ContainerNetwork => ({
  endpoints: new Map(),
  published: false,
  ports: [],
  dns: null,
  devices: 0,
});

export const plainWish = (network: string): EndpointWish => ({
  network,
  ipv4Address: '',
  macAddress: '',
  aliases: null,
  links: null,
  gwPriority: 0,
  byConnect: false,
});

export const emptyEndpoint = (wish: EndpointWish): Endpoint => ({
  networkName: wish.network,
  wish,
  networkId: '',
  endpointId: '',
  gateway: '',
  ipAddress: '',
  prefixLength: 0,
  macAddress: wish.macAddress,
  dnsNames: null,
  device: null,
});

export const isUserNetwork = (name: string): boolean => !PREDEFINED.includes(name);
const withDevices = ({ driver }: Network): boolean => driver !== 'host' && driver !== 'null';
const isBridge = ({ driver }: Network): boolean => driver === 'bridge';

/** Names by which others on the same user network find it. */
export const dnsNamesOf = (
  container: Container,
  { wish, networkName }: Endpoint,
): readonly string[] | null =>
  isUserNetwork(networkName)
    ? [...new Set([container.name, ...(wish.aliases ?? []), shortId(container.id)])]
    : null;

/** Addresses on every network of a container that is about to start. Throws EngineError with the words of a failed start. */
export function allocateEndpoints(engine: Engine, container: Container): void {
  if (container.hostConfig.networkMode.startsWith('container:')) return;
  container.sandboxId = randomId(engine.sys);
  container.network.devices = 0;
  try {
    for (const endpoint of container.network.endpoints.values()) allocate(engine, container, endpoint);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.kind, `failed to set up container networking: ${error.message}`);
  }
}

export function allocate(engine: Engine, container: Container, endpoint: Endpoint): void {
  const network = engine.networks.get(endpoint.networkName);
  const { pool } = network;
  const { wish } = endpoint;
  const ipAddress =
    pool === null ? '' : wish.ipv4Address === '' ? takeAny(pool) : takeExactly(pool, wish.ipv4Address);
  Object.assign(endpoint, {
    networkId: network.id,
    endpointId: randomId(engine.sys),
    gateway: network.internal ? '' : network.gateway,
    ipAddress,
    prefixLength: pool?.subnet.prefix ?? 0,
    macAddress: withDevices(network) ? wish.macAddress || randomMac(engine.sys) : '',
    dnsNames: dnsNamesOf(container, endpoint),
  });
  emitNetwork(engine, container, network, 'connect');
}

function emitNetwork(engine: Engine, container: Container, network: Network, action: string): void {
  const attributes = new Map([
    ['container', container.id],
    ['name', network.name],
    ['type', network.driver],
  ]);
  engine.events.emit({ stampMs: engine.stamp(), type: 'network', action, id: network.id, attributes });
}

/** In the new namespace of the container's first process, before its program begins. Throws EngineError. */
export function wireSandbox(engine: Engine, container: Container, pid: NamespacePid): void {
  const { networkMode } = container.hostConfig;
  if (networkMode === 'host' || networkMode.startsWith('container:')) return;
  prepareSandbox(engine.sys, pid);
  for (const endpoint of container.network.endpoints.values()) attach(engine, container, endpoint, pid);
  updateGateway(engine, container, pid);
  if ([...container.network.endpoints.keys()].some(isUserNetwork)) openNameService(engine, container, pid);
}

/** Gives the container its device on this network. */
export function attach(engine: Engine, container: Container, endpoint: Endpoint, pid: NamespacePid): void {
  const network = engine.networks.get(endpoint.networkName);
  if (!withDevices(network)) return;
  const name = `eth${container.network.devices}`;
  const hostName = `veth${randomHex(engine.sys, 7)}`;
  const common = {
    pid,
    name,
    mac: endpoint.macAddress,
    address: `${endpoint.ipAddress}/${endpoint.prefixLength}`,
    gateway: null,
  };
  try {
    if (isBridge(network)) {
      const bridge = bridgeName(network);
      attachToBridge(engine.sys, { ...common, bridge, hostName, internal: network.internal });
    } else {
      attachToParent(engine.sys, {
        ...common,
        kind: network.driver === 'ipvlan' ? 'ipvlan' : 'macvlan',
        parent: parentOf(network),
      });
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw attachError(network, error);
  }
  endpoint.device = { name, hostName };
  container.network.devices += 1;
}

function attachError(network: Network, error: SysError): EngineError {
  const why = error.errno === 'EBUSY' ? 'device or resource busy' : error.message;
  const words = isBridge(network)
    ? `failed to add interface: ${why}`
    : `failed to create the ${network.driver} port: ${why}`;
  return new EngineError('system', `failed to set up container networking: ${words}`);
}

/** The attachment that has the default route: highest priority, then the first by the name of its network. */
export function gatewayEndpoint(engine: Engine, container: Container): Endpoint | null {
  const able = [...container.network.endpoints.values()].filter(
    ({ gateway, networkName }) => gateway !== '' && engine.networks.find(networkName) !== null,
  );
  able.sort((a, b) => b.wish.gwPriority - a.wish.gwPriority || (a.networkName < b.networkName ? -1 : 1));
  return able[0] ?? null;
}

export function updateGateway(engine: Engine, container: Container, pid: NamespacePid): void {
  const inside = engine.sys.netlink(pid);
  const wanted = gatewayEndpoint(engine, container)?.gateway ?? null;
  const route = inside.routes().find(({ destination }) => destination === 'default');
  if (route?.gateway === wanted) return;
  if (route !== undefined) {
    inside.deleteRoute({
      destination: 'default',
      ...(route.gateway === null ? {} : { gateway: route.gateway }),
    });
  }
  if (wanted !== null) inside.addRoute({ destination: 'default', gateway: wanted });
}

/** Takes a device away; `pid` null when the namespace has nobody any more. */
export function detach(
  engine: Engine,
  container: Container,
  endpoint: Endpoint,
  pid: NamespacePid | null,
): void {
  const network = engine.networks.find(endpoint.networkName);
  if (network === null) return;
  const { device } = endpoint;
  if (device !== null) {
    if (isBridge(network)) {
      const address = `${endpoint.ipAddress}/${endpoint.prefixLength}`;
      const { hostName } = device;
      detachFromBridge(engine.sys, {
        bridge: bridgeName(network),
        hostName,
        address,
        internal: network.internal,
      });
    } else if (pid !== null) detachFromParent(engine.sys, pid, device.name);
  }
  if (network.pool !== null && endpoint.ipAddress !== '') giveBack(network.pool, endpoint.ipAddress);
  const allocated = endpoint.endpointId !== '';
  Object.assign(endpoint, {
    networkId: container.state.status === 'created' ? '' : endpoint.networkId,
    endpointId: '',
    gateway: '',
    ipAddress: '',
    prefixLength: 0,
    macAddress: '',
    device: null,
  });
  if (allocated) emitNetwork(engine, container, network, 'disconnect');
}

/** What a container holds of networks only while it runs. */
export function releaseNetwork(engine: Engine, container: Container): void {
  closeNameService(engine, container);
  unpublishPorts(engine, container);
  for (const endpoint of container.network.endpoints.values()) detach(engine, container, endpoint, null);
}
