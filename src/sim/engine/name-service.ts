/**
 * What dockerd's DNS server in a container answers (moby `libnetwork/sandbox.go` ResolveName): containers by name, alias and short id on the
 * user networks they share with the asker, `NAME.NETWORK`, and links. Invariant: only running containers have a name.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import { type NameService, openEmbeddedDns, serveEmbeddedDns } from '../net/index.ts';
import type { Engine } from './engine.ts';
import type { Container, Endpoint } from './model.ts';
import { dnsServersOf } from './network-files.ts';

export function openNameService(engine: Engine, container: Container, pid: NamespacePid): void {
  if (container.network.dns !== null) return;
  const sockets = openEmbeddedDns(engine.sys, pid);
  container.network.dns = sockets;
  engine.runtime.go(serveEmbeddedDns(engine.sys, sockets, () => nameServiceOf(engine, container)));
}

export function closeNameService(engine: Engine, container: Container): void {
  const { dns } = container.network;
  if (dns === null) return;
  container.network.dns = null;
  engine.sys.close(dns.udp);
  engine.sys.close(dns.tcp);
}

function nameServiceOf(engine: Engine, asker: Container): NameService {
  const own = [...asker.network.endpoints.values()].filter(({ dnsNames }) => dnsNames !== null);
  const peers = own.flatMap((endpoint) => peersOn(engine, endpoint.networkName));
  const isOutside = [...asker.network.endpoints.keys()].some(
    (name) => engine.networks.find(name)?.internal === false,
  );
  return {
    lookUp: (name) => {
      const target = linkTarget(own, name) ?? name;
      const found = peers.filter((peer) => answersTo(peer, target)).map(({ ipAddress }) => ipAddress);
      return found.length === 0 ? null : [...new Set(found)];
    },
    reverse: (address) => {
      const peer = peers.find(({ ipAddress }) => ipAddress === address);
      return peer === undefined ? null : `${peer.dnsNames?.[0]}.${peer.networkName}`;
    },
    upstream: isOutside ? dnsServersOf(engine, asker) : [],
  };
}

const peersOn = (engine: Engine, network: string): readonly Endpoint[] =>
  engine.containers.all().flatMap(({ network: { endpoints } }) => {
    const endpoint = endpoints.get(network);
    return endpoint === undefined || endpoint.ipAddress === '' ? [] : [endpoint];
  });

const answersTo = ({ dnsNames, networkName }: Endpoint, wanted: string): boolean =>
  (dnsNames ?? []).some((name) => same(name, wanted) || same(`${name}.${networkName}`, wanted));

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function linkTarget(own: readonly Endpoint[], name: string): string | null {
  for (const { wish } of own) {
    for (const link of wish.links ?? []) {
      const [target = '', alias = target] = link.split(':');
      if (same(alias, name)) return target;
    }
  }
  return null;
}
