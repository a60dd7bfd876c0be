/**
 * Models od(1) (-c, -b, -x, -t x1/o1/c/..., -A) and hexdump of busybox (plain, -C). Invariant: lines that repeat are shown once as `*`.
 * Left out: -j, -N, -w, -e and formats of several types.
 */
import type { Program, Task } from '../../kernel/sys.ts';
import { concatenate, readFile } from '../lib/io.ts';
import { type Context, Failure, words } from '../lib/program.ts';

const LINE = 16;
const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function* input(context: Context): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const path of context.operands.length === 0 ? ['-'] : context.operands) {
    try {
      parts.push(yield* readFile(context.sys, path));
    } catch (error) {
      throw new Failure(`${path}: ${words(error)}`);
    }
  }
  return concatenate(parts);
}

const character = (byte: number): string =>
  NAMED[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));
const short = (line: Uint8Array, at: number): number => (line[at] ?? 0) | ((line[at + 1] ?? 0) << 8);

function units(line: Uint8Array, size: 1 | 2, show: (at: number) => string): string {
  let text = '';
  for (let at = 0; at < line.length; at += size) text += ` ${show(at)}`;
  return text;
}

const FORMATS: Readonly<Record<string, (line: Uint8Array) => string>> = {
  o2: (line) => units(line, 2, (at) => short(line, at).toString(8).padStart(6, '0')),
  x2: (line) => units(line, 2, (at) => short(line, at).toString(16).padStart(4, '0')),
  o1: (line) => units(line, 1, (at) => (line[at] ?? 0).toString(8).padStart(3, '0')),
  x1: (line) => units(line, 1, (at) => (line[at] ?? 0).toString(16).padStart(2, '0')),
  u1: (line) => units(line, 1, (at) => String(line[at] ?? 0).padStart(3)),
  d1: (line) => units(line, 1, (at) => String(((line[at] ?? 0) << 24) >> 24).padStart(4)),
  c: (line) => units(line, 1, (at) => character(line[at] ?? 0).padStart(3)),
};

function table(
  data: Uint8Array,
  address: (offset: number) => string,
  show: (line: Uint8Array) => string,
): string {
  let text = '';
  let previous: string | null = null;
  let starred = false;
  for (let at = 0; at < data.length; at += LINE) {
    const line = data.slice(at, at + LINE);
    const key = line.join();
    if (key === previous && line.length === LINE) {
      if (!starred) text += '*\n';
      starred = true;
      continue;
    }
    starred = false;
    previous = key;
    text += `${address(at)}${show(line)}\n`;
  }
  const end = address(data.length);
  return end === '' || (data.length === 0 && end === '') ? text : `${text}${end}\n`;
}

export function* od(context: Context): Program {
  const type = context.value('t');
  const letter = context.options.order.findLast((key) => 'cbx'.includes(key));
  const name = type ?? { c: 'c', b: 'o1', x: 'x2' }[letter ?? ''] ?? 'o2';
  const format = FORMATS[name === 'x' || name === 'o' ? `${name}2` : name];
  if (format === undefined)
    throw new Failure(`type '${name}' is real, but this simulator does not model it`, 2);
  const radix = context.value('A') ?? 'o';
  const base = { o: 8, d: 10, x: 16 }[radix];
  const address = (offset: number): string =>
    base === undefined ? '' : offset.toString(base).padStart(base === 16 ? 6 : 7, '0');
  yield* context.out(table(yield* input(context), address, format));
  return 0;
}

function canonical(line: Uint8Array): string {
  const cells = [...line].map((byte) => byte.toString(16).padStart(2, '0'));
  const halves = [cells.slice(0, 8).join(' '), cells.slice(8).join(' ')];
  const text = [...line].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return `  ${`${halves[0] ?? ''}  ${halves[1] ?? ''}`.padEnd(50)}|${text}|`;
}

export function* hexdump(context: Context): Program {
  const data = yield* input(context);
  const canon = context.has('C');
  const address = (offset: number): string => offset.toString(16).padStart(canon ? 8 : 7, '0');
  const plain = (line: Uint8Array): string => (FORMATS.x2?.(line) ?? '').padEnd(40);
  yield* context.out(data.length === 0 ? '' : table(data, address, canon ? canonical : plain));
  return 0;
}
