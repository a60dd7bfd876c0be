/**
 * Models `cpio -o -H newc` of busybox (archival/cpio.c): the files named on standard input, a line each, become an archive. Invariant:
 * all names of one file stand together at the end, and the last of them has its bytes. Left out: `-i`, `-t` and `-p`, which refuse.
 */
import { type CpioEntry, cpioMember, cpioTrailer } from '../../kernel/cpio-format.ts';
import { type Fd, STDIN, STDOUT, type Stat, type Sys, type Task } from '../../kernel/sys.ts';
import { concatenate, Lines } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';

const PIECE = 65536;
const TYPE_BITS: Readonly<Record<Stat['type'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  'char-device': 0o020000,
  'block-device': 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

interface Named {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
}

function* create(context: Context): Task<number> {
  const { sys } = context;
  if (!context.has('o') || context.value('H') !== 'newc') throw new UsageFailure('');
  const file = context.value('F');
  const output: Fd = file === null ? STDOUT : yield* opened(sys, file);
  const linked = new Map<string, Named[]>();
  const names = new Lines(sys, STDIN);
  for (let line = yield* names.next(); line !== null; line = yield* names.next()) {
    const named = look(context, line.replace(/\n$/, ''));
    if (named === null) continue;
    const { stat } = named;
    if (stat.type === 'file' && stat.nlink > 1) {
      const key = `${stat.dev}:${stat.ino}`;
      linked.set(key, [...(linked.get(key) ?? []), named]);
    } else yield* sys.write(output, cpioMember(entry(named, yield* contents(context, named))));
  }
  for (const group of linked.values()) {
    for (const [at, named] of group.entries()) {
      const data = at === group.length - 1 ? yield* contents(context, named) : new Uint8Array(0);
      yield* sys.write(output, cpioMember(entry(named, data)));
    }
  }
  yield* sys.write(output, cpioTrailer());
  return 0;
}

function* opened(sys: Sys, path: string): Task<Fd> {
  try {
    return yield* sys.open(path, ['write', 'create', 'trunc'], 0o666);
  } catch (error) {
    throw new Failure(`can't open '${path}': ${words(error)}`);
  }
}

/** Names do not begin with `./`. */
function look(context: Context, path: string): Named | null {
  if (path === '') return null;
  const name = path === '.' ? '.' : path.replace(/^(?:\.\/+)+/, '');
  try {
    const stat = context.has('L') ? context.sys.stat(path) : context.sys.lstat(path);
    return { name: name === '' ? '.' : name, path, stat };
  } catch (error) {
    throw new Failure(`${path}: ${words(error)}`);
  }
}

const major = (dev: number): number => Math.floor(dev / 256) & 0xfff;

function entry({ name, stat }: Named, data: Uint8Array): CpioEntry {
  const { ino, mode, uid, gid, nlink, dev, rdev, type } = stat;
  return {
    ...{ name, ino, uid, gid, nlink, rdev, data },
    mode: TYPE_BITS[type] | (mode & 0o7777),
    mtimeSeconds: Math.floor(stat.mtimeMs / 1000),
    dev: { major: major(dev), minor: dev % 256 },
  };
}

function* contents(context: Context, { path, stat }: Named): Task<Uint8Array> {
  const { sys } = context;
  if (stat.type === 'symlink') return new TextEncoder().encode(sys.readlink(path));
  if (stat.type !== 'file') return new Uint8Array(0);
  try {
    const fd = yield* sys.open(path, ['read']);
    const pieces: Uint8Array[] = [];
    for (;;) {
      const piece = yield* sys.read(fd, PIECE);
      if (piece.length === 0) break;
      sys.growMemory(piece.length);
      pieces.push(piece);
    }
    sys.close(fd);
    return concatenate(pieces);
  } catch (error) {
    throw new Failure(`can't open '${path}': ${words(error)}`);
  }
}

export const busyboxCpio = busybox({ short: 'oH:F:Lvdmu', real: 'R:ti0p', run: create });
