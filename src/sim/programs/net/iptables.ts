/**
 * iptables 1.8.13 (nf_tables): lists and changes the tables of this network namespace. Invariant: what -S prints, -A takes. Left out:
 * -E, -C, -R, ip6tables, extensions that rule-words.ts does not know (refused by name). iptables(8).
 */
import { strerror } from '../../kernel/errno.ts';
import type { NetControl, TableName } from '../../kernel/net.ts';
import { type Program, type ProgramMain, type Sys, SysError } from '../../kernel/sys.ts';
import { parseRule, RuleError, ruleWords } from '../../net/netfilter/rule-words.ts';
import { err, out } from '../lib/io.ts';
import { listText } from './iptables-list.ts';

const BANNER = 'iptables v1.8.13 (nf_tables)';
const TRY = "Try `iptables -h' or 'iptables --help' for more information.\n";
const TARGETS = new Set(['ACCEPT', 'DROP', 'RETURN', 'REJECT', 'MASQUERADE', 'DNAT', 'SNAT']);

interface Command {
  table: string;
  verb: string | null;
  chain: string | null;
  number: number | null;
  numeric: boolean;
  verbose: boolean;
  lineNumbers: boolean;
  readonly rule: string[];
}

class IptablesError extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

export const iptables: ProgramMain = function* iptablesMain(sys: Sys, argv: readonly string[]): Program {
  try {
    const command = readCommand(argv.slice(1));
    yield* out(sys, perform(sys.netlink(), command));
    return 0;
  } catch (error) {
    const failure = toFailure(error);
    yield* err(sys, failure.message);
    return failure.status;
  }
};

function toFailure(error: unknown): IptablesError {
  if (error instanceof IptablesError) return error;
  if (error instanceof RuleError) return new IptablesError(`${BANNER}: ${error.message}\n${TRY}`, 2);
  if (!(error instanceof SysError)) throw error;
  if (error.errno === 'EPERM') {
    const words = `${BANNER}: Could not fetch rule set generation id: Permission denied (you must be root)\n`;
    return new IptablesError(words, 4);
  }
  if (error.errno === 'ENOENT') return new IptablesError('iptables: No chain/target/match by that name.\n');
  if (error.errno === 'EEXIST') return new IptablesError('iptables: Chain already exists.\n');
  return new IptablesError(`iptables: ${strerror(error.errno)}.\n`);
}

const VERBS: Readonly<Record<string, string>> = {
  '--append': '-A',
  '--delete': '-D',
  '--insert': '-I',
  '--list': '-L',
  '--list-rules': '-S',
  '--flush': '-F',
  '--new-chain': '-N',
  '--delete-chain': '-X',
  '--policy': '-P',
  '--zero': '-Z',
};
const WITH_RULE = new Set(['-A', '-D', '-I', '-P']);

function readCommand(args: readonly string[]): Command {
  const command: Command = {
    table: 'filter',
    verb: null,
    chain: null,
    number: null,
    numeric: false,
    verbose: false,
    lineNumbers: false,
    rule: [],
  };
  const words = args.flatMap((word) =>
    /^-[LSnv]{2,}$/.test(word) ? [...word.slice(1)].map((letter) => `-${letter}`) : [word],
  );
  for (let at = 0; at < words.length; at += 1) at = readWord(command, words, at);
  const [stray] = command.rule;
  if (command.verb === null && stray?.startsWith('--')) {
    throw new IptablesError(`${BANNER}: unknown option "${stray}"\n${TRY}`, 2);
  }
  if (command.verb === null) throw new IptablesError(`${BANNER}: no command specified\n${TRY}`, 2);
  return command;
}

/** Reads the word at this place, with what belongs to it; where it ends. */
function readWord(command: Command, words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  const verb = VERBS[word] ?? word;
  if (Object.values(VERBS).includes(verb)) return readVerb(command, verb, words, at);
  switch (word) {
    case '-t':
    case '--table':
      command.table = words[at + 1] ?? '';
      return at + 1;
    case '-n':
    case '--numeric':
      command.numeric = true;
      return at;
    case '-v':
    case '--verbose':
      command.verbose = true;
      return at;
    case '--line-numbers':
      command.lineNumbers = true;
      return at;
    case '-w':
    case '--wait':
      return at;
    default:
      command.rule.push(word);
      return at;
  }
}

