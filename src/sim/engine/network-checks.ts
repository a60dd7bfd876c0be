/** What the daemon refuses of a container's networks at create (moby `runconfig/hostconfig_unix.go`, `daemon/container_operations.go`). */
import { parseIpv4 } from '../net/ipv4.ts';
import { emptyEndpoint, freshNetwork, isUserNetwork, plainWish } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { SHORT_ID_LENGTH } from './ids.ts';
import { contains, parseBlock } from './ipam.ts';
import type { ContainerConfig, ContainerNetwork, EndpointWish, HostConfig } from './model.ts';

interface Request {
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly endpoints: readonly EndpointWish[];
}

const invalid = (words: string): EngineError => new EngineError('invalid', words);
const modeOf = ({ networkMode }: HostConfig): string => (networkMode === 'default' ? 'bridge' : networkMode);

/** The network mode as it is kept: another container by its id. Throws EngineError. */
export function checkNetworking(engine: Engine, request: Request): string {
  const mode = modeOf(request.hostConfig);
  if (mode === 'container' || mode.startsWith('container:'))
    return checkSharing(engine, request, mode.slice(10));
  for (const wish of wishesOf(request)) {
    const problems = endpointProblems(engine, wish);
    if (problems.length === 0) continue;
    throw invalid(
      `invalid config for network ${wish.network}: invalid endpoint settings:\n${listed(problems)}`,
    );
  }
  checkLinks(engine, request);
  return request.hostConfig.networkMode;
}

/** Go's joined errors: one alone, several as a list. */
export const listed = (problems: readonly string[]): string =>
  problems.length === 1 ? (problems[0] ?? '') : problems.map((one) => `* ${one}`).join('\n');

function checkSharing(engine: Engine, { config, hostConfig }: Request, name: string): string {
  if (name === '') throw invalid('invalid network mode: invalid container format container:<name|id>');
  const conflict = (words: string): EngineError => invalid(`conflicting options: ${words}`);
  if (config.hostname !== '') throw conflict('hostname and the network mode');
  if ((hostConfig.links ?? []).length > 0)
    throw conflict(
      "container type network can't be used with links. This would result in undefined behavior",
    );
  if (hostConfig.dns.length > 0) throw conflict('dns and the network mode');
  if ((hostConfig.extraHosts ?? []).length > 0)
    throw conflict('custom host-to-IP mapping and the network mode');
  if (hostConfig.portBindings.length > 0 || hostConfig.publishAllPorts === true)
    throw conflict('port publishing and the container type network mode');
  if (config.exposedPorts.length > 0) throw conflict('port exposing and the container type network mode');
  const other = engine.containers.find(name);
  if (other === null) {
    throw new EngineError('not-found', `joining network namespace of container: No such container: ${name}`);
  }
  return `container:${other.id}`;
}

/** What is wrong with an address that was asked for. */
export function endpointProblems(
  engine: Engine,
  { network: name, ipv4Address }: EndpointWish,
): readonly string[] {
  if (ipv4Address === '') return [];
  const network = engine.networks.find(name);
  const problems: string[] = [];
  const address = parseIpv4(ipv4Address);
  if (address === null) problems.push(`invalid IPv4 address: ${ipv4Address}`);
  if (!isUserNetwork(name))
    problems.push('user specified IP address is supported on user defined networks only');
  const asked = network !== null && isUserNetwork(name) && network.userSubnet;
  if (!asked) {
    problems.push(
      'user specified IP address is supported only when connecting to networks with user configured subnets',
    );
  } else if (!isWithin(network.ipam?.subnet ?? '', address)) {
    problems.push(`no configured subnet or ip-range contain the IP address ${ipv4Address}`);
  }
  return problems;
}

function isWithin(subnet: string, address: number | null): boolean {
  const parsed = parseBlock(subnet);
  return parsed !== null && address !== null && contains(parsed.block, address >>> 0);
}

function checkLinks(engine: Engine, { hostConfig }: Request): void {
  for (const link of hostConfig.links ?? []) {
    const [name = ''] = link.split(':');
    if (name === '')
      throw new EngineError('invalid', 'could not get container for : invalid name or ID supplied: ""');
    const other = engine.containers.find(name);
    if (other === null) {
      throw new EngineError('not-found', `could not get container for ${name}: No such container: ${name}`);
    }
  }
}

const wishesOf = ({ hostConfig, endpoints }: Request): readonly EndpointWish[] =>
  endpoints.length > 0 ? endpoints : [plainWish(modeOf(hostConfig))];

/** The networks of a new container; none of its own when it shares another's. */
export function networkOf(request: Request): ContainerNetwork {
  const network = freshNetwork();
  if (modeOf(request.hostConfig).startsWith('container:')) return network;
  for (const wish of wishesOf(request)) network.endpoints.set(wish.network, emptyEndpoint(wish));
  return network;
}

/** A name for who was not given one: its short id, or on the host's network the host's. */
export const hostnameOf = (engine: Engine, networkMode: string, id: string): string =>
  networkMode === 'host' ? engine.sys.uname().nodename : id.slice(0, SHORT_ID_LENGTH);
