/**
 * `POST /networks/create` and the networks a daemon begins with (moby `daemon/network.go`, `libnetwork/drivers`). Invariant: a network is
 * known only when its device and rules stand. Left out: swarm, IPv6, VLAN sub-interfaces, several subnets.
 */
import { SysError } from '../kernel/sys.ts';
import { type BridgeNetwork, createBridge, setUpFirewall } from '../net/index.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { randomId, SHORT_ID_LENGTH } from './ids.ts';
import { formatAddress, formatBlock, type Pool, parseBlock, takeAny, takeExactly } from './ipam.ts';
import type { Network } from './model.ts';
import { checkDriverOptions } from './network-drivers.ts';
import { PREDEFINED } from './network-store.ts';

export interface NetworkRequest {
  readonly name: string;
  readonly driver: string;
  /** Empty where the daemon is to choose. */
  readonly subnet: string;
  readonly ipRange: string;
  readonly gateway: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}

const BRIDGE = 'com.docker.network.bridge.';
const DEFAULT_BRIDGE: ReadonlyMap<string, string> = new Map([
  [`${BRIDGE}default_bridge`, 'true'],
  [`${BRIDGE}enable_icc`, 'true'],
  [`${BRIDGE}enable_ip_masquerade`, 'true'],
  [`${BRIDGE}host_binding_ipv4`, '0.0.0.0'],
  [`${BRIDGE}name`, 'docker0'],
  ['com.docker.network.driver.mtu', '1500'],
]);

/** When dockerd starts: forwarding, chains, docker0 and the two networks without devices. */
export function startNetworking(engine: Engine): void {
  setUpFirewall(engine.sys.netlink());
  const request = { ipRange: '', internal: false, attachable: false, labels: new Map<string, string>() };
  const none = { ...request, subnet: '', gateway: '', options: new Map<string, string>() };
  const gateway = '172.17.0.1';
  const subnet = '172.17.0.0/16';
  build(engine, { ...request, name: 'bridge', driver: 'bridge', subnet, gateway, options: DEFAULT_BRIDGE });
  for (const [name, driver] of [
    ['host', 'host'],
    ['none', 'null'],
  ] as const)
    engine.networks.add({
      ...none,
      name,
      driver,
      id: randomId(engine.sys),
      createdMs: engine.stamp(),
      scope: 'local',
      pool: null,
      userSubnet: false,
      ipam: null,
    });
}

/** Throws EngineError: conflict for the name, forbidden for what is taken, invalid for the rest. */
export function createNetwork(engine: Engine, request: NetworkRequest): Network {
  if (PREDEFINED.includes(request.name)) {
    throw new EngineError('forbidden', `operation is not permitted on predefined ${request.name} network`);
  }
  if (request.name.trim() === '') throw new EngineError('invalid', 'invalid name: name is empty');
  checkSubnet(request.subnet);
  if (engine.networks.all().some(({ name }) => name === request.name)) {
    throw new EngineError('conflict', `network with name ${request.name} already exists`);
  }
  checkDriverOptions(engine, request);
  const network = build(engine, request);
  const attributes = new Map([
    ['name', network.name],
    ['type', network.driver],
  ]);
  engine.events.emit({
    stampMs: engine.stamp(),
    type: 'network',
    action: 'create',
    id: network.id,
    attributes,
  });
  return network;
}

function checkSubnet(text: string): void {
  if (text === '') return;
  const parsed = parseBlock(text);
  const refuse = (words: string): EngineError =>
    new EngineError('invalid', `invalid network config:\ninvalid subnet ${text}: ${words}`);
  if (parsed === null) throw refuse('invalid CIDR block notation');
  if (parsed.address !== parsed.block.first) throw refuse(`it should be ${formatBlock(parsed.block)}`);
}

function build(engine: Engine, request: NetworkRequest): Network {
  const id = randomId(engine.sys);
  checkBridgeName(engine, request, id);
  const pool = poolOf(engine, request);
  const gateway = gatewayOf(request, pool);
  const network: Network = {
    ...request,
    id,
    scope: 'local',
    createdMs: engine.stamp(),
    pool,
    gateway,
    userSubnet: request.subnet !== '',
    ipam: {
      subnet: formatBlock(pool.subnet),
      ipRange: request.ipRange,
      gateway: request.subnet === '' ? gateway : request.gateway,
    },
  };
  makeDevices(engine, network);
  engine.networks.add(network);
  return network;
}

function checkBridgeName(engine: Engine, { driver, options }: NetworkRequest, id: string): void {
  const wanted = options.get(`${BRIDGE}name`);
  if (driver !== 'bridge' || wanted === undefined) return;
  const holder = engine.networks.all().find((one) => one.driver === 'bridge' && bridgeName(one) === wanted);
  if (holder === undefined) return;
  const words = `cannot create network ${id} (${wanted}): conflicts with network ${holder.id} (${wanted}): networks have same bridge name`;
  throw new EngineError('forbidden', words);
}

function poolOf(engine: Engine, { subnet, ipRange }: NetworkRequest): Pool {
  const { ipam } = engine.networks;
  const parsed = parseBlock(subnet);
  if (parsed !== null) return ipam.request(parsed.block, parseBlock(ipRange)?.block ?? null);
  const routes = engine.sys.netlink().routes();
  return ipam.requestDefault(routes.map(({ destination }) => destination));
}

/** The first address of the range, unless another was asked for. A LAN's gateway is not the daemon's to choose for inspect, but is reserved alike. */
const gatewayOf = ({ gateway }: NetworkRequest, pool: Pool): string =>
  gateway === '' ? takeAny(pool) : takeExactly(pool, gateway);

function makeDevices(engine: Engine, network: Network): void {
  try {
    if (network.driver === 'bridge') createBridge(engine.sys, bridgeOf(network));
    else if (parentOf(network) === dummyName(network)) {
      engine.sys.netlink().addLink({ kind: 'dummy', name: dummyName(network) });
      engine.sys.netlink().setLink(dummyName(network), { up: true });
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (network.pool !== null) engine.networks.ipam.release(network.pool);
    throw new EngineError('system', `error creating ${bridgeName(network)}: ${error.message}`);
  }
}

export const bridgeName = ({ id, options }: Network): string =>
  options.get(`${BRIDGE}name`) ?? `br-${id.slice(0, SHORT_ID_LENGTH)}`;
export const dummyName = ({ id }: Network): string => `dm-${id.slice(0, SHORT_ID_LENGTH)}`;
/** The host's device below a macvlan or ipvlan network. */
export const parentOf = (network: Network): string => network.options.get('parent') ?? dummyName(network);

const isOff = (network: Network, name: string): boolean =>
  /^(0|f|F|false|FALSE|False)$/.test(network.options.get(`${BRIDGE}${name}`) ?? '');

/** The address published ports are bound to when none is said. */
export const hostBinding = (network: Network): string =>
  network.options.get(`${BRIDGE}host_binding_ipv4`) ?? '0.0.0.0';

export function bridgeOf(network: Network): BridgeNetwork {
  const subnet = network.pool?.subnet ?? { first: 0, prefix: 0 };
  return {
    bridge: bridgeName(network),
    subnet: formatBlock(subnet),
    gateway: `${network.gateway === '' ? formatAddress(subnet.first + 1) : network.gateway}/${subnet.prefix}`,
    internal: network.internal,
    icc: !isOff(network, 'enable_icc'),
    masquerade: !isOff(network, 'enable_ip_masquerade'),
  };
}