function readVerb(command: Command, verb: string, words: readonly string[], at: number): number {
  if (command.verb !== null)
    throw new IptablesError(`${BANNER}: Cannot use ${verb} with ${command.verb}\n\n${TRY}`, 2);
  command.verb = verb;
  let used = at;
  const next = words[used + 1];
  if (next !== undefined && !next.startsWith('-') && next !== '!') {
    command.chain = next;
    used += 1;
  } else if (WITH_RULE.has(verb) || verb === '-N') {
    throw new IptablesError(`${BANNER}: option "${verb}" requires an argument\n${TRY}`, 2);
  }
  if ((verb === '-I' || verb === '-D') && /^\d+$/.test(words[used + 1] ?? '')) {
    command.number = Number(words[used + 1]);
    used += 1;
  }
  return used;
}

const TABLES: readonly string[] = ['filter', 'nat', 'raw', 'mangle'];

function perform(control: NetControl, command: Command): string {
  if (!TABLES.includes(command.table)) {
    const words = `${BANNER}: table '${command.table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`;
    throw new IptablesError(words, 3);
  }
  const table = command.table as TableName;
  const chains = control.chains(table).filter(({ name }) => command.chain === null || name === command.chain);
  if (chains.length === 0 && command.verb !== '-N') throw new SysError('ENOENT');
  switch (command.verb) {
    case '-L':
      return listText(chains, command);
    case '-S': {
      const policies = chains.map(({ name, policy }) =>
        policy === null ? `-N ${name}\n` : `-P ${name} ${policy}\n`,
      );
      const rules = chains.flatMap(({ name, rules: all }) =>
        all.map((rule) => `${`-A ${name} ${ruleWords(rule)}`.trimEnd()}\n`),
      );
      return [...policies, ...rules].join('');
    }
    default:
      change(
        control,
        table,
        command,
        chains.map(({ name }) => name),
      );
      return '';
  }
}

function change(control: NetControl, table: TableName, command: Command, names: readonly string[]): void {
  const { verb, number } = command;
  const chain = command.chain ?? '';
  if (verb === '-F') for (const name of names) control.flushChain(table, name);
  else if (verb === '-Z') control.zero(table);
  else if (verb === '-X') deleteChains(control, table, command.chain);
  else if (verb === '-N') control.newChain(table, chain);
  else if (verb === '-P') setPolicy(control, table, chain, command.rule[0] ?? '');
  else if (verb === '-D') deleteRule(control, table, chain, number ?? parsed(control, table, command));
  else
    control.addRule(table, chain, parsed(control, table, command), verb === '-I' ? (number ?? 1) : undefined);
}

function parsed(control: NetControl, table: TableName, command: Command) {
  const rule = parseRule(command.rule);
  const known =
    rule.target === null ||
    TARGETS.has(rule.target) ||
    control.chains(table).some(({ name }) => name === rule.target);
  if (!known) {
    const words = `${BANNER}: Couldn't load target \`${rule.target}':No such file or directory\n\n${TRY}`;
    throw new IptablesError(words, 2);
  }
  return rule;
}

function deleteRule(
  control: NetControl,
  table: TableName,
  chain: string,
  which: Parameters<NetControl['deleteRule']>[2],
): void {
  try {
    control.deleteRule(table, chain, which);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
    if (typeof which === 'number') throw new IptablesError('iptables: Index of deletion too big.\n');
    throw new IptablesError('iptables: Bad rule (does a matching rule exist in that chain?).\n');
  }
}

function deleteChains(control: NetControl, table: TableName, chain: string | null): void {
  const own = control.chains(table).filter(({ policy }) => policy === null);
  for (const { name } of own.filter((one) => chain === null || one.name === chain)) {
    try {
      control.deleteChain(table, name);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EBUSY') throw error;
      throw new IptablesError(`${BANNER}:  CHAIN_DEL failed (Device or resource busy): chain ${name}\n`, 4);
    }
  }
}

function setPolicy(control: NetControl, table: TableName, chain: string, policy: string): void {
  if (policy !== 'ACCEPT' && policy !== 'DROP')
    throw new IptablesError("iptables: Bad policy name. Run `dmesg' for more information.\n");
  control.setPolicy(table, chain, policy);
}
