/** Models head and tail of coreutils and busybox (POSIX XCU). Invariant: head stops reading as soon as it has enough. */
import { type Fd, type Program, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { type CannotOpen, eachFile, inputs } from './filter-input.ts';
import { closeInput, openInput, readAll, readFile } from './io.ts';
import { type Context, Failure, words } from './program.ts';

/** A count as head and tail read it: `10`, `+5`, `-3`, `1K`. */
function count(text: string, what: string): { value: number; sign: string } {
  const match = /^([-+]?)(\d+)([bkKmM]?)$/.exec(text);
  if (match === null)
    throw new Failure(what === '' ? `invalid number '${text}'` : `invalid number of ${what}: ‘${text}’`);
  const unit = { b: 512, k: 1024, K: 1024, m: 1048576, M: 1048576 }[match[3] ?? ''] ?? 1;
  return { value: Number(match[2]) * unit, sign: match[1] ?? '' };
}

/** Headers `==> name <==` between files. */
function* header(context: Context, path: string, first: boolean): Task<void> {
  const wanted = context.has('v') || (context.operands.length > 1 && !context.has('q'));
  if (wanted) yield* context.out(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
}

const splitKeeping = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export function* head(context: Context, cannotOpen: CannotOpen, named: boolean): Program {
  const bytes = context.value('c');
  const unit = bytes === null ? 'lines' : 'bytes';
  const { value, sign } = count(bytes ?? context.value('n') ?? '10', named ? unit : '');
  let status = 0;
  let first = true;
  for (const path of inputs(context)) {
    try {
      const fd = yield* openInput(context.sys, path);
      yield* header(context, path, first);
      first = false;
      if (sign === '-') yield* allButTheLast(context, fd, unit, value);
      else yield* theFirst(context, fd, unit, value);
      closeInput(context.sys, fd);
    } catch (error) {
      if (error instanceof SysError && error.errno === 'EPIPE') throw error;
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  return status;
}

type Unit = 'lines' | 'bytes';

/** Writes as it reads and stops as soon as it has enough, so that `yes | head` ends and nothing is held in memory. */
function* theFirst({ sys }: Context, fd: Fd, unit: Unit, wanted: number): Task<void> {
  let left = wanted;
  while (left > 0) {
    const chunk = yield* sys.read(fd, 4096);
    if (chunk.length === 0) return;
    const end = unit === 'bytes' ? Math.min(left, chunk.length) : endOfLines(chunk, left);
    yield* sys.write(STDOUT, chunk.subarray(0, end));
    left -= unit === 'bytes' ? end : linesIn(chunk.subarray(0, end));
  }
}

const NEWLINE = 10;

const linesIn = (bytes: Uint8Array): number => bytes.reduce((n, byte) => n + (byte === NEWLINE ? 1 : 0), 0);

/** Where the first `wanted` lines end, or the end of what is there. */
function endOfLines(bytes: Uint8Array, wanted: number): number {
  let at = 0;
  for (let seen = 0; seen < wanted; seen++) {
    const next = bytes.indexOf(NEWLINE, at);
    if (next === -1) return bytes.length;
    at = next + 1;
  }
  return at;
}

function* allButTheLast({ sys }: Context, fd: Fd, unit: Unit, left: number): Task<void> {
  const data = yield* readAll(sys, fd);
  if (unit === 'bytes') yield* sys.write(STDOUT, data.slice(0, Math.max(0, data.length - left)));
  else {
    const lines = splitKeeping(new TextDecoder().decode(data));
    const kept = lines.slice(0, Math.max(0, lines.length - left)).join('');
    yield* sys.write(STDOUT, new TextEncoder().encode(kept));
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
