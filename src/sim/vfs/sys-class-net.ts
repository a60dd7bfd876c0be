/**
 * /sys/class/net, sysfs(5): a directory for each device of the reader's network namespace. Invariant: what it says is what netlink says at that
 * moment. Left out: queues, most statistics, links to the devices' own places, changes by writing.
 */
import type { LinkInfo } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import type { Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { VirtualDirectory, VirtualLink, VirtualText } from './virtual-nodes.ts';

const operstate = ({ kind, up, lowerUp }: LinkInfo): string => {
  if (kind === 'loopback') return up ? 'unknown' : 'down';
  return up && lowerUp ? 'up' : 'down';
};

/** Files and what each says. */
const FILES: Readonly<Record<string, (link: LinkInfo) => string | number>> = {
  address: ({ mac }) => mac,
  carrier: ({ lowerUp }) => (lowerUp ? 1 : 0),
  ifindex: ({ index }) => index,
  iflink: ({ index, link }) => link?.index ?? index,
  mtu: ({ mtu }) => mtu,
  operstate,
  tx_queue_len: ({ txQueueLength }) => txQueueLength,
};

/** statistics/: what has gone through the device. */
const COUNTERS: Readonly<Record<string, (link: LinkInfo) => number>> = {
  rx_bytes: ({ counters }) => counters.rxBytes,
  rx_dropped: ({ counters }) => counters.rxDropped,
  rx_packets: ({ counters }) => counters.rxPackets,
  tx_bytes: ({ counters }) => counters.txBytes,
  tx_dropped: ({ counters }) => counters.txDropped,
  tx_packets: ({ counters }) => counters.txPackets,
};

export function makeClassNet(superblock: Superblock): Node {
  const linksOf = (process: Process): readonly LinkInfo[] =>
    superblock.kernel.network?.control(process, process.namespaces.net).links() ?? [];
  const fileOf = (device: string, tell: (link: LinkInfo) => string | number): Node =>
    new VirtualText(superblock, 0o444, {
      read: (process) => {
        const link = linksOf(process).find(({ name }) => name === device);
        return link === undefined ? '' : `${tell(link)}\n`;
      },
    });
  const filesOf = (name: string, files: typeof FILES) =>
    Object.entries(files).map(([file, tell]) => [file, fileOf(name, tell)] as const);
  const portsOf = (name: string): Node =>
    new VirtualDirectory(
      superblock,
      (process) =>
        linksOf(process)
          .filter(({ master }) => master === name)
          .map(
            (port) => [port.name, new VirtualLink(superblock, () => `../../${port.name}/brport`)] as const,
          ),
      { mode: 0o755 },
    );
  const deviceOf = (name: string): Node => {
    const counters = new VirtualDirectory(superblock, () => filesOf(name, COUNTERS), { mode: 0o755 });
    const own = [...filesOf(name, FILES), ['statistics', counters] as const];
    return new VirtualDirectory(
      superblock,
      (process) =>
        linksOf(process).some((link) => link.name === name && link.kind === 'bridge')
          ? [['brif', portsOf(name)] as const, ...own]
          : own,
      { mode: 0o755 },
    );
  };
  return new VirtualDirectory(
    superblock,
    (process) => linksOf(process).map(({ name }) => [name, deviceOf(name)] as const),
    { mode: 0o755 },
  );
}
