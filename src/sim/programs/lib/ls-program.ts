/**
 * Models ls of coreutils 9.10 and of busybox 1.38 (ls(1)): what is listed is common, how it is worded and lined up is each family's.
 * Invariant: names sort by their bytes (LANG=C.UTF-8). Left out: colours; columns on a terminal are filled down as both do.
 */
import { type Program, STDOUT, type Stat, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { blocksKib, fullDate, humanSize, listDate, modeLetters } from './files.ts';
import { inColumns } from './in-columns.ts';
import { type Context, words } from './program.ts';
import { type NameTable, readGroups, readUsers } from './users.ts';

export interface LsFamily {
  readonly missing: (path: string, reason: string) => string;
  readonly cannotOpen: (path: string, reason: string) => string;
  readonly failedStatus: number;
  /** Column widths: GNU fits them to what is listed, busybox has fixed ones. */
  readonly fitted: boolean;
  /** BSD: blocks of 512 bytes, a column for attributes, two spaces around links, owner and group. */
  readonly bsd?: boolean;
}

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
  readonly target: string | null;
}

interface Run {
  readonly context: Context;
  readonly family: LsFamily;
  readonly users: NameTable;
  readonly groups: NameTable;
  status: number;
  printed: boolean;
}

export function* listFiles(context: Context, family: LsFamily): Program {
  const users = yield* readUsers(context.sys);
  const groups = yield* readGroups(context.sys);
  const run: Run = { context, family, users, groups, status: 0, printed: false };
  const operands = context.operands.length === 0 ? ['.'] : context.operands;
  const files: Entry[] = [];
  const directories: Entry[] = [];
  for (const path of operands) {
    const entry = yield* entryAt(run, path, path, true);
    if (entry === null) continue;
    if (entry.stat.type === 'directory' && !context.has('d')) directories.push(entry);
    else files.push(entry);
  }
  if (files.length > 0) {
    yield* print(run, order(context, files), false);
    run.printed = true;
  }
  const headed = operands.length > 1 || context.has('R');
  for (const directory of order(context, directories)) yield* listDirectory(run, directory, headed);
  return run.status;
}

function* entryAt(run: Run, path: string, name: string, operand: boolean): Task<Entry | null> {
  const { context } = run;
  const { sys } = context;
  try {
    const link = sys.lstat(path);
    const follow =
      context.has('L') ||
      context.has('H') ||
      (operand && !context.has('l') && !context.has('d') && link.type === 'symlink');
    const followed = follow && link.type === 'symlink' ? statOr(sys, path, link) : link;
    const directoryLink = operand && link.type === 'symlink' && followed.type === 'directory';
    const stat = directoryLink || context.has('L') ? followed : link;
    return { name, path, stat, target: stat.type === 'symlink' ? sys.readlink(path) : null };
  } catch (error) {
    yield* context.complain(run.family.missing(path, words(error)));
    run.status = run.family.failedStatus;
    return null;
  }
}

function statOr(sys: Sys, path: string, otherwise: Stat): Stat {
  try {
    return sys.stat(path);
  } catch (error) {
    if (error instanceof SysError) return otherwise;
    throw error;
  }
}

function order(context: Context, entries: readonly Entry[]): Entry[] {
  const sorted = [...entries].sort((left, right) =>
    left.name < right.name ? -1 : left.name > right.name ? 1 : 0,
  );
  if (context.has('S')) sorted.sort((left, right) => right.stat.sizeBytes - left.stat.sizeBytes);
  else if (context.has('t')) sorted.sort((left, right) => right.stat.mtimeMs - left.stat.mtimeMs);
  return context.has('r') ? sorted.reverse() : sorted;
}

function* listDirectory(run: Run, directory: Entry, headed: boolean): Task<void> {
  const { context } = run;
  let names: string[];
  try {
    names = context.sys.readdir(directory.path).map((entry) => entry.name);
  } catch (error) {
    yield* context.complain(run.family.cannotOpen(directory.path, words(error)));
    run.status = run.family.failedStatus;
    return;
  }
  if (headed) yield* context.out(`${run.printed ? '\n' : ''}${directory.path}:\n`);
  run.printed = true;
  const visible = names.filter(
    (name) => context.has('a') || context.has('A') || context.has('f') || !name.startsWith('.'),
  );
  const entries: Entry[] = [];
  for (const name of [...(context.has('a') ? ['.', '..'] : []), ...visible]) {
    const path = directory.path === '/' ? `/${name}` : `${directory.path}/${name}`;
    const entry = yield* entryAt(run, path, name, false);
    if (entry !== null) entries.push(entry);
  }
  const sorted = order(context, entries);
  yield* print(run, sorted, true);
  if (!context.has('R')) return;
  for (const entry of sorted)
    if (entry.stat.type === 'directory' && entry.name !== '.' && entry.name !== '..')
      yield* listDirectory(run, entry, true);
}

