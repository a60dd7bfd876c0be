/**
 * Published ports (moby `libnetwork/drivers/bridge/port_mapping_linux.go`): host addresses and ports taken, rules, docker-proxy. Invariant: they
 * follow the attachment that has the default route, if that is on a bridge; all go with it. Left out: SCTP.
 */
import { SysError } from '../kernel/sys.ts';
import { type OpenPort, publishPort, startProxy, unpublishPort } from '../net/index.ts';
import { gatewayEndpoint } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container, Endpoint, LivePort, PortBinding } from './model.ts';
import { bridgeName, hostBinding } from './network-create.ts';

/** Whether ports can be published at all: what has the default route is a bridge. */
export function publishingEndpoint(engine: Engine, container: Container): Endpoint | null {
  const endpoint = gatewayEndpoint(engine, container);
  if (endpoint === null || engine.networks.find(endpoint.networkName)?.driver !== 'bridge') return null;
  return endpoint;
}

/** Throws EngineError when an address or port of the host is not to be had; then none is published. */
export function publishPorts(engine: Engine, container: Container): void {
  const endpoint = publishingEndpoint(engine, container);
  container.network.published = endpoint !== null;
  if (endpoint === null) return;
  const ports: LivePort[] = [];
  container.network.ports = ports;
  try {
    for (const binding of wantedBindings(engine, container, endpoint))
      ports.push(...publish(engine, endpoint, binding));
  } catch (error) {
    unpublishPorts(engine, container);
    if (!(error instanceof EngineError)) throw error;
    const words = `failed to set up container networking: driver failed programming external connectivity on endpoint ${container.name} (${endpoint.endpointId}): ${error.message}`;
    throw new EngineError('forbidden', words);
  }
}

const portNumber = (text: string): number => Number(text.split('/')[0]);

function wantedBindings(engine: Engine, container: Container, endpoint: Endpoint): readonly PortBinding[] {
  const { portBindings, publishAllPorts } = container.hostConfig;
  const bound = new Set(portBindings.map(({ containerPort }) => containerPort));
  const others =
    publishAllPorts === true ? container.config.exposedPorts.filter((port) => !bound.has(port)) : [];
  const all = [
    ...portBindings,
    ...others.map((containerPort) => ({ containerPort, hostIp: '', hostPort: '' })),
  ];
  const network = engine.networks.get(endpoint.networkName);
  return all
    .sort((a, b) => portNumber(a.containerPort) - portNumber(b.containerPort))
    .map((one) =>
      one.hostIp === '' && hostBinding(network) !== '0.0.0.0'
        ? { ...one, hostIp: hostBinding(network) }
        : one,
    );
}

/** One binding: on IPv4, and where no address was said on IPv6 as well, on the same port. */
function publish(engine: Engine, endpoint: Endpoint, binding: PortBinding): readonly LivePort[] {
  const first = publishOnce(engine, endpoint, binding, binding.hostIp === '' ? '0.0.0.0' : binding.hostIp);
  if (binding.hostIp !== '') return [first];
  return [first, publishOnce(engine, endpoint, { ...binding, hostPort: first.hostPort }, '::')];
}

function publishOnce(engine: Engine, endpoint: Endpoint, binding: PortBinding, hostIp: string): LivePort {
  const open = openFirst(engine, endpoint, binding, hostIp);
  const proxy = startProxy(engine.sys, open);
  return {
    containerPort: binding.containerPort,
    hostIp,
    hostPort: String(open.hostPort),
    open,
    proxy,
  };
}

/** The first port of a range that is free; of an empty one, the next the daemon has not given yet. */
function openFirst(engine: Engine, endpoint: Endpoint, binding: PortBinding, hostIp: string): OpenPort {
  const { hostPort } = binding;
  const [low = '', high = low] = hostPort.split('-');
  const candidates =
    hostPort === ''
      ? engine.ephemeralPorts.candidates()
      : Array.from({ length: Number(high) - Number(low) + 1 }, (_, at) => Number(low) + at);
  let problem: EngineError | null = null;
  for (const port of candidates) {
    try {
      return open(engine, endpoint, binding, hostIp, port);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      problem = error;
    }
  }
  throw problem ?? new EngineError('forbidden', 'all ports are allocated');
}

function open(
  engine: Engine,
  endpoint: Endpoint,
  binding: PortBinding,
  hostIp: string,
  hostPort: number,
): OpenPort {
  const [containerPort = '', protocol = 'tcp'] = binding.containerPort.split('/');
  if (protocol === 'sctp')
    throw new EngineError('invalid', 'this simulator publishes TCP and UDP ports, not SCTP');
  const port = {
    bridge: bridgeName(engine.networks.get(endpoint.networkName)),
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    hostIp,
    hostPort,
    containerIp: endpoint.ipAddress,
    containerPort: Number(containerPort),
  } as const;
  if (isHeld(engine, port)) {
    throw new EngineError('forbidden', `Bind for ${hostIp}:${hostPort} failed: port is already allocated`);
  }
  try {
    return publishPort(engine.sys, port);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = error.errno === 'EADDRINUSE' ? 'address already in use' : 'cannot assign requested address';
    const words = `failed to bind host port for ${hostIp}:${hostPort}:${port.containerIp}:${containerPort}/${protocol}: ${why}`;
    throw new EngineError('forbidden', words);
  }
}

/** Whether another container has it, which the daemon knows before it asks the kernel. */
function isHeld(engine: Engine, wanted: { hostIp: string; hostPort: number; protocol: string }): boolean {
  const wild = (ip: string): boolean => ip === '0.0.0.0' || ip === '::';
  const family = (ip: string): boolean => ip.includes(':');
  return engine.containers
    .all()
    .some(({ network }) =>
      network.ports.some(
        ({ open: { hostIp, hostPort, protocol } }) =>
          hostPort === wanted.hostPort &&
          protocol === wanted.protocol &&
          family(hostIp) === family(wanted.hostIp) &&
          (hostIp === wanted.hostIp || wild(hostIp) || wild(wanted.hostIp)),
      ),
    );
}

export function unpublishPorts(engine: Engine, container: Container): void {
  const { ports } = container.network;
  container.network.ports = [];
  for (const { open: port, proxy } of ports) {
    const sameTarget = ({ open: other }: LivePort): boolean =>
      other !== port && other.containerPort === port.containerPort && other.protocol === port.protocol;
    unpublishPort(
      engine.sys,
      port,
      ports.slice(ports.findIndex((one) => one.open === port) + 1).some(sameTarget),
    );
    if (proxy === null) continue;
    engine.sys.kill(proxy, 'TERM');
    engine.runtime.go(reapProxy(engine, proxy));
  }
}

function* reapProxy(engine: Engine, proxy: NonNullable<LivePort['proxy']>) {
  yield* engine.sys.wait4(proxy);
}

const FIRST = 32768;
const LAST = 60999;

/** Ports for `-P`: the daemon goes round, from the one after the last it gave (moby `libnetwork/portallocator`). */
export class EphemeralPorts {
  #next = FIRST;

  *candidates(): Generator<number> {
    for (let tried = FIRST; tried <= LAST; tried += 1) {
      const port = this.#next;
      this.#next = port === LAST ? FIRST : port + 1;
      yield port;
    }
  }
}
