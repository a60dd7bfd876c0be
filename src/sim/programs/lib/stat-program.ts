/**
 * Models stat(1) of coreutils and busybox over stat(2): the default layout, -t and -c. Invariant: everything shown is in the answer of
 * the call, or in /etc/passwd and /etc/group. Left out: -f, mount points, birth times other than the change time.
 */
import type { FileType, Program, Stat, Sys, Task } from '../../kernel/sys.ts';
import { blocksKib, fullDate, modeLetters } from './files.ts';
import { lastPart } from './paths.ts';
import { type Context, UsageFailure, words } from './program.ts';
import { type NameTable, readGroups, readUsers } from './users.ts';

const TYPE_BITS: Readonly<Record<FileType, number>> = {
  fifo: 0o010000,
  'char-device': 0o020000,
  directory: 0o040000,
  'block-device': 0o060000,
  file: 0o100000,
  symlink: 0o120000,
  socket: 0o140000,
};

const TYPE_WORDS: Readonly<Record<FileType, string>> = {
  fifo: 'fifo',
  'char-device': 'character special file',
  directory: 'directory',
  'block-device': 'block special file',
  file: 'regular file',
  symlink: 'symbolic link',
  socket: 'socket',
};

export interface StatWords {
  readonly gnu: boolean;
  readonly cannot: (path: string, reason: string) => string;
}

interface Subject {
  readonly sys: Sys;
  readonly path: string;
  readonly stat: Stat;
  readonly users: NameTable;
  readonly groups: NameTable;
  readonly gnu: boolean;
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));
const typeWords = (stat: Stat): string =>
  stat.type === 'file' && stat.sizeBytes === 0 ? 'regular empty file' : TYPE_WORDS[stat.type];
const major = (dev: number): number => (dev >> 8) & 0xfff;
const minor = (dev: number): number => (dev & 0xff) | ((dev >> 12) & 0xfff00);

function quoted({ sys, path, stat, gnu }: Subject, plain: boolean): string {
  const quote = (text: string): string => (plain ? text : `'${text}'`);
  if (stat.type !== 'symlink') return plain ? path : gnu ? quote(path) : path;
  return `${quote(path)} -> ${quote(sys.readlink(path))}`;
}

const SEQUENCES: Readonly<Record<string, (subject: Subject) => string>> = {
  a: ({ stat }) => stat.mode.toString(8),
  A: ({ stat }) => modeLetters(stat.type, stat.mode),
  b: ({ stat }) => String(blocksKib(stat) * 2),
  B: () => '512',
  d: ({ stat }) => String(stat.dev),
  D: ({ stat }) => stat.dev.toString(16),
  f: ({ stat }) => (TYPE_BITS[stat.type] | stat.mode).toString(16),
  F: ({ stat }) => typeWords(stat),
  g: ({ stat }) => String(stat.gid),
  G: ({ stat, groups }) => groups.name(stat.gid) ?? 'UNKNOWN',
  h: ({ stat }) => String(stat.nlink),
  i: ({ stat }) => String(stat.ino),
  n: ({ path }) => path,
  N: (subject) => quoted(subject, false),
  o: () => '4096',
  s: ({ stat }) => String(stat.sizeBytes),
  t: ({ stat }) => stat.rdev.major.toString(16),
  T: ({ stat }) => stat.rdev.minor.toString(16),
  u: ({ stat }) => String(stat.uid),
  U: ({ stat, users }) => users.name(stat.uid) ?? 'UNKNOWN',
  x: ({ stat }) => fullDate(stat.atimeMs),
  X: ({ stat }) => seconds(stat.atimeMs),
  y: ({ stat }) => fullDate(stat.mtimeMs),
  Y: ({ stat }) => seconds(stat.mtimeMs),
  z: ({ stat }) => fullDate(stat.ctimeMs),
  Z: ({ stat }) => seconds(stat.ctimeMs),
};