function* print(run: Run, entries: readonly Entry[], isDirectory: boolean): Task<void> {
  const { context } = run;
  const sizes = context.has('s');
  const long = context.has('l') || context.has('n') || context.has('g') || context.has('o');
  const blocks = entries.reduce((sum, entry) => sum + blocksKib(entry.stat), 0);
  const total = run.family.bsd ? blocks * 2 : blocks;
  if (isDirectory && (long || sizes))
    yield* context.out(`total ${context.has('h') ? humanTotal(total) : total}\n`);
  if (long) return yield* context.out(longLines(run, entries).join(''));
  const cells = entries.map((entry) => shortCell(run, entry, entries));
  if (context.has('m')) return yield* context.out(cells.length === 0 ? '' : `${cells.join(', ')}\n`);
  const columns = context.has('C') || (!context.has('1') && context.sys.isatty(STDOUT));
  if (!columns) return yield* context.out(cells.map((cell) => `${cell}\n`).join(''));
  const width = context.sys.isatty(STDOUT) ? context.sys.getWinsize(STDOUT).columns || 80 : 80;
  yield* context.out(inColumns(cells, width));
}

const humanTotal = (kib: number): string => (kib === 0 ? '0' : humanSize(kib * 1024));

function mark(context: Context, entry: Entry): string {
  if (entry.stat.type === 'directory' && (context.has('F') || context.has('p'))) return '/';
  if (!context.has('F')) return '';
  if (entry.stat.type === 'symlink') return context.has('l') ? '' : '@';
  if (entry.stat.type === 'fifo') return '|';
  if (entry.stat.type === 'socket') return '=';
  return entry.stat.type === 'file' && (entry.stat.mode & 0o111) !== 0 ? '*' : '';
}

/** What `-s` puts in front: busybox in six columns (seven for people), GNU in as many as the longest needs. */
function blocksCell({ context, family }: Run, entry: Entry, all: readonly Entry[]): string {
  if (!context.has('s')) return '';
  const text = ({ stat }: Entry): string =>
    context.has('h') ? humanTotal(blocksKib(stat)) : String(blocksKib(stat));
  const widest = Math.max(...all.map((one) => text(one).length));
  return `${text(entry).padStart(family.fitted ? widest : context.has('h') ? 7 : 6)} `;
}

function shortCell(run: Run, entry: Entry, all: readonly Entry[]): string {
  const { context } = run;
  const inodeWidth = Math.max(...all.map((other) => String(other.stat.ino).length));
  const inode = context.has('i') ? `${String(entry.stat.ino).padStart(inodeWidth)} ` : '';
  return `${inode}${blocksCell(run, entry, all)}${entry.name}${mark(context, entry)}`;
}

function longLines(run: Run, entries: readonly Entry[]): string[] {
  const { context } = run;
  const rows = entries.map((entry) => ({
    entry,
    links: String(entry.stat.nlink),
    user: context.has('n')
      ? String(entry.stat.uid)
      : (run.users.name(entry.stat.uid) ?? String(entry.stat.uid)),
    group: context.has('n')
      ? String(entry.stat.gid)
      : (run.groups.name(entry.stat.gid) ?? String(entry.stat.gid)),
    size: sizeCell(run, entry.stat),
    inode: context.has('i') ? String(entry.stat.ino) : '',
  }));
  const widest = (pick: (row: (typeof rows)[number]) => string): number =>
    Math.max(0, ...rows.map((row) => pick(row).length));
  const { fitted, bsd } = run.family;
  const wide = bsd ? ' ' : '';
  const widths = {
    inode: fitted ? widest((row) => row.inode) : 7,
    links: fitted ? widest((row) => row.links) : 4,
    user: fitted ? widest((row) => row.user) : 8,
    group: fitted ? widest((row) => row.group) : 8,
    size: fitted ? widest((row) => row.size) : context.has('h') ? 7 : 9,
  };
  return rows.map(({ entry, links, user, group, size, inode }) => {
    const cells = [
      ...(inode === '' ? [] : [inode.padStart(widths.inode)]),
      ...(context.has('s') ? [blocksCell(run, entry, entries).slice(0, -1)] : []),
      modeLetters(entry.stat.type, entry.stat.mode),
      `${wide}${links.padStart(widths.links)}`,
      ...(context.has('g') ? [] : [`${user.padEnd(widths.user)}${wide}`]),
      ...(context.has('o') ? [] : [`${group.padEnd(widths.group)}${wide}`]),
      size.padStart(widths.size),
      dateCell(context, entry.stat),
      `${entry.name}${entry.target === null ? '' : ` -> ${entry.target}`}${mark(context, entry)}`,
    ];
    return `${cells.join(' ')}\n`;
  });
}

function dateCell(context: Context, stat: Stat): string {
  if (context.has('full-time')) return fullDate(stat.mtimeMs);
  return listDate(stat.mtimeMs, context.sys.realtimeMs());
}

/** busybox always shows one decimal: `10.0K`. */
function busyboxSize(bytes: number): string {
  const units = 'KMGT';
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return bytes < 1024 ? String(bytes) : `${value.toFixed(1)}${units[unit] ?? ''}`;
}

function sizeCell({ context, family }: Run, stat: Stat): string {
  if (stat.type === 'char-device' || stat.type === 'block-device')
    return family.fitted
      ? `${stat.rdev.major}, ${stat.rdev.minor}`
      : `${String(stat.rdev.major).padStart(4)},${String(stat.rdev.minor).padStart(4)}`;
  if (!context.has('h')) return String(stat.sizeBytes);
  return family.fitted ? humanSize(stat.sizeBytes) : busyboxSize(stat.sizeBytes);
}
