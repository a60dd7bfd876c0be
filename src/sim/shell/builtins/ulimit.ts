/**
 * Models ulimit of bash(1), dash(1) and busybox ash, over getrlimit(2) and setrlimit(2). Invariant: without -H or -S a value
 * sets both; a value asked for is the soft one. Left out: bash's -b, -k, -p, -P, -T, whose limits Linux has not or fixes.
 */
import { strerror } from '../../kernel/errno.ts';
import type { RlimitName } from '../../kernel/rlimits.ts';
import { SysError, type Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

interface Row {
  readonly letter: string;
  readonly name: RlimitName;
  /** Bytes (or pieces) a unit of the shell stands for. */
  readonly unit: number;
  /** As `ulimit -a` begins its line, up to the value. */
  readonly title: string;
  /** What bash calls it in errors. */
  readonly words?: string;
}

const KB = 1024;
const bashRow = (words: string, unit: string, letter: string, name: RlimitName, factor = 1): Row => {
  const option = unit === '' ? `(-${letter})` : `(${unit}, -${letter})`;
  return { letter, name, unit: factor, words, title: `${words.padEnd(20)}${option.padStart(20)} ` };
};
const BASH: readonly Row[] = [
  bashRow('real-time non-blocking time', 'microseconds', 'R', 'rttime'),
  bashRow('core file size', 'blocks', 'c', 'core', KB),
  bashRow('data seg size', 'kbytes', 'd', 'data', KB),
  bashRow('scheduling priority', '', 'e', 'nice'),
  bashRow('file size', 'blocks', 'f', 'fsize', KB),
  bashRow('pending signals', '', 'i', 'sigpending'),
  bashRow('max locked memory', 'kbytes', 'l', 'memlock', KB),
  bashRow('max memory size', 'kbytes', 'm', 'rss', KB),
  bashRow('open files', '', 'n', 'nofile'),
  bashRow('POSIX message queues', 'bytes', 'q', 'msgqueue'),
  bashRow('real-time priority', '', 'r', 'rtprio'),
  bashRow('stack size', 'kbytes', 's', 'stack', KB),
  bashRow('cpu time', 'seconds', 't', 'cpu'),
  bashRow('max user processes', '', 'u', 'nproc'),
  bashRow('virtual memory', 'kbytes', 'v', 'as', KB),
  bashRow('file locks', '', 'x', 'locks'),
];

const ashRow = (words: string, letter: string, name: RlimitName, unit = 1): Row => ({
  letter,
  name,
  unit,
  title: `${words.padEnd(31)} (-${letter}) `,
});
const ASH: readonly Row[] = [
  ashRow('core file size (blocks)', 'c', 'core', 512),
  ashRow('data seg size (kb)', 'd', 'data', KB),
  ashRow('scheduling priority', 'e', 'nice'),
  ashRow('file size (blocks)', 'f', 'fsize', 512),
  ashRow('pending signals', 'i', 'sigpending'),
  ashRow('max locked memory (kb)', 'l', 'memlock', KB),
  ashRow('max memory size (kb)', 'm', 'rss', KB),
  ashRow('open files', 'n', 'nofile'),
  ashRow('POSIX message queues (bytes)', 'q', 'msgqueue'),
  ashRow('real-time priority', 'r', 'rtprio'),
  ashRow('stack size (kb)', 's', 'stack', KB),
  ashRow('cpu time (seconds)', 't', 'cpu'),
  ashRow('max user processes', 'u', 'nproc'),
  ashRow('virtual memory (kb)', 'v', 'as', KB),
  ashRow('file locks', 'x', 'locks'),
];

const dashRow = (words: string, letter: string, name: RlimitName, unit = 1): Row => ({
  letter,
  name,
  unit,
  title: `${words.padEnd(20)} `,
});
const DASH: readonly Row[] = [
  dashRow('time(seconds)', 't', 'cpu'),
  dashRow('file(blocks)', 'f', 'fsize', 512),
  dashRow('data(kbytes)', 'd', 'data', KB),
  dashRow('stack(kbytes)', 's', 'stack', KB),
  dashRow('coredump(blocks)', 'c', 'core', 512),
  dashRow('memory(kbytes)', 'm', 'rss', KB),
  dashRow('locked memory(kbytes)', 'l', 'memlock', KB),
  dashRow('process', 'p', 'nproc'),
  dashRow('nofiles', 'n', 'nofile'),
  dashRow('vmemory(kbytes)', 'v', 'as', KB),
  dashRow('locks', 'w', 'locks'),
  dashRow('rtprio', 'r', 'rtprio'),
];

const ROWS = { bash: BASH, ash: ASH, dash: DASH };
const BASH_USAGE = 'ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n';

interface Wish {
  readonly row: Row;
  readonly value: string | null;
}
interface Asked {
  readonly hard: boolean;
  readonly soft: boolean;
  readonly all: boolean;
  readonly wishes: readonly Wish[];
}

/** Ends the builtin with this status, its words already said. */
class Refused extends Error {}

export function* ulimit(shell: Shell, argv: readonly string[]): Task<number> {
  try {
    const asked = yield* read(shell, argv.slice(1));
    if (asked.all) yield* showAll(shell, asked);
    const several = asked.wishes.length > 1;
    for (const wish of asked.wishes) yield* grant(shell, asked, wish, several);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return shell.dialect.kind === 'bash' ? Number(error.message) : 1;
  }
}

function* read(shell: Shell, words: readonly string[]): Task<Asked> {
  const { kind } = shell.dialect;
  const found: Found = { hard: false, soft: false, all: false, wishes: [] };
  let at = 0;
  for (; /^-./.test(words[at] ?? '') && words[at] !== '--'; at += 1) {
    for (const letter of (words[at] ?? '').slice(1)) yield* readLetter(shell, letter, found);
    if (kind === 'dash' || !takesNext(words, at)) continue;
    setLast(found, words[at + 1]);
    at += 1;
  }
  const rest = words.slice(words[at] === '--' ? at + 1 : at);
  if (kind === 'dash' && rest.length > 1) return yield* refuse(shell, 'too many arguments');
  const size = ROWS[kind].find((one) => one.name === 'fsize');
  if (found.wishes.length === 0 && !found.all && size !== undefined)
    found.wishes.push({ row: size, value: null });
  setLast(found, rest[0]);
  return found;
}

interface Found {
  hard: boolean;
  soft: boolean;
  all: boolean;
  readonly wishes: { row: Row; value: string | null }[];
}

/** `-n 5`: a word after a limit's letter that is no option is its value. */
const takesNext = (words: readonly string[], at: number): boolean =>
  /[^HSa]$/.test(words[at] ?? '') && words[at + 1] !== undefined && words[at + 1]?.startsWith('-') === false;

function setLast(found: Found, value: string | undefined): void {
  const last = found.wishes.at(-1);
  if (value !== undefined && last?.value === null) last.value = value;
}

function* readLetter(shell: Shell, letter: string, found: Found): Task<void> {
  const row = ROWS[shell.dialect.kind].find((one) => one.letter === letter);
  if (letter === 'H') found.hard = true;
  else if (letter === 'S') found.soft = true;
  else if (letter === 'a') found.all = true;
  else if (row === undefined) yield* unknownOption(shell, letter);
  else found.wishes.push({ row, value: null });
}

function* unknownOption(shell: Shell, letter: string): Task<never> {
  if (shell.dialect.kind === 'bash') {
    yield* refuseWords(shell, `-${letter}: invalid option`);
    yield* shell.err(BASH_USAGE);
    throw new Refused('2');
  }
  if (shell.dialect.kind === 'ash') {
    yield* shell.err(`ulimit: invalid option -- '${letter}'\n`);
    throw new Refused('1');
  }
  return yield* refuse(shell, `Illegal option -${letter}`);
}

function* refuse(shell: Shell, words: string): Task<never> {
  yield* refuseWords(shell, words);
  throw new Refused('1');
}

function* refuseWords(shell: Shell, words: string): Task<void> {
  if (shell.dialect.kind === 'ash') yield* shell.err(`${shell.name}: ${words}\n`);
  else yield* shell.complainIn('ulimit', words);
}

const shown = (value: number, row: Row): string =>
  value === Number.POSITIVE_INFINITY ? 'unlimited' : String(Math.floor(value / row.unit));

const limitShown = (shell: Shell, { row }: Wish, asked: Asked): string => {
  const limit = shell.sys.getrlimit(row.name);
  return shown(asked.hard && !asked.soft ? limit.hard : limit.soft, row);
};

function* showAll(shell: Shell, asked: Asked): Task<void> {
  for (const row of ROWS[shell.dialect.kind]) {
    yield* shell.out(`${row.title}${limitShown(shell, { row, value: null }, asked)}\n`);
    if (shell.dialect.kind === 'bash' && row.letter === 'n')
      yield* shell.out(`${'pipe size'.padEnd(20)}${'(512 bytes, -p)'.padStart(20)} 8\n`);
  }
}

function* grant(shell: Shell, asked: Asked, wish: Wish, several: boolean): Task<void> {
  const { row, value } = wish;
  if (value === null) {
    const title = several && shell.dialect.kind !== 'dash' ? row.title : '';
    yield* shell.out(`${title}${limitShown(shell, wish, asked)}\n`);
    return;
  }
  const limit = shell.sys.getrlimit(row.name);
  const number = yield* numberOf(shell, value, row, limit);
  const both = asked.hard === asked.soft;
  const wanted = {
    soft: both || asked.soft ? number : limit.soft,
    hard: both || asked.hard ? number : limit.hard,
  };
  try {
    shell.sys.setrlimit(row.name, wanted);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = strerror(error.errno);
    const words = row.words === undefined ? 'error setting limit' : `${row.words}: cannot modify limit`;
    yield* refuse(shell, `${words}: ${why}`);
  }
}

function* numberOf(
  shell: Shell,
  value: string,
  row: Row,
  limit: { readonly soft: number; readonly hard: number },
): Task<number> {
  if (value === 'unlimited') return Number.POSITIVE_INFINITY;
  if (/^\d+$/.test(value)) return Number(value) * row.unit;
  if (shell.dialect.kind === 'bash') {
    if (value === 'hard') return limit.hard;
    if (value === 'soft') return limit.soft;
    return yield* refuse(shell, `${value}: invalid number`);
  }
  return yield* refuse(shell, shell.dialect.kind === 'ash' ? `invalid number '${value}'` : 'bad number');
}
