/**
 * Models df(1) of coreutils and busybox over /proc/self/mounts and statfs(2). Invariant: file systems without blocks are not shown unless
 * named. Left out: -i, -a, --total, --output.
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { humanSize } from '../lib/files.ts';
import { type Context, words } from '../lib/program.ts';
import { type MountRow, readMounts } from './mounts.ts';

interface Row {
  readonly mount: MountRow;
  readonly totalKib: number;
  readonly usedKib: number;
}

export const df = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const mounts = yield* readMounts(context.sys);
  const rows: Row[] = [];
  let status = 0;
  const problems: string[] = [];
  if (context.operands.length === 0) {
    const seen = new Set<number>();
    for (const mount of mounts) addMount(context, mount, rows, gnu ? seen : null);
  }
  for (const path of context.operands) {
    const problem = yield* addPath(context, mounts, path, rows, gnu);
    if (problem === null) continue;
    problems.push(problem);
    status = 1;
  }
  if (gnu) for (const problem of problems) yield* context.complain(problem);
  if (rows.length > 0 || !gnu)
    yield* context.out(gnu ? gnuTable(context, rows) : busyboxTable(context, rows));
  if (!gnu) for (const problem of problems) yield* context.complain(problem);
  return status;
}

function addMount({ sys }: Context, mount: MountRow, rows: Row[], seen: Set<number> | null): void {
  try {
    const { sizeBytes, usedBytes } = sys.statfs(mount.target);
    const { dev } = sys.stat(mount.target);
    if (sizeBytes === 0 || seen?.has(dev)) return;
    seen?.add(dev);
    rows.push({ mount, totalKib: Math.floor(sizeBytes / 1024), usedKib: Math.floor(usedBytes / 1024) });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* addPath(
  { sys }: Context,
  mounts: readonly MountRow[],
  path: string,
  rows: Row[],
  gnu: boolean,
): Task<string | null> {
  yield* sys.compute(0);
  try {
    const { dev } = sys.stat(path);
    const { sizeBytes, usedBytes } = sys.statfs(path);
    const mount = mounts.findLast(({ target }) => deviceOf(sys.stat.bind(sys), target) === dev) ?? mounts[0];
    if (mount !== undefined)
      rows.push({ mount, totalKib: Math.floor(sizeBytes / 1024), usedKib: Math.floor(usedBytes / 1024) });
    return null;
  } catch (error) {
    return gnu ? `${path}: ${words(error)}` : `${path}: can't find mount point`;
  }
}

function deviceOf(stat: (path: string) => { readonly dev: number }, path: string): number | null {
  try {
    return stat(path).dev;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

const percent = ({ totalKib, usedKib }: Row): string =>
  totalKib === 0 ? '-' : `${Math.ceil((usedKib * 100) / totalKib)}%`;

function gnuTable(context: Context, rows: readonly Row[]): string {
  const human = context.has('h');
  const mega = context.has('m');
  const size = (kib: number): string =>
    human ? humanSize(kib * 1024) : mega ? String(Math.ceil(kib / 1024)) : String(kib);
  const heads = human ? ['Size', 'Used', 'Avail'] : [mega ? '1M-blocks' : '1K-blocks', 'Used', 'Available'];
  const typed = context.has('T');
  const table = [
    ['Filesystem', ...(typed ? ['Type'] : []), ...heads, 'Use%', 'Mounted on'],
    ...rows.map((row) => [
      row.mount.source,
      ...(typed ? [row.mount.type] : []),
      size(row.totalKib),
      size(row.usedKib),
      size(row.totalKib - row.usedKib),
      percent(row),
      row.mount.target,
    ]),
  ];
  const least = [14, ...(typed ? [4] : []), 5, 5, 5, 4, 0];
  const widths = least.map((width, column) =>
    Math.max(width, ...table.map((cells) => cells[column]?.length ?? 0)),
  );
  const left = typed ? 2 : 1;
  return table
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => {
            if (column === cells.length - 1) return cell;
            return column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
          })
          .join(' ')}\n`,
    )
    .join('');
}

function busyboxHuman(kib: number): string {
  if (kib === 0) return '0';
  let value = kib;
  let unit = 0;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${'KMGT'[unit] ?? ''}`;
}

function busyboxTable(context: Context, rows: readonly Row[]): string {
  const human = context.has('h');
  const size = (kib: number): string =>
    human ? busyboxHuman(kib) : context.has('m') ? String(Math.round(kib / 1024)) : String(kib);
  const type = (text: string): string => (context.has('T') ? ` ${text.padEnd(10)}` : '');
  const first = human ? '     Size' : context.has('m') ? '1M-blocks' : '1K-blocks';
  const header = `Filesystem          ${type('Type')} ${first}${human ? '      ' : '      '}Used Available Use% Mounted on\n`;
  return (
    header +
    rows
      .map((row) => {
        const source = row.mount.source.padEnd(20);
        const numbers = [row.totalKib, row.usedKib, row.totalKib - row.usedKib].map((kib) =>
          size(kib).padStart(9),
        );
        const name = source.length > 20 ? `${source}\n${' '.repeat(20)}` : source;
        return `${name}${type(row.mount.type)} ${numbers.join(' ')} ${percent(row).padStart(4)} ${row.mount.target}\n`;
      })
      .join('')
  );
}
