/**
 * Models xxd of busybox (util-linux/hexdump_xxd.c): a hex dump in groups, plain (-p), as C (-i), and back (-r). Invariant: what -r
 * reads of a plain dump gives the bytes again. Left out: -e and -b, which busybox has not.
 */
import { type Program, type ProgramMain, STDIN, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';

const PLAIN_COLUMNS = 30;
const C_COLUMNS = 12;

interface Layout {
  readonly columns: number;
  /** Bytes without a space between them; 0 for all. */
  readonly group: number;
  /** Added to the offset that is shown. */
  readonly shift: number;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

function number(context: Context, key: string, otherwise: number): number {
  const text = context.value(key);
  if (text === null) return otherwise;
  const match = /^([-+]?)(0x[0-9a-f]+|\d+)([kKmM]?)$/i.exec(text);
  if (match === null) throw new Failure(`invalid number '${text}'`);
  const unit = { k: 1024, m: 1048576 }[(match[3] ?? '').toLowerCase()] ?? 1;
  return Number(match[2]) * unit * (match[1] === '-' ? -1 : 1);
}

function grouped(line: Uint8Array, { columns, group }: Layout): string {
  let text = '';
  for (let at = 0; at < columns; at++) {
    const byte = line[at];
    text += byte === undefined ? '  ' : hex(byte);
    if (group > 0 && (at + 1) % group === 0) text += ' ';
  }
  return columns % group === 0 ? text : `${text} `;
}

const readable = (line: Uint8Array): string =>
  Array.from(line, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');

function dump(data: Uint8Array, layout: Layout, from: number): string {
  let text = '';
  for (let at = 0; at < data.length; at += layout.columns) {
    const line = data.subarray(at, at + layout.columns);
    const offset = (from + at + layout.shift).toString(16).padStart(8, '0');
    text += `${offset}: ${grouped(line, layout)} ${readable(line)}\n`;
  }
  return text;
}

function plain(data: Uint8Array, columns: number): string {
  let text = '';
  for (let at = 0; at < data.length; at += columns)
    text += `${Array.from(data.subarray(at, at + columns), hex).join('')}\n`;
  return text;
}

/** As the body of an array in C; of a file, with its declaration. */
function asC(data: Uint8Array, columns: number, file: string | null): string {
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += columns)
    lines.push(`  ${Array.from(data.subarray(at, at + columns), (byte) => `0x${hex(byte)}`).join(', ')}`);
  const body = lines.map((line) => `${line},\n`).join('');
  if (file === null) return body;
  const name = file.replace(/[^a-zA-Z0-9]/g, '_');
  return `unsigned char ${name}[] = {\n${body}};\nunsigned int ${name}_len = ${data.length};\n`;
}

/** -r: of each line the digits behind its offset up to two spaces; plain, all digits. */
function back(text: string, isPlain: boolean): Uint8Array {
  const bytes: number[] = [];
  for (const line of text.split('\n')) {
    const digits = isPlain ? line : (line.split(':').slice(1).join(':').trimStart().split('  ')[0] ?? '');
    for (const [pair] of digits.matchAll(/\s*([0-9a-f]{2})/gi)) bytes.push(Number.parseInt(pair.trim(), 16));
  }
  return Uint8Array.from(bytes);
}

function* input(context: Context, path: string): Task<Uint8Array> {
  try {
    return yield* readFile(context.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Failure(`${path}: ${words(error)}`);
  }
}

function* main(context: Context): Program {
  const { operands } = context;
  if (operands.length > 1) throw new UsageFailure('');
  const [path = '-'] = operands;
  const all = yield* input(context, path);
  const isPlain = context.has('p');
  if (context.has('r')) {
    yield* context.sys.write(STDOUT, back(new TextDecoder().decode(all), isPlain));
    return 0;
  }
  const from = Math.max(0, number(context, 's', 0));
  if (context.has('s') && path === '-' && context.sys.fstat(STDIN).type !== 'file')
    throw new Failure('stdin: Illegal seek');
  const data = all.subarray(from, from + number(context, 'l', all.length));
  const given = number(context, 'c', 0);
  if (isPlain) yield* context.out(plain(data, given || PLAIN_COLUMNS));
  else if (context.has('i')) yield* context.out(asC(data, given || C_COLUMNS, path === '-' ? null : path));
  else {
    const columns = given || 16;
    const layout = { columns, group: number(context, 'g', 2) || columns, shift: number(context, 'o', 0) };
    yield* context.out(dump(data, layout, from));
  }
  return 0;
}

const program = busybox({ short: 'prig:c:l:s:o:', run: main });

/** `-ps` is one option, written as vim's xxd has it. */
export const xxd: ProgramMain = (sys, argv) =>
  program(
    sys,
    argv.map((word) => (word === '-ps' ? '-p' : word)),
  );
