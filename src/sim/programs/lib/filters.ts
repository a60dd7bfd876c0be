/**
 * Models the text filters that are alike in coreutils and busybox but for their words: head, tail, wc, sort, uniq, cut, tr, tee, seq
 * (POSIX XCU). Invariant: files are read one after the other; one that cannot be read is reported and the rest goes on.
 */
import { type Fd, type Program, STDIN, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { closeInput, concatenate, linesOf, openInput, readFile } from './io.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';

/** How a family words a file that cannot be opened. */
export type CannotOpen = (path: string, reason: string) => string;

const inputs = (context: Context): readonly string[] =>
  context.operands.length === 0 ? ['-'] : context.operands;

/** A count as head and tail read it: `10`, `+5`, `-3`, `1K`. */
function count(text: string, what: string): { value: number; sign: string } {
  const match = /^([-+]?)(\d+)([bkKmM]?)$/.exec(text);
  if (match === null)
    throw new Failure(what === '' ? `invalid number '${text}'` : `invalid number of ${what}: ‘${text}’`);
  const unit = { b: 512, k: 1024, K: 1024, m: 1048576, M: 1048576 }[match[3] ?? ''] ?? 1;
  return { value: Number(match[2]) * unit, sign: match[1] ?? '' };
}

function* eachFile(
  context: Context,
  cannotOpen: CannotOpen,
  body: (path: string, data: Uint8Array) => Task<void>,
): Program {
  let status = 0;
  for (const path of inputs(context)) {
    try {
      yield* body(path, yield* readFile(context.sys, path));
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  return status;
}

/** Headers `==> name <==` between files. */
function* header(context: Context, path: string, first: boolean): Task<void> {
  const wanted = context.has('v') || (context.operands.length > 1 && !context.has('q'));
  if (wanted) yield* context.out(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
}

const splitKeeping = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export function* head(context: Context, cannotOpen: CannotOpen, named: boolean): Program {
  const bytes = context.value('c');
  const { value, sign } = count(
    bytes ?? context.value('n') ?? '10',
    named ? (bytes === null ? 'lines' : 'bytes') : '',
  );
  let first = true;
  return yield* eachHead(context, cannotOpen, function* (path, data) {
    yield* header(context, path, first);
    first = false;
    if (bytes !== null) {
      yield* context.sys.write(
        STDOUT,
        sign === '-' ? data.slice(0, Math.max(0, data.length - value)) : data.slice(0, value),
      );
      return;
    }
    const lines = splitKeeping(new TextDecoder().decode(data));
    yield* context.out(lines.slice(0, sign === '-' ? Math.max(0, lines.length - value) : value).join(''));
  });
}

/** head stops reading as soon as it has enough, so that `yes | head` ends. */
function* eachHead(
  context: Context,
  cannotOpen: CannotOpen,
  body: (path: string, data: Uint8Array) => Task<void>,
): Program {
  let status = 0;
  for (const path of inputs(context)) {
    try {
      const fd = yield* openInput(context.sys, path);
      const data = yield* readEnough(context, fd);
      closeInput(context.sys, fd);
      yield* body(path, data);
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  return status;
}

function* readEnough(context: Context, fd: Fd): Task<Uint8Array> {
  const lines = Number(context.value('n') ?? '10');
  const limit = Number(context.value('c') ?? Number.NaN);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let newlines = 0;
  for (;;) {
    const chunk = yield* context.sys.read(fd, 4096);
    context.sys.growMemory(chunk.length);
    chunks.push(chunk);
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) newlines++;
    const enough = Number.isNaN(limit) ? lines >= 0 && newlines >= lines : limit >= 0 && bytes >= limit;
    if (chunk.length === 0 || enough) return concatenate(chunks);
  }
}

export function* tail(context: Context, cannotOpen: CannotOpen, named: boolean): Program {
  const bytes = context.value('c');
  const { value, sign } = count(
    bytes ?? context.value('n') ?? '10',
    named ? (bytes === null ? 'lines' : 'bytes') : '',
  );
  let first = true;
  const status = yield* eachFile(context, cannotOpen, function* (path, data) {
    yield* header(context, path, first);
    first = false;
    if (bytes !== null) {
      const start = sign === '+' ? Math.max(0, value - 1) : Math.max(0, data.length - value);
      yield* context.sys.write(STDOUT, data.slice(start));
      return;
    }
    const lines = splitKeeping(new TextDecoder().decode(data));
    const start = sign === '+' ? Math.max(0, value - 1) : Math.max(0, lines.length - value);
    yield* context.out(lines.slice(start).join(''));
  });
  if (!context.has('f') && !context.has('F')) return status;
  return yield* follow(context, status);
}

const FOLLOW_EVERY_MS = 1000;

/** `tail -f`: looks once a second what was added, as both do where inotify is not used. */
function* follow(context: Context, status: number): Program {
  const { sys } = context;
  const paths = inputs(context).filter((path) => path !== '-');
  if (paths.length === 0) return status;
  const sizes = new Map<string, number>();
  for (const path of paths) sizes.set(path, sizeOf(context, path));
  for (;;) {
    yield* sys.sleep(FOLLOW_EVERY_MS);
    for (const path of paths) {
      const before = sizes.get(path) ?? 0;
      const now = sizeOf(context, path);
      if (now > before) yield* sys.write(STDOUT, (yield* readFile(sys, path)).slice(before, now));
      sizes.set(path, now);
    }
  }
}

function sizeOf({ sys }: Context, path: string): number {
  try {
    return sys.stat(path).type === 'file' ? sys.stat(path).sizeBytes : 0;
  } catch (error) {
    if (error instanceof SysError) return 0;
    throw error;
  }
}

interface Counts {
  readonly values: readonly number[];
  readonly name: string;
}

export function* wc(context: Context, cannotOpen: CannotOpen, fitted: boolean): Program {
  const asked = ['l', 'w', 'm', 'c', 'L'].filter((letter) => context.has(letter));
  const shown = asked.length === 0 ? ['l', 'w', 'c'] : asked;
  const rows: Counts[] = [];
  const status = yield* eachFile(context, cannotOpen, function* (path, data) {
    yield* context.sys.compute(0);
    rows.push({ values: countsOf(data, shown), name: context.operands.length === 0 ? '' : path });
  });
  if (context.operands.length > 1) {
    const totals = shown.map((_, index) => rows.reduce((sum, row) => sum + (row.values[index] ?? 0), 0));
    rows.push({ values: totals, name: 'total' });
  }
  const widest = Math.max(0, ...rows.flatMap((row) => row.values).map((value) => String(value).length));
  const single = shown.length === 1 && rows.length === 1;
  const piped = context.operands.length === 0;
  const width = single ? 0 : fitted ? (piped ? 7 : widest) : 9;
  for (const row of rows) {
    const cells = row.values.map((value) => String(value).padStart(width));
    yield* context.out(`${[...cells, ...(row.name === '' ? [] : [row.name])].join(' ')}\n`);
  }
  return status;
}

function countsOf(data: Uint8Array, shown: readonly string[]): number[] {
  const text = new TextDecoder().decode(data);
  const counts: Readonly<Record<string, () => number>> = {
    l: () => data.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0),
    w: () => text.split(/\s+/).filter((word) => word !== '').length,
    m: () => [...text].length,
    c: () => data.length,
    longest: () => Math.max(0, ...text.split('\n').map((line) => line.length)),
  };
  return shown.map((letter) => counts[letter === 'L' ? 'longest' : letter]?.() ?? 0);
}

/** All input lines, without newlines. */
function* allLines(context: Context, cannotOpen: CannotOpen): Task<{ lines: string[]; status: number }> {
  const lines: string[] = [];
  const status = yield* eachFile(context, cannotOpen, function* (_path, data) {
    yield* context.sys.compute(0);
    lines.push(...linesOf(new TextDecoder().decode(data)));
  });
  return { lines, status };
}

export function* sort(context: Context, cannotOpen: CannotOpen): Program {
  const { lines, status } = yield* allLines(context, cannotOpen);
  if (status !== 0) return 2;
  const keys = context.options.values('k').map((text) => keyOf(text, context));
  const compare = (left: string, right: string): number => {
    for (const key of keys.length === 0 ? [wholeLine(context)] : keys) {
      const order = key(left, right);
      if (order !== 0) return order;
    }
    return 0;
  };
  const last = (left: string, right: string): number =>
    (left < right ? -1 : left > right ? 1 : 0) * (context.has('r') ? -1 : 1);
  const sorted = lines.sort(
    (left, right) => compare(left, right) || (context.has('s') ? 0 : last(left, right)),
  );
  const kept = context.has('u')
    ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line) !== 0)
    : sorted;
  yield* context.out(kept.map((line) => `${line}\n`).join(''));
  return 0;
}

type Compare = (left: string, right: string) => number;

function comparison(context: Context, flags: string): Compare {
  const sign = context.has('r') || flags.includes('r') ? -1 : 1;
  const fold = context.has('f') || flags.includes('f');
  if (context.has('n') || flags.includes('n')) {
    const number = (text: string): number => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0);
    return (left, right) => Math.sign(number(left) - number(right)) * sign;
  }
  const text = (value: string): string => (fold ? value.toUpperCase() : value);
  return (left, right) => (text(left) < text(right) ? -sign : text(left) > text(right) ? sign : 0);
}

const wholeLine = (context: Context): Compare => comparison(context, '');

function keyOf(text: string, context: Context): Compare {
  const match = /^(\d+)(?:\.\d+)?([a-z]*)(?:,(\d+)(?:\.\d+)?([a-z]*))?$/.exec(text);
  if (match === null)
    throw new Failure(`invalid number at field start: invalid count at start of '${text}'`, 2);
  const [, start = '1', startFlags = '', end, endFlags = ''] = match;
  const separator = context.value('t');
  const field = (line: string): string => {
    const parts = separator === null ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    return parts.slice(Number(start) - 1, end === undefined ? undefined : Number(end)).join(separator ?? '');
  };
  const compare = comparison(context, startFlags + endFlags);
  return (left, right) => compare(field(left), field(right));
}

export function* uniq(context: Context, cannotOpen: CannotOpen): Program {
  const { lines, status } = yield* allLines(context, cannotOpen);
  const groups: { line: string; count: number }[] = [];
  const same = (left: string, right: string): boolean =>
    context.has('i') ? left.toLowerCase() === right.toLowerCase() : left === right;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && same(last.line, line)) last.count++;
    else groups.push({ line, count: 1 });
  }
  const kept = groups.filter(
    ({ count }) => (!context.has('d') || count > 1) && (!context.has('u') || count === 1),
  );
  const number = (value: number): string => (context.has('c') ? `${String(value).padStart(7)} ` : '');
  yield* context.out(kept.map(({ line, count: times }) => `${number(times)}${line}\n`).join(''));
  return status;
}

