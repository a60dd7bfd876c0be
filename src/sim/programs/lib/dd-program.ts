/**
 * Models dd(1): blocks are copied one by one, and what was copied is told at the end. Invariant: the time shown is that of the virtual
 * clock. Left out: cbs, iflag, oflag, and conversions other than notrunc, noerror, sync, fsync, which refuse.
 */
import { type Program, STDERR, STDIN, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { concatenate } from './io.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';

export interface DdWords {
  readonly gnu: boolean;
  readonly open: (path: string, reason: string) => string;
  readonly badNumber: (text: string) => string;
}
export const GNU_DD: DdWords = {
  gnu: true,
  open: (path, reason) => `failed to open '${path}': ${reason}`,
  badNumber: (text) => `invalid number: '${text}'`,
};
export const BUSYBOX_DD: DdWords = {
  gnu: false,
  open: (path, reason) => `can't open '${path}': ${reason}`,
  badNumber: (text) => `invalid number '${text}'`,
};

const KEYS = new Set(['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'status', 'conv']);
const REAL_KEYS = new Set(['cbs', 'iflag', 'oflag', 'iseek', 'oseek']);
const CONVERSIONS = new Set(['notrunc', 'noerror', 'sync', 'fsync', 'fdatasync']);
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  kB: 1000,
  K: 1024,
  M: 1_048_576,
  MB: 1_000_000,
  m: 1_048_576,
  G: 1_073_741_824,
  GB: 1_000_000_000,
  g: 1_073_741_824,
};

class Settings {
  readonly #values = new Map<string, string>();
  readonly #words: DdWords;

  constructor(operands: readonly string[], wording: DdWords) {
    this.#words = wording;
    for (const operand of operands) {
      const [key = '', value] = operand.split(/=(.*)/s);
      if (value !== undefined && REAL_KEYS.has(key))
        throw new Failure(`operand '${key}' is real, but this simulator does not model it`, 2);
      if (value === undefined || !KEYS.has(key)) throw new UsageFailure(`unrecognized operand '${operand}'`);
      this.#values.set(key, value);
    }
    for (const name of this.text('conv')?.split(',') ?? [])
      if (!CONVERSIONS.has(name))
        throw new Failure(`conversion '${name}' is real, but this simulator does not model it`, 2);
  }

  text(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  number(key: string, otherwise: number): number {
    const text = this.text(key);
    if (text === null) return otherwise;
    const match = /^(\d+)([a-zA-Z]*)$/.exec(text);
    const unit = SUFFIXES[match?.[2] ?? 'x'];
    if (match === null || unit === undefined) throw new Failure(this.#words.badNumber(text));
    return Number(match[1]) * unit;
  }

  converts(name: string): boolean {
    return this.text('conv')?.split(',').includes(name) ?? false;
  }
}

interface Blocks {
  full: number;
  partial: number;
}

interface Totals {
  readonly read: Blocks;
  readonly written: Blocks;
  bytes: number;
}

export const dd = (wording: DdWords) => (context: Context) => run(context, wording);

function* open(
  context: Context,
  settings: Settings,
  wording: DdWords,
  seekBytes: number,
): Task<readonly [number, number]> {
  const { sys } = context;
  const [from, to] = [settings.text('if'), settings.text('of')];
  let path = from ?? '';
  try {
    const input = from === null ? STDIN : yield* sys.open(from, ['read']);
    path = to ?? '';
    const trunc = settings.converts('notrunc') || seekBytes > 0 ? [] : (['trunc'] as const);
    const output = to === null ? STDOUT : yield* sys.open(to, ['write', 'create', ...trunc], 0o666);
    if (to !== null && seekBytes > 0) {
      if (!settings.converts('notrunc')) sys.ftruncate(output, seekBytes);
      sys.lseek(output, seekBytes, 'set');
    }
    return [input, output];
  } catch (error) {
    throw new Failure(wording.open(path, words(error)));
  }
}

function* run(context: Context, wording: DdWords): Program {
  const { sys, operands } = context;
  const settings = new Settings(operands, wording);
  const block = settings.number('bs', settings.number('ibs', 512));
  const count = settings.number('count', Number.POSITIVE_INFINITY);
  const started = sys.monotonicMs();
  const outBlock = settings.number('bs', settings.number('obs', 512));
  const [input, output] = yield* open(context, settings, wording, settings.number('seek', 0) * outBlock);
  yield* skip(context, input, settings.number('skip', 0) * block);
  const totals: Totals = { read: { full: 0, partial: 0 }, written: { full: 0, partial: 0 }, bytes: 0 };
  let status = 0;
  try {
    while (totals.read.full + totals.read.partial < count) {
      const data = yield* readBlock(context, input, block);
      if (data.length === 0) break;
      const kind = data.length === block ? 'full' : 'partial';
      totals.read[kind]++;
      yield* sys.write(output, data);
      totals.bytes += data.length;
      totals.written[kind]++;
      yield* sys.compute(data.length / 2_000_000);
    }
  } catch (error) {
    const name = settings.text('of') ?? 'standard output';
    yield* context.complain(`error writing '${name}': ${words(error)}`);
    status = 1;
  }
  const withBytes = wording.gnu || status === 0;
  yield* report(context, settings, wording, totals, withBytes ? sys.monotonicMs() - started : null);
  return status;
}

/** A regular file gives whole blocks; a pipe what is in it. */
function* readBlock({ sys }: Context, fd: number, size: number): Task<Uint8Array> {
  const first = yield* sys.read(fd, size);
  if (first.length === 0 || first.length === size || sys.fstat(fd).type === 'fifo') return first;
  const parts = [first];
  for (let have = first.length; have < size; ) {
    const more = yield* sys.read(fd, size - have);
    if (more.length === 0) break;
    parts.push(more);
    have += more.length;
  }
  return concatenate(parts);
}

function* skip({ sys }: Context, fd: number, bytes: number): Task<void> {
  try {
    if (bytes > 0) sys.lseek(fd, bytes, 'current');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    for (let left = bytes; left > 0; ) {
      const data = yield* sys.read(fd, left);
      if (data.length === 0) return;
      left -= data.length;
    }
  }
}

function* report(
  { sys }: Context,
  settings: Settings,
  wording: DdWords,
  { read, written, bytes }: Totals,
  ms: number | null,
): Task<void> {
  const status = settings.text('status');
  if (status === 'none') return;
  yield* sys.write(
    STDERR,
    `${read.full}+${read.partial} records in\n${written.full}+${written.partial} records out\n`,
  );
  if (status === 'noxfer' || ms === null) return;
  const seconds = Math.max(ms / 1000, 0.000_001);
  const plural = bytes === 1 ? 'byte' : 'bytes';
  if (!wording.gnu) {
    const amount = `${bytes} ${plural} (${binary(bytes)}B) copied`;
    yield* sys.write(STDERR, `${amount}, ${seconds.toFixed(6)} seconds, ${binary(bytes / seconds)}B/s\n`);
    return;
  }
  const sizes =
    bytes < 1000 ? '' : bytes < 1024 ? ` (${decimal(bytes)})` : ` (${decimal(bytes)}, ${gnuBinary(bytes)})`;
  const shown = seconds < 1e-4 ? seconds.toExponential() : String(Number(seconds.toPrecision(6)));
  yield* sys.write(STDERR, `${bytes} ${plural}${sizes} copied, ${shown} s, ${decimal(bytes / seconds)}/s\n`);
}

function scaled(value: number, step: number): { readonly text: string; readonly power: number } {
  let power = 0;
  let left = value;
  while (left >= step) {
    left /= step;
    power++;
  }
  return { text: left < 10 ? left.toFixed(1) : String(Math.round(left)), power };
}

function decimal(value: number): string {
  const { text, power } = scaled(value, 1000);
  return `${text} ${['', 'k', 'M', 'G', 'T'][power] ?? ''}B`;
}
function gnuBinary(value: number): string {
  const { text, power } = scaled(value, 1024);
  return `${text} ${['', 'Ki', 'Mi', 'Gi', 'Ti'][power] ?? ''}B`;
}
function binary(value: number): string {
  let power = 0;
  let left = value;
  while (left >= 1024) {
    left /= 1024;
    power++;
  }
  return power === 0
    ? String(Math.round(left))
    : `${left.toFixed(1)}${['', 'K', 'M', 'G', 'T'][power] ?? ''}`;
}
