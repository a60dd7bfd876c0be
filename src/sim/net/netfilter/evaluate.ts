/**
 * Models how a packet goes through chains, ipt_do_table: rules from the top, a jump returns when its chain ends or says
 * RETURN, the policy decides what no rule decided. Invariant: a rule counts what it matched, a policy what reached it.
 */
import type { RuleMatch, TableName } from '../../kernel/net.ts';
import { contains, formatIpv4, type Ipv4, isLoopback, networkOf, parseCidr, parseIpv4 } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import { hop, type IpPacket, type Walk } from '../packet.ts';
import { ruleWords } from './rule-words.ts';
import type { Chain } from './tables.ts';

export interface Devices {
  readonly in: string | null;
  readonly out: string | null;
}
export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'masquerade' }
  | { readonly kind: 'dnat' | 'snat'; readonly address: Ipv4; readonly port: number | null };

const DEEPEST = 32;

export function evaluate(
  walk: Walk,
  state: NetState,
  table: TableName,
  chainName: string,
  packet: IpPacket,
  devices: Devices,
): Verdict {
  const chain = state.tables.chain(table, chainName);
  if (chain === null) return { kind: 'accept' };
  const context = { walk, state, table, packet, devices };
  const decided = run(context, chain, 0);
  if (decided !== null) return decided;
  if (!walk.dry) {
    chain.packets += 1;
    chain.bytes += packet.bytes;
  }
  if (chain.policy !== 'DROP') return { kind: 'accept' };
  hop(walk, state, null, 'filter', `${table} ${chainName}: policy DROP`);
  return { kind: 'drop' };
}

interface Context {
  readonly walk: Walk;
  readonly state: NetState;
  readonly table: TableName;
  readonly packet: IpPacket;
  readonly devices: Devices;
}

function run(context: Context, chain: Chain, depth: number): Verdict | null {
  if (depth > DEEPEST) return { kind: 'drop' };
  for (const rule of chain.rules) {
    if (!rule.matches.every((match) => matches(context, match))) continue;
    if (!context.walk.dry) {
      rule.packets += 1;
      rule.bytes += context.packet.bytes;
    }
    if (rule.target === null) continue;
    if (rule.target === 'RETURN') return null;
    const verdict = verdictOf(rule.target, rule.targetWords);
    if (verdict !== null) {
      const { walk, state, table } = context;
      const words = `${table} ${chain.name}: ${ruleWords(rule)}`;
      if (verdict.kind !== 'accept' || chain.policy === null) hop(walk, state, null, 'filter', words);
      return verdict;
    }
    const next = context.state.tables.chain(context.table, rule.target);
    const decided = next === null ? null : run(context, next, depth + 1);
    if (decided !== null) return decided;
  }
  return null;
}

function verdictOf(target: string, words: readonly string[]): Verdict | null {
  switch (target) {
    case 'ACCEPT':
      return { kind: 'accept' };
    case 'DROP':
      return { kind: 'drop' };
    case 'REJECT':
      return { kind: 'reject' };
    case 'MASQUERADE':
      return { kind: 'masquerade' };
    case 'DNAT':
    case 'SNAT': {
      const [address = '', port] = (words[1] ?? '').split(':');
      const kind = target === 'DNAT' ? 'dnat' : 'snat';
      return { kind, address: parseIpv4(address) ?? 0, port: port === undefined ? null : Number(port) };
    }
    default:
      return null;
  }
}

function matches({ state, packet, devices }: Context, match: RuleMatch): boolean {
  switch (match.kind) {
    case 'source':
      return inNetwork(packet.source, match.cidr) !== match.not;
    case 'destination':
      return inNetwork(packet.destination, match.cidr) !== match.not;
    case 'in':
      return sameDevice(devices.in, match.device) !== match.not;
    case 'out':
      return sameDevice(devices.out, match.device) !== match.not;
    case 'protocol':
      return (match.protocol === 'all' || packet.protocol === match.protocol) !== match.not;
    case 'sport':
      return inRange(packet.sourcePort, match) !== match.not;
    case 'dport':
      return inRange(packet.destinationPort, match) !== match.not;
    case 'addrtype':
      return (
        hasType(state, match.side === 'dst' ? packet.destination : packet.source, match.type) !== match.not
      );
    case 'ctstate':
      return match.states.includes(packet.tracked?.state ?? 'INVALID') !== match.not;
    case 'comment':
      return true;
  }
}

const inRange = (port: number, { from, to }: { from: number; to: number }): boolean =>
  port >= from && port <= to;

function hasType(state: NetState, ip: Ipv4, type: string): boolean {
  const local = state.isLocal(ip) || isLoopback(ip);
  return type === 'LOCAL' ? local : type === 'UNICAST' ? !local : formatIpv4(ip) === '255.255.255.255';
}

function inNetwork(ip: Ipv4, cidr: string): boolean {
  const parsed = parseCidr(cidr);
  if (parsed === null) return false;
  return contains({ network: networkOf(parsed.address, parsed.length), length: parsed.length }, ip);
}

/** A name that ends in `+` matches all that begin so. */
function sameDevice(device: string | null, wanted: string): boolean {
  if (device === null) return false;
  return wanted.endsWith('+') ? device.startsWith(wanted.slice(0, -1)) : device === wanted;
}
