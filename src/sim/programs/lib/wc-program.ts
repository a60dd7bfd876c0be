/** Models wc of coreutils and busybox (POSIX XCU wc): what is counted, and how wide it is shown. Left out: --files0-from, --total. */
import { type Program, STDIN, type Stat, type Sys } from '../../kernel/sys.ts';
import { type CannotOpen, eachFile } from './filter-input.ts';
import { statOrNull } from './paths.ts';
import type { Context } from './program.ts';

interface Counts {
  readonly values: readonly number[];
  readonly name: string;
}

export function* wc(context: Context, cannotOpen: CannotOpen, fitted: boolean | 'bsd'): Program {
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

/** GNU: as wide as the bytes of all regular files together, and 7 at least where something else is read. */
function fittedWidth({ sys, operands }: Context): number {
  const stats = operands.length === 0 ? [sys.fstat(STDIN)] : operands.map((path) => lookAt(sys, path));
  const known = stats.filter((stat) => stat !== null);
  const total = known.reduce((sum, { type, sizeBytes }) => sum + (type === 'file' ? sizeBytes : 0), 0);
  return Math.max(String(total).length, known.every(({ type }) => type === 'file') ? 1 : 7);
}

const lookAt = (sys: Sys, path: string): Stat | null =>
  path === '-' ? sys.fstat(STDIN) : statOrNull(sys, path, true);

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
