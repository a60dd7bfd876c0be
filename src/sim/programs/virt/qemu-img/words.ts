/** How qemu-img 7.2 words what went wrong, and its sizes (qemu-img.c, util/cutils.c). */
import { BackingError } from '../../../hypervisor/qcow2/disk-image.ts';
import { STDERR, STDOUT, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { words } from '../lib.ts';

/** Ends qemu-img with lines on standard error, and this exit code. */
export class QemuImgFailure extends Error {
  readonly status: number;
  constructor(text: string, status = 1) {
    super(text);
    this.status = status;
  }
}

export const failure = (message: string, status = 1): QemuImgFailure =>
  new QemuImgFailure(`qemu-img: ${message}\n`, status);
export const usageFailure = (message: string): QemuImgFailure =>
  failure(`${message}\nTry 'qemu-img --help' for more information`);
export const notModelled = (what: string): QemuImgFailure =>
  failure(`${what} is real, but this simulator does not model it`, 2);

export function* print(sys: Sys, text: string): Task<void> {
  yield* sys.write(STDOUT, text);
}
export function* warn(sys: Sys, text: string): Task<void> {
  yield* sys.write(STDERR, text);
}

/** What opening an image failed with. */
export function openFailure(error: unknown, path: string): unknown {
  if (error instanceof BackingError) {
    const why = words(error.errno);
    return failure(
      `Could not open '${path}': Could not open backing file: Could not open '${error.path}': ${why}`,
    );
  }
  if (!(error instanceof SysError)) return error;
  if (error.errno === 'EISDIR') {
    return failure(`Could not open '${path}': 'file' driver requires '${path}' to be a regular file`);
  }
  return failure(`Could not open '${path}': Could not open '${path}': ${words(error)}`);
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5,
  e: 1024 ** 6,
};

/** Bytes; null where it is not a size. Fractions need a unit. */
export function sizeOf(text: string): number | null {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([bkmgtpe]?)$/i.exec(text) ?? [];
  if (digits === undefined) return null;
  return Math.floor(Number(digits) * (UNITS[(unit ?? '').toLowerCase()] ?? 1));
}

const SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** size_to_str: three significant digits. */
export function humanSize(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(6, Math.floor(Math.log2((bytes / 1000) * 1024) / 10));
  const scaled = bytes / 1024 ** power;
  return `${Number(scaled.toPrecision(3))} ${SUFFIXES[power]}B`;
}

/** Whole sectors. */
export const sectors = (bytes: number): number => Math.ceil(bytes / 512) * 512;

export interface Given {
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** getopt_long as qemu-img uses it: `shorts` as in getopt(3), `longs` to their letter or own name; `:` after it takes a value. */
export function readOptions(
  args: readonly string[],
  shorts: string,
  longs: Readonly<Record<string, string>>,
): Given {
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const [name = '', attached] = word.startsWith('--')
      ? word.split(/=(.*)/s)
      : [word.slice(0, 2), word.slice(2) || undefined];
    const key = word.startsWith('--') ? longs[name.slice(2)] : shortKey(shorts, name.slice(1));
    if (key === undefined) throw usageFailure(`unrecognized option '${word}'`);
    if (!key.endsWith(':')) {
      values.set(key, '');
      continue;
    }
    const value = attached ?? args[at + 1];
    if (value === undefined) throw usageFailure(`missing argument for option '${word}'`);
    if (attached === undefined) at += 1;
    values.set(key.slice(0, -1), value);
  }
  return { values, operands };
}

function shortKey(shorts: string, letter: string): string | undefined {
  const at = shorts.indexOf(letter);
  if (at < 0 || letter === ':' || letter === '') return undefined;
  return shorts[at + 1] === ':' ? `${letter}:` : letter;
}
