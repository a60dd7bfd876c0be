/** How both `ip` programs word a device: flags, state, queueing. Invariant: derived from what netlink says, nothing else. */
import type { LinkInfo } from '../../kernel/net.ts';

/** `eth0@if694`, `lan0@eth0`, `docker0`. */
export function shownName({ name, link }: LinkInfo): string {
  return link === null ? name : `${name}@${link.name ?? `if${link.index}`}`;
}

export function linkFlags(link: LinkInfo): string {
  const flags: string[] = [];
  if (link.up && !link.lowerUp) flags.push('NO-CARRIER');
  if (link.kind === 'loopback') flags.push('LOOPBACK');
  else
    flags.push('BROADCAST', ...(link.kind === 'dummy' || link.kind === 'ipvlan' ? ['NOARP'] : ['MULTICAST']));
  if (link.up) flags.push('UP');
  if (link.up && link.lowerUp) flags.push('LOWER_UP');
  return flags.join(',');
}

/** IF_OPER_* of RFC 2863. */
export function operState(link: LinkInfo): string {
  if (!link.up) return 'DOWN';
  if (link.kind === 'loopback' || link.kind === 'dummy') return 'UNKNOWN';
  if (link.lowerUp) return 'UP';
  return link.kind === 'bridge' || link.kind === 'physical' ? 'DOWN' : 'LOWERLAYERDOWN';
}

export function queueing(link: LinkInfo): string {
  if (!link.up) return 'noop';
  return link.kind === 'physical' ? 'fq_codel' : 'noqueue';
}

export const linkType = ({ kind }: LinkInfo): string => (kind === 'loopback' ? 'loopback' : 'ether');
export const linkBroadcast = ({ kind }: LinkInfo): string =>
  kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
