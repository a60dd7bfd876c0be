/** `iptables -L` as columns. Invariant: widths and blanks are the real program's. Left out: host names other than localhost and loopback. */
import type { ChainInfo, RuleInfo, RuleMatch } from '../../kernel/net.ts';

export interface ListOptions {
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly lineNumbers: boolean;
}

export function listText(chains: readonly ChainInfo[], options: ListOptions): string {
  return chains.map((chain) => chainText(chain, options)).join('\n');
}

function chainText(chain: ChainInfo, options: ListOptions): string {
  const counted = options.verbose ? ` ${chain.packets} packets, ${chain.bytes} bytes` : '';
  const about = chain.policy === null ? `${chain.references} references` : `policy ${chain.policy}${counted}`;
  const number = options.lineNumbers ? 'num  ' : '';
  const head = options.verbose
    ? ' pkts bytes target     prot opt in     out     source               destination         '
    : 'target     prot opt source               destination         ';
  const rules = chain.rules.map((rule, at) => ruleLine(rule, at + 1, options));
  return [`Chain ${chain.name} (${about})`, number + head, ...rules].map((line) => `${line}\n`).join('');
}

const find = <K extends RuleMatch['kind']>(rule: RuleInfo, kind: K) =>
  rule.matches.find((match): match is Extract<RuleMatch, { kind: K }> => match.kind === kind);
const mark = (not: boolean | undefined): string => (not ? '!' : ' ');

function ruleLine(rule: RuleInfo, number: number, options: ListOptions): string {
  const protocol = find(rule, 'protocol');
  const target = (rule.target ?? '').padEnd(9);
  const start = `${options.lineNumbers ? `${String(number).padEnd(4)} ` : ''}${options.verbose ? counters(rule) : ''}`;
  const prot = `${protocol?.not ? '!' : ''}${protocol?.protocol ?? 'all'}`.padEnd(4);
  const devices = options.verbose ? `${device(rule, 'in')}${device(rule, 'out')}` : '';
  const ends = `${end(rule, 'source', options.numeric)}${end(rule, 'destination', options.numeric)}`;
  return `${start}${target}  ${prot} -- ${options.verbose ? ' ' : ''}${devices}${ends}${rule.matches.map(extra).join('')}${targetWords(rule)}`;
}

const counters = ({ packets, bytes }: RuleInfo): string => `${amount(packets)} ${amount(bytes)} `;

function amount(value: number): string {
  if (value <= 99_999) return String(value).padStart(5);
  const thousand = Math.round(value / 1000);
  return thousand <= 9999
    ? `${String(thousand).padStart(4)}K`
    : `${String(Math.round(thousand / 1000)).padStart(4)}M`;
}

function device(rule: RuleInfo, side: 'in' | 'out'): string {
  const match = find(rule, side);
  return `${`${match?.not ? '!' : ''}${match?.device ?? '*'}`.padEnd(6)} `;
}

function end(rule: RuleInfo, side: 'source' | 'destination', numeric: boolean): string {
  const match = find(rule, side);
  return `${mark(match?.not)}${place(match?.cidr ?? '0.0.0.0/0', numeric).padEnd(19)} `;
}

function place(cidr: string, numeric: boolean): string {
  const short = cidr.replace(/\/32$/, '');
  if (numeric) return short;
  return short === '0.0.0.0/0'
    ? 'anywhere'
    : short === '127.0.0.0/8'
      ? 'loopback/8'
      : short === '127.0.0.1'
        ? 'localhost'
        : short;
}

const not = (yes: boolean): string => (yes ? '!' : '');
const range = (from: number, to: number): string => (from === to ? `:${from}` : `s:${from}:${to}`);

function extra(match: RuleMatch, _at: number, all: readonly RuleMatch[]): string {
  switch (match.kind) {
    case 'sport':
    case 'dport': {
      const protocol = all.find((one) => one.kind === 'protocol')?.protocol ?? 'tcp';
      const name = match.kind === 'sport' ? 'spt' : 'dpt';
      return ` ${protocol} ${name}${match.not ? ':!' : ''}${range(match.from, match.to)}`;
    }
    case 'addrtype':
      return ` ADDRTYPE match ${match.side}-type ${not(match.not)}${match.type}`;
    case 'ctstate':
      return ` ${not(match.not)}ctstate ${match.states.join(',')}`;
    case 'comment':
      return ` /* ${match.text} */`;
    default:
      return '';
  }
}

function targetWords({ target, targetWords: words }: RuleInfo): string {
  if (target === 'DNAT' || target === 'SNAT') return ` to:${words[1] ?? ''}`;
  if (target === 'REJECT') return ` reject-with ${words[1] ?? 'icmp-port-unreachable'}`;
  return '';
}