/** `1,3-5,7-` as a test of 1-based positions. */
function ranges(text: string): (position: number) => boolean {
  const parts = text.split(',').map((part) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || (match[1] === '' && match[3] === '')) throw new UsageFailure('invalid field value');
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    return { from, to };
  });
  return (position) => parts.some(({ from, to }) => position >= from && position <= to);
}

export function* cut(context: Context, cannotOpen: CannotOpen, nothing: string): Program {
  const fields = context.value('f');
  const characters = context.value('c') ?? context.value('b');
  const list = fields ?? characters;
  if (list === null) throw new UsageFailure(nothing);
  const chosen = ranges(list);
  const delimiter = context.value('d') ?? '\t';
  const { lines, status } = yield* allLines(context, cannotOpen);
  for (const line of lines) {
    if (fields === null)
      yield* context.out(`${[...line].filter((_, index) => chosen(index + 1)).join('')}\n`);
    else if (line.includes(delimiter)) {
      const parts = line.split(delimiter).filter((_, index) => chosen(index + 1));
      yield* context.out(`${parts.join(delimiter)}\n`);
    } else if (!context.has('s')) yield* context.out(`${line}\n`);
  }
  return status;
}

export function* tee(context: Context, cannotOpen: CannotOpen): Program {
  const { sys } = context;
  const fds: number[] = [STDOUT];
  let status = 0;
  for (const path of context.operands) {
    try {
      fds.push(yield* sys.open(path, ['write', 'create', context.has('a') ? 'append' : 'trunc'], 0o666));
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  for (;;) {
    const chunk = yield* sys.read(STDIN, 65536);
    if (chunk.length === 0) return status;
    for (const fd of fds) yield* sys.write(fd, chunk);
  }
}

export function* seq(context: Context): Program {
  const numbers = context.operands.map(Number);
  if (numbers.length === 0) throw new UsageFailure('missing operand');
  if (numbers.length > 3) throw new UsageFailure(`extra operand ‘${context.operands[3] ?? ''}’`);
  const bad = context.operands.find((_, index) => Number.isNaN(numbers[index]));
  if (bad !== undefined) throw new UsageFailure(`invalid floating point argument: ‘${bad}’`);
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length === 3 ? (numbers[1] ?? 1) : 1;
  const last = numbers.at(-1) ?? 0;
  const places = Math.max(0, ...context.operands.map((text) => text.split('.')[1]?.length ?? 0));
  const items: string[] = [];
  const size = Math.floor((last - first) / step + 1e-9);
  for (let index = 0; index <= size && index < 1_000_000; index++)
    items.push((first + step * index).toFixed(places));
  const width = context.has('w') ? Math.max(...items.map((item) => item.length)) : 0;
  if (items.length > 0)
    yield* context.out(
      `${items.map((item) => item.padStart(width, '0')).join(context.value('s') ?? '\n')}\n`,
    );
  return 0;
}
