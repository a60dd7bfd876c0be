/**
 * Models iptables(8)'s words for a rule, as `iptables -S` prints them and `iptables -A` takes them. Invariant: parsing what was
 * printed gives the same rule. Left out: matches that Docker and lessons do not use; they are refused by name.
 */
import type { RuleMatch, RuleSpec } from '../../kernel/net.ts';
import { formatPrefix, networkOf, parseCidr } from '../ipv4.ts';

const not = (yes: boolean): string => (yes ? '! ' : '');
const range = (from: number, to: number): string => (from === to ? `${from}` : `${from}:${to}`);
const ORDER: readonly RuleMatch['kind'][] = ['source', 'destination', 'in', 'out', 'protocol'];

/** `-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE`. */
export function ruleWords({ matches, target, targetWords }: RuleSpec): string {
  const protocol = matches.find((match) => match.kind === 'protocol');
  const place = (match: RuleMatch) => (ORDER.includes(match.kind) ? ORDER.indexOf(match.kind) : ORDER.length);
  const sorted = [...matches].sort((a, b) => place(a) - place(b));
  let portsNamed = false;
  const words = sorted.map((match) => {
    const ports = match.kind === 'sport' || match.kind === 'dport';
    const module = ports && !portsNamed ? `-m ${protocol?.protocol ?? 'tcp'} ` : '';
    portsNamed ||= ports;
    return module + matchWords(match);
  });
  if (target !== null) words.push(['-j', target, ...targetWords].join(' '));
  return words.join(' ');
}

function matchWords(match: RuleMatch): string {
  switch (match.kind) {
    case 'source':
      return `${not(match.not)}-s ${match.cidr}`;
    case 'destination':
      return `${not(match.not)}-d ${match.cidr}`;
    case 'in':
      return `${not(match.not)}-i ${match.device}`;
    case 'out':
      return `${not(match.not)}-o ${match.device}`;
    case 'protocol':
      return `${not(match.not)}-p ${match.protocol}`;
    case 'sport':
    case 'dport':
      return `${not(match.not)}--${match.kind} ${range(match.from, match.to)}`;
    case 'addrtype':
      return `-m addrtype ${not(match.not)}--${match.side}-type ${match.type}`;
    case 'ctstate':
      return `-m conntrack ${not(match.not)}--ctstate ${match.states.join(',')}`;
    case 'comment':
      return `-m comment --comment ${/^[\w-]+$/.test(match.text) ? match.text : JSON.stringify(match.text)}`;
  }
}

/** What is wrong with the words of a rule: `word` is not known here. */
export class RuleError extends Error {
  readonly word: string;
  constructor(word: string, message: string) {
    super(message);
    this.word = word;
  }
}

/** Throws RuleError. */
export function parseRule(words: readonly string[]): RuleSpec {
  const matches: RuleMatch[] = [];
  let target: string | null = null;
  const targetWords: string[] = [];
  let negated = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '!') {
      negated = true;
      continue;
    }
    const value = words[at + 1] ?? '';
    at += 1;
    if (word === '-j' || word === '--jump') target = value;
    else if (target !== null && TARGET_WORDS.has(word)) targetWords.push(word, value);
    else if (word !== '-m' && word !== '--match') matches.push(parseMatch(word, value, negated));
    else if (!MODULES.has(value))
      throw new RuleError(value, `match "${value}" is real, but this simulator does not model it`);
    negated = false;
  }
  return { matches, target, targetWords };
}

const MODULES = new Set(['tcp', 'udp', 'addrtype', 'conntrack', 'state', 'comment']);
const TARGET_WORDS = new Set(['--to-destination', '--to-source', '--to-ports', '--reject-with']);
const STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'];

function parseMatch(word: string, value: string, negated: boolean): RuleMatch {
  switch (word) {
    case '-s':
    case '--source':
      return { kind: 'source', cidr: cidr(value), not: negated };
    case '-d':
    case '--destination':
      return { kind: 'destination', cidr: cidr(value), not: negated };
    case '-i':
    case '--in-interface':
      return { kind: 'in', device: value, not: negated };
    case '-o':
    case '--out-interface':
      return { kind: 'out', device: value, not: negated };
    case '-p':
    case '--protocol':
      return { kind: 'protocol', protocol: value.toLowerCase(), not: negated };
    case '--sport':
    case '--dport':
    case '--source-port':
    case '--destination-port':
      return { kind: word.startsWith('--s') ? 'sport' : 'dport', ...ports(value), not: negated };
    case '--dst-type':
    case '--src-type':
      return { kind: 'addrtype', side: word === '--dst-type' ? 'dst' : 'src', type: value, not: negated };
    case '--ctstate':
    case '--state':
      return { kind: 'ctstate', states: inOrder(value.split(',')), not: negated };
    case '--comment':
      return { kind: 'comment', text: value };
    default:
      throw new RuleError(word, `unknown option "${word}"`);
  }
}

const inOrder = (states: readonly string[]): string[] => STATES.filter((state) => states.includes(state));

function cidr(text: string): string {
  const parsed = parseCidr(text);
  if (parsed === null) throw new RuleError(text, `host/network \`${text}' not found`);
  return formatPrefix({ network: networkOf(parsed.address, parsed.length), length: parsed.length });
}

function ports(text: string): { from: number; to: number } {
  const [from = '', to = from] = text.split(':');
  if (!/^\d+$/.test(from) || !/^\d+$/.test(to))
    throw new RuleError(text, `invalid port/service \`${text}' specified`);
  return { from: Number(from), to: Number(to) };
}
