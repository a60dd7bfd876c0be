/** Models wc of coreutils and busybox (POSIX XCU wc): what is counted, and how wide it is shown. Left out: --files0-from, --total. */
import { type Program, STDIN, type Stat, type Sys, type Task } from '../../kernel/sys.ts';
import { type CannotOpen, inputs } from './filter-input.ts';
import { closeInput, openInput } from './io.ts';
import { statOrNull } from './paths.ts';
import { type Context, words } from './program.ts';

const BLOCK = 65536;

interface Counts {
  readonly values: readonly number[];
  readonly name: string;
}

export function* wc(context: Context, cannotOpen: CannotOpen, fitted: boolean | 'bsd'): Program {
  const asked = ['l', 'w', 'm', 'c', 'L'].filter((letter) => context.has(letter));
  const shown = asked.length === 0 ? ['l', 'w', 'c'] : asked;
  const rows: Counts[] = [];
  let status = 0;
  for (const path of inputs(context)) {
    try {
      const tally = yield* talliedFile(context.sys, path);
      rows.push({ values: tally.values(shown), name: context.operands.length === 0 ? '' : path });
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  if (context.operands.length > 1) {
    const totals = shown.map((_, index) => rows.reduce((sum, row) => sum + (row.values[index] ?? 0), 0));
    rows.push({ values: totals, name: 'total' });
  }
  const single = shown.length === 1 && context.operands.length < 2;
  const columns = {
    bsd: () => 8,
    true: () => (single ? 0 : fittedWidth(context)),
    false: () => (single ? 0 : 9),
  };
  const width = columns[`${fitted}`]();
  const between = fitted === 'bsd' ? '' : ' ';
  for (const row of rows) {
    const cells = row.values.map((value) => String(value).padStart(width));
    yield* context.out(`${cells.join(between)}${row.name === '' ? '' : ` ${row.name}`}\n`);
  }
  return status;
}

function* talliedFile(sys: Sys, path: string): Task<Tally> {
  const fd = yield* openInput(sys, path);
  const tally = new Tally();
  try {
    for (;;) {
      const chunk = yield* sys.read(fd, BLOCK);
      if (chunk.length === 0) break;
      tally.add(chunk);
    }
    yield* sys.compute(0);
    return tally;
  } finally {
    closeInput(sys, fd);
  }
}

/** GNU: as wide as the bytes of all regular files together, and 7 at least where something else is read. */
function fittedWidth({ sys, operands }: Context): number {
  const stats = operands.length === 0 ? [sys.fstat(STDIN)] : operands.map((path) => lookAt(sys, path));
  const known = stats.filter((stat) => stat !== null);
  const total = known.reduce((sum, { type, sizeBytes }) => sum + (type === 'file' ? sizeBytes : 0), 0);
  return Math.max(String(total).length, known.every(({ type }) => type === 'file') ? 1 : 7);
}

const lookAt = (sys: Sys, path: string): Stat | null =>
  path === '-' ? sys.fstat(STDIN) : statOrNull(sys, path, true);

const NEWLINE = 10;
const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);
/** Not the second or later byte of a character in UTF-8. */
const beginsCharacter = (byte: number): boolean => (byte & 0xc0) !== 0x80;

/** Counts as the bytes come by, and keeps none of them. */
class Tally {
  #bytes = 0;
  #lines = 0;
  #words = 0;
  #characters = 0;
  #longest = 0;
  #lineLength = 0;
  #inWord = false;

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    for (const byte of chunk) this.#addByte(byte);
  }

  values(shown: readonly string[]): readonly number[] {
    const counts: Readonly<Record<string, number>> = {
      l: this.#lines,
      w: this.#words,
      m: this.#characters,
      c: this.#bytes,
      L: Math.max(this.#longest, this.#lineLength),
    };
    return shown.map((letter) => counts[letter] ?? 0);
  }

  #addByte(byte: number): void {
    const space = isSpace(byte);
    if (!space && !this.#inWord) this.#words += 1;
    this.#inWord = !space;
    if (beginsCharacter(byte)) this.#characters += 1;
    if (byte === NEWLINE) {
      this.#lines += 1;
      this.#longest = Math.max(this.#longest, this.#lineLength);
      this.#lineLength = 0;
    } else if (beginsCharacter(byte)) this.#lineLength += 1;
  }
}
