/**
 * Models mapfile of bash, also called readarray (bash(1)): lines of a descriptor become elements of an indexed array. Invariant: with -n
 * it takes no byte beyond the last line it keeps. Left out: -C and -c (a callback), which refuse.
 */
import { type Fd, STDIN, SysError, type Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import { badOption } from './failure.ts';
import type { Builtin } from './registry.ts';

const USAGE =
  'mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]';

interface Options {
  trim: boolean;
  delimiter: string;
  /** 0 is all there are. */
  most: number;
  /** First index; null begins a new array. */
  origin: number | null;
  skip: number;
  fd: Fd;
}

type Parsed =
  | { readonly kind: 'ok'; readonly options: Options; readonly name: string }
  | { readonly kind: 'bad-option'; readonly letter: string }
  | { readonly kind: 'bad'; readonly words: string };

const NUMBERS: Readonly<
  Record<string, { readonly words: string; readonly set: (o: Options, n: number) => void }>
> = {
  n: { words: 'invalid line count', set: (options, number) => Object.assign(options, { most: number }) },
  O: { words: 'invalid array origin', set: (options, number) => Object.assign(options, { origin: number }) },
  s: { words: 'invalid line count', set: (options, number) => Object.assign(options, { skip: number }) },
  u: {
    words: 'invalid file descriptor specification',
    set: (options, number) => Object.assign(options, { fd: number }),
  },
};

function parse(words: readonly string[]): Parsed {
  const options: Options = { trim: false, delimiter: '\n', most: 0, origin: null, skip: 0, fd: STDIN };
  let at = 0;
  for (; /^-./.test(words[at] ?? '') && words[at] !== '--'; at += 1) {
    const [, trims = '', letter, attached = ''] = /^-(t*)(?:(.)(.*))?$/s.exec(words[at] ?? '') ?? [];
    options.trim ||= trims !== '';
    if (letter === undefined) continue;
    if (!'dnOsuCc'.includes(letter)) return { kind: 'bad-option', letter };
    if (attached === '') at += 1;
    const value = attached === '' ? (words[at] ?? null) : attached;
    if (value === null) return { kind: 'bad', words: `-${letter}: option requires an argument` };
    const problem = take(options, letter, value);
    if (problem !== null) return { kind: 'bad', words: problem };
  }
  return { kind: 'ok', options, name: words[words[at] === '--' ? at + 1 : at] ?? 'MAPFILE' };
}

function take(options: Options, letter: string, value: string): string | null {
  if (letter === 'd') options.delimiter = value.charAt(0);
  const number = NUMBERS[letter];
  if (number === undefined)
    return letter === 'd' ? null : `option '-${letter}' is real, but this simulator does not model it`;
  if (!/^\d+$/.test(value)) return `${value}: ${number.words}`;
  number.set(options, Number(value));
  return null;
}

/** One element with its delimiter, or null at the end. Byte by byte, as bash reads what is not a file. */
function* element(shell: Shell, { fd, delimiter }: Options): Task<string | null> {
  const end = delimiter === '' ? 0 : delimiter.charCodeAt(0);
  const bytes: number[] = [];
  for (;;) {
    const [byte] = yield* shell.sys.read(fd, 1);
    if (byte === undefined) return bytes.length === 0 ? null : text(bytes);
    bytes.push(byte);
    if (byte === end) return text(bytes);
  }
}

const text = (bytes: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(bytes));

function* collect(shell: Shell, options: Options): Task<readonly string[]> {
  const { trim, most, skip } = options;
  const delimiter = options.delimiter === '' ? '\0' : options.delimiter;
  const found: string[] = [];
  for (let seen = 0; most === 0 || found.length < most; seen += 1) {
    const one = yield* element(shell, options);
    if (one === null) break;
    if (seen < skip) continue;
    const bare = one.endsWith(delimiter) ? one.slice(0, -1) : one;
    found.push(trim || delimiter === '\0' ? bare : one);
  }
  return found;
}

function* mapfile(shell: Shell, argv: readonly string[]): Task<number> {
  const parsed = parse(argv.slice(1));
  const name = argv[0] ?? 'mapfile';
  if (parsed.kind === 'bad-option') return yield* badOption(shell, name, `-${parsed.letter}`, USAGE);
  if (parsed.kind === 'bad') {
    yield* shell.complainIn(name, parsed.words);
    return 1;
  }
  if (!/^[A-Za-z_]\w*$/.test(parsed.name)) {
    yield* shell.complainIn(name, `\`${parsed.name}': not a valid identifier`);
    return 1;
  }
  const { options } = parsed;
  try {
    const lines = yield* collect(shell, options);
    const first = options.origin ?? 0;
    const kept = options.origin === null ? [] : shell.variables.elements(parsed.name);
    const added = lines.map((line, index): [string, string] => [String(first + index), line]);
    shell.variables.setArray(parsed.name, [...new Map([...kept, ...added])]);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EBADF') throw error;
    yield* shell.complainIn(name, `${options.fd}: invalid file descriptor: Bad file descriptor`);
    return 1;
  }
}

const BUILTIN: Builtin = { only: ['bash'], run: mapfile };

export const MAPFILE_BUILTINS: Readonly<Record<string, Builtin>> = { mapfile: BUILTIN, readarray: BUILTIN };
