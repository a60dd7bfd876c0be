/** A container's /etc/hosts, /etc/hostname and /etc/resolv.conf, written by dockerd on the host and bound into it (moby `libnetwork/etchosts`, `resolvconf`). */
import type { Task } from '../kernel/sys.ts';
import { hostsFile, resolvConf } from '../net/index.ts';
import { isUserNetwork } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { readFile, writeFile } from './host-files.ts';
import { shortId } from './ids.ts';
import type { Container } from './model.ts';
import { containerDirectory } from './paths.ts';

export function* writeNetworkFiles(engine: Engine, container: Container): Task<void> {
  const directory = containerDirectory(container.id);
  const { hostname } = container.config;
  yield* readHostServers(engine);
  const name = hostname === '' ? engine.sys.uname().nodename : hostname;
  yield* writeFile(engine.sys, `${directory}/hostname`, `${name}\n`);
  yield* writeHosts(engine, container);
  yield* writeFile(engine.sys, `${directory}/resolv.conf`, resolvConfOf(engine, container));
}

/** Again when networks come and go. */
export function* rewriteNetworkFiles(engine: Engine, container: Container): Task<void> {
  yield* writeHosts(engine, container);
  if (container.network.dns === null) return;
  yield* writeFile(
    engine.sys,
    `${containerDirectory(container.id)}/resolv.conf`,
    resolvConfOf(engine, container),
  );
}

function* writeHosts(engine: Engine, container: Container): Task<void> {
  const { hostname, domainname } = container.config;
  const names = domainname === '' ? [hostname] : [`${hostname}.${domainname}`, hostname];
  const own = [...container.network.endpoints.values()]
    .filter(({ ipAddress }) => ipAddress !== '')
    .map(({ ipAddress }) => ({ address: ipAddress, names }));
  const entries = [...extraHosts(engine, container), ...linkedHosts(engine, container), ...own];
  const text =
    container.hostConfig.networkMode === 'host'
      ? ((yield* readFile(engine.sys, '/etc/hosts')) ?? '') +
        entries.map(({ address, names: all }) => `${address}\t${all.join(' ')}\n`).join('')
      : hostsFile(entries);
  yield* writeFile(engine.sys, `${containerDirectory(container.id)}/hosts`, text);
}

interface HostEntry {
  readonly address: string;
  readonly names: readonly string[];
}

function extraHosts(engine: Engine, container: Container): readonly HostEntry[] {
  return (container.hostConfig.extraHosts ?? []).map((entry) => {
    const at = entry.search(/[:=]/);
    const address = entry.slice(at + 1);
    return {
      address: address === 'host-gateway' ? (engine.networks.find('bridge')?.gateway ?? '') : address,
      names: [entry.slice(0, at)],
    };
  });
}

/** Links of the default bridge are names in this file. */
function linkedHosts(engine: Engine, container: Container): readonly HostEntry[] {
  return (container.hostConfig.links ?? []).flatMap((link) => {
    const [name = '', alias = name] = link.split(':');
    const other = engine.containers.find(name);
    const address = other?.network.endpoints.get('bridge')?.ipAddress ?? '';
    if (other === null || address === '') return [];
    return [{ address, names: [...new Set([alias, shortId(other.id), other.name])] }];
  });
}

const hostServers = new WeakMap<Engine, readonly string[]>();

function* readHostServers(engine: Engine): Task<void> {
  const text = (yield* readFile(engine.sys, '/etc/resolv.conf')) ?? '';
  hostServers.set(
    engine,
    [...text.matchAll(/^nameserver\s+(\S+)/gm)].map(([, server = '']) => server),
  );
}

/** Who is asked what no container is called. */
export const dnsServersOf = (engine: Engine, { hostConfig }: Container): readonly string[] =>
  hostConfig.dns.length > 0 ? hostConfig.dns : (hostServers.get(engine) ?? []);

function resolvConfOf(engine: Engine, container: Container): string {
  const { hostConfig, network } = container;
  const embedded = network.dns !== null || [...network.endpoints.keys()].some(isUserNetwork);
  const plain = resolvConf(dnsServersOf(engine, container), embedded);
  const search = hostConfig.dnsSearch ?? [];
  const options = hostConfig.dnsOptions ?? [];
  const overrides = [
    ...(hostConfig.dns.length > 0 ? ['nameservers'] : []),
    ...(search.length > 0 ? ['search'] : []),
    ...(options.length > 0 ? ['options'] : []),
  ];
  const own = hostConfig.dns.length > 0 ? plain.replace(/host\(([^)]*)\)/g, '$1') : plain;
  const ndots = options.some((one) => one.startsWith('ndots:'));
  const words = [
    ...(search.length > 0 ? [`search ${search.join(' ')}\n`] : []),
    ...(options.length > 0 || embedded
      ? [`options ${[...options, ...(embedded && !ndots ? ['ndots:0'] : [])].join(' ')}\n`]
      : []),
  ].join('');
  return own
    .replace(/^options .*\n/m, '')
    .replace(/((?:^nameserver .*\n)+)/m, `$1${words}`)
    .replace('Overrides: []', `Overrides: [${overrides.join(' ')}]`)
    .replace(/\(legacy\)/, hostConfig.networkMode === 'host' ? '' : '(legacy)')
    .replace(/ \n# Overrides/, '\n# Overrides')
    .replace(/\n(# Option ndots from: internal\n)?$/, ndots ? '\n# Option ndots from: override\n' : '\n$1');
}