function formatted(format: string, subject: Subject): string {
  return format.replace(/%([-0+ #]*\d*)(.)/g, (_whole, width: string, letter: string) => {
    if (letter === '%') return '%';
    const value = SEQUENCES[letter]?.(subject) ?? (subject.gnu ? '?' : letter);
    const columns = Number(/\d+$/.exec(width)?.[0] ?? '0');
    return width.startsWith('-') ? value.padEnd(columns) : value.padStart(columns);
  });
}

function terse({ path, stat }: Subject): string {
  const raw = (TYPE_BITS[stat.type] | stat.mode).toString(16);
  const times = [stat.atimeMs, stat.mtimeMs, stat.ctimeMs].map(seconds);
  const { rdev } = stat;
  const numbers = [
    stat.sizeBytes,
    blocksKib(stat) * 2,
    raw,
    stat.uid,
    stat.gid,
    stat.dev.toString(16),
    stat.ino,
  ];
  return [path, ...numbers, stat.nlink, rdev.major.toString(16), rdev.minor.toString(16), ...times]
    .map(String)
    .join(' ');
}

function layout(subject: Subject): string {
  const { stat, users, groups, gnu } = subject;
  const blocks = String(blocksKib(stat) * 2).padEnd(10);
  const device = gnu ? `${major(stat.dev)},${minor(stat.dev)}` : `${stat.dev.toString(16)}h/${stat.dev}d`;
  const special = stat.type === 'char-device' || stat.type === 'block-device';
  const links = special
    ? `${String(stat.nlink).padEnd(5)} Device type: ${stat.rdev.major.toString(gnu ? 10 : 16)},${stat.rdev.minor.toString(gnu ? 10 : 16)}`
    : String(stat.nlink);
  const owner = (id: number, name: string | null): string =>
    `(${String(id).padStart(5)}/${(name ?? 'UNKNOWN').padStart(8)})`;
  const access = `(${stat.mode.toString(8).padStart(4, '0')}/${modeLetters(stat.type, stat.mode)})`;
  return [
    `  File: ${quoted(subject, gnu)}`,
    `  Size: ${String(stat.sizeBytes).padEnd(10)}\tBlocks: ${blocks} IO Block: 4096   ${typeWords(stat)}`,
    `Device: ${device}\tInode: ${String(stat.ino).padEnd(10)}  Links: ${links}`,
    `Access: ${access}  Uid: ${owner(stat.uid, users.name(stat.uid))}   Gid: ${owner(stat.gid, groups.name(stat.gid))}`,
    `Access: ${fullDate(stat.atimeMs)}`,
    `Modify: ${fullDate(stat.mtimeMs)}`,
    `Change: ${fullDate(stat.ctimeMs)}`,
    ...(gnu ? [` Birth: ${fullDate(stat.ctimeMs)}`] : []),
  ].join('\n');
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_whole, letter: string) => ({ n: '\n', t: '\t', '0': '\0' })[letter] ?? letter);

export const stat = (wording: StatWords) => (context: Context) => run(context, wording);

function* run(context: Context, wording: StatWords): Program {
  const { sys, operands } = context;
  if (operands.length === 0) throw new UsageFailure('missing operand');
  const users = yield* readUsers(sys);
  const groups = yield* readGroups(sys);
  const printf = context.value('printf');
  const format = context.value('c');
  let status = 0;
  for (const path of operands) {
    try {
      const answer = context.has('L') ? sys.stat(path) : sys.lstat(path);
      const subject = { sys, path, stat: answer, users, groups, gnu: wording.gnu };
      yield* show(context, subject, printf, format);
    } catch (error) {
      yield* context.complain(wording.cannot(path, words(error)));
      status = 1;
    }
  }
  return status;
}

function* show(context: Context, subject: Subject, printf: string | null, format: string | null): Task<void> {
  if (printf !== null) return yield* context.out(formatted(unescaped(printf), subject));
  if (format !== null) return yield* context.out(`${formatted(format, subject)}\n`);
  if (!context.has('t')) return yield* context.out(`${layout(subject)}\n`);
  const birth = subject.gnu ? ` ${seconds(subject.stat.ctimeMs)}` : '';
  yield* context.out(
    `${terse({ ...subject, path: lastPart(subject.path) === '' ? '/' : subject.path })}${birth} 4096\n`,
  );
}
