/**
 * Models how pgrep and pkill of procps-ng 4 choose processes (pgrep(1)): all that is asked for must hold, -v turns it round, -n and -o
 * leave one. Invariant: the program never chooses itself. Left out: -F, -G, -H, -L, -O, -Q, -r, -t, --cgroup, --env and --ns, which refuse.
 */
import type { Task } from '../../kernel/sys.ts';
import { type ProcessInfo, readProcesses } from './processes.ts';
import { type Context, Failure } from './program.ts';
import { toRegExpSource } from './regular-expression.ts';
import { type NameTable, readUsers } from './users.ts';

export const SELECTION = {
  short: 'fxvicnoeP:u:U:g:s:p:',
  long: {
    full: 'f',
    exact: 'x',
    inverse: 'v',
    'ignore-case': 'i',
    count: 'c',
    newest: 'n',
    oldest: 'o',
    parent: 'P:',
    euid: 'u:',
    uid: 'U:',
    pgroup: 'g:',
    session: 's:',
    pid: 'p:',
    help: 'help',
  },
} as const;

export const UNMODELLED_SELECTION = [
  'group',
  'older',
  'terminal',
  'pidfile',
  'runstates',
  'cgroup',
  'ns',
  'nslist',
  'env',
];

/** Options that choose by themselves, without a pattern. */
const CRITERIA = ['P', 'u', 'U', 'g', 's', 'p', 'n', 'o'];
const REGEX_ERRORS: Readonly<Record<string, string>> = {
  '[': 'Unmatched [, [^, [:, [., or [=',
  '(': 'Unmatched ( or \\(',
  '*': 'Invalid preceding regular expression',
};

export function* selectProcesses(context: Context): Task<readonly ProcessInfo[]> {
  const [pattern, extra] = context.operands;
  const hint = `\nTry \`${context.name} --help' for more information.`;
  if (extra !== undefined) throw new Failure(`only one pattern can be provided${hint}`, 2);
  if (pattern === undefined && !CRITERIA.some((key) => context.has(key)))
    throw new Failure(`no matching criteria specified${hint}`, 2);
  const holds = tests(context, yield* readUsers(context.sys));
  const self = Number(context.sys.getpid());
  const found = (yield* readProcesses(context.sys)).filter(
    (process) => process.pid !== self && holds.every((one) => one(process)) !== context.has('v'),
  );
  const [oldest, newest] = [found[0], found.at(-1)];
  if (context.has('n')) return newest === undefined ? [] : [newest];
  if (context.has('o')) return oldest === undefined ? [] : [oldest];
  return found;
}

type Holds = (process: ProcessInfo) => boolean;
type Fact = (process: ProcessInfo) => number;

function tests(context: Context, users: NameTable): readonly Holds[] {
  const found: Holds[] = [];
  const listed = (key: string, number: (word: string) => number, of: Fact): void => {
    const text = context.value(key);
    if (text === null) return;
    const numbers = text.split(',').map(number);
    found.push((process) => numbers.includes(of(process)));
  };
  const user = (word: string): number => userOf(users, word);
  listed('P', numberOr('not a number'), ({ ppid }) => ppid);
  listed('p', numberOr('not a number'), ({ pid }) => pid);
  listed('u', user, ({ euid }) => euid);
  listed('U', user, ({ uid }) => uid);
  listed('g', ownIfZero(context.sys.getpgid(), numberOr('invalid process group')), ({ pgid }) => pgid);
  listed('s', ownIfZero(context.sys.getsid(), numberOr('invalid session id')), ({ sid }) => sid);
  const [pattern] = context.operands;
  if (pattern !== undefined) found.push(matching(context, pattern));
  return found;
}

const ownIfZero =
  (own: number, read: (word: string) => number) =>
  (word: string): number =>
    read(word) === 0 ? own : read(word);

const numberOr =
  (complaint: string) =>
  (word: string): number => {
    if (!/^\d+$/.test(word)) throw new Failure(`${complaint}: ${word}`, 2);
    return Number(word);
  };

function userOf(users: NameTable, word: string): number {
  const id = /^\d+$/.test(word) ? Number(word) : users.id(word);
  if (id === null) throw new Failure(`invalid user name: ${word}`, 2);
  return id;
}

/** The name is what the kernel keeps of it, fifteen letters; with -f all arguments. */
function matching(context: Context, pattern: string): Holds {
  const source = toRegExpSource(pattern, true);
  const flags = context.has('i') ? 'i' : '';
  try {
    const expression = new RegExp(context.has('x') ? `^(?:${source})$` : source, flags);
    return ({ argv, comm }) => expression.test(context.has('f') && argv.length > 0 ? argv.join(' ') : comm);
  } catch {
    const sign = Object.keys(REGEX_ERRORS).find((one) => pattern.includes(one)) ?? '[';
    throw new Failure(`regex error: ${REGEX_ERRORS[sign]}`, 2);
  }
}
