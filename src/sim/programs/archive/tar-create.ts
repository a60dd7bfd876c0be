/**
 * `tar c` and `tar r`: packs files in the order of their directories, a second name of an inode as a hard link (tar(1), tar(5)).
 * Invariant: what cannot be looked at is told and passed over. Left out: sparse files, sockets (which the real one passes over too).
 */
import { padding, TAR_END, type TarEntry, type TarMember, tarHeader } from '../../engine/tar/tar-format.ts';
import { type Fd, STDERR, STDOUT, type Stat, type Task } from '../../kernel/sys.ts';
import { gzipped } from '../gzip/format.ts';
import { concatenate } from '../lib/io.ts';
import { joinPath } from '../lib/paths.ts';
import { words as reasonOf } from '../lib/program.ts';
import { type NameTable, readGroups, readUsers } from '../lib/users.ts';
import type { TarRun } from './tar-run.ts';
import { longLine } from './tar-words.ts';

const PIECE = 65536;
/** GNU fills the last record of twenty blocks. */
const RECORD = 10240;

interface Owners {
  readonly users: NameTable;
  readonly groups: NameTable;
}

/** `packed` is -z: what is written goes through gzip. */
export function* createTar(run: TarRun, output: Fd, before: Uint8Array, packed: boolean): Task<number> {
  const { sys, operands } = run.context;
  const owners = { users: yield* readUsers(sys), groups: yield* readGroups(sys) };
  const packer = new Packer(run, output, owners, before.length, packed ? [] : null);
  if (before.length > 0) yield* sys.write(output, before);
  for (const path of operands) yield* packer.add(path.replace(/(?<=[^/])\/+$/, ''));
  yield* packer.end();
  return yield* run.finish();
}

class Packer {
  readonly #run: TarRun;
  readonly #output: Fd;
  readonly #owners: Owners;
  readonly #seen = new Map<string, string>();
  #written: number;
  /** Kept until the end where it is to be compressed. */
  readonly #kept: Uint8Array[] | null;
  #toldOfSlash = false;

  constructor(run: TarRun, output: Fd, owners: Owners, written: number, kept: Uint8Array[] | null) {
    this.#run = run;
    this.#output = output;
    this.#owners = owners;
    this.#written = written;
    this.#kept = kept;
  }

  *add(path: string): Task<void> {
    const { sys } = this.#run.context;
    if (this.#run.isExcluded(path)) return;
    let stat: Stat;
    try {
      stat = this.#run.context.has('h') ? sys.stat(path) : sys.lstat(path);
    } catch (error) {
      return yield* this.#run.complain(this.#run.words.cannotStat(path, reasonOf(error)));
    }
    if (stat.type === 'socket') return;
    const name = yield* this.#nameOf(path);
    if (stat.type === 'file') return yield* this.#file(path, name, stat);
    const target = stat.type === 'symlink' ? sys.readlink(path) : '';
    yield* this.#header(this.#entry(name, stat, stat.type, target));
    if (stat.type === 'directory') yield* this.#children(path);
  }

  *#children(path: string): Task<void> {
    let names: string[];
    try {
      names = this.#run.context.sys.readdir(path).map(({ name }) => name);
    } catch (error) {
      return yield* this.#run.complain(this.#run.words.cannotOpen(path, reasonOf(error)));
    }
    for (const name of names) yield* this.add(joinPath(path, name));
  }

  *#file(path: string, name: string, stat: Stat): Task<void> {
    const { sys } = this.#run.context;
    const key = `${stat.dev}:${stat.ino}`;
    const first = this.#seen.get(key);
    if (first !== undefined) return yield* this.#header(this.#entry(name, stat, 'hardlink', first));
    if (stat.nlink > 1) this.#seen.set(key, name);
    let input: Fd;
    try {
      input = yield* sys.open(path, ['read']);
    } catch (error) {
      return yield* this.#run.complain(this.#run.words.cannotOpen(path, reasonOf(error)));
    }
    yield* this.#header(this.#entry(name, stat, 'file', ''));
    let left = stat.sizeBytes;
    while (left > 0) {
      const data = yield* sys.read(input, Math.min(PIECE, left));
      if (data.length === 0) break;
      left -= data.length;
      yield* this.#write(data);
    }
    sys.close(input);
    yield* this.#write(new Uint8Array(left + padding(stat.sizeBytes)));
  }

  #entry(name: string, stat: Stat, kind: TarEntry['kind'], target: string): TarEntry {
    return {
      name,
      kind,
      target,
      mode: stat.mode & 0o7777,
      uid: stat.uid,
      gid: stat.gid,
      sizeBytes: kind === 'file' ? stat.sizeBytes : 0,
      mtimeMs: stat.mtimeMs,
      rdev: stat.rdev,
      userName: this.#owners.users.name(stat.uid) ?? '',
      groupName: this.#owners.groups.name(stat.gid) ?? '',
    };
  }

  *#header(entry: TarEntry): Task<void> {
    yield* this.#write(tarHeader(entry));
    if (this.#run.verbose === 0) return;
    const shown = this.#toldOfSlash ? `/${entry.name}` : entry.name;
    const name = entry.kind === 'directory' ? `${shown}/` : shown;
    const written = { name, user: entry.userName ?? '', group: entry.groupName ?? '' };
    const member: TarMember = { entry, data: new Uint8Array(0), written };
    const long = this.#run.verbose > 1 && this.#run.words.gnu;
    const text = long ? longLine(member, true) : `${name}\n`;
    yield* this.#run.context.sys.write(this.#output === STDOUT ? STDERR : STDOUT, text);
  }

  *#nameOf(path: string): Task<string> {
    if (!path.startsWith('/')) return path;
    if (!this.#toldOfSlash) yield* this.#run.context.complain(this.#run.words.leadingSlash);
    this.#toldOfSlash = true;
    return path.replace(/^\/+/, '') || '.';
  }

  *#write(bytes: Uint8Array): Task<void> {
    this.#written += bytes.length;
    if (bytes.length === 0) return;
    if (this.#kept === null) yield* this.#run.context.sys.write(this.#output, bytes);
    else {
      this.#run.context.sys.growMemory(bytes.length);
      this.#kept.push(bytes);
    }
  }

  *end(): Task<void> {
    yield* this.#write(TAR_END);
    const over = this.#written % RECORD;
    if (this.#run.words.gnu && over > 0) yield* this.#write(new Uint8Array(RECORD - over));
    if (this.#kept === null) return;
    const packed = gzipped(concatenate(this.#kept), { name: '', mtimeSeconds: 0 });
    yield* this.#run.context.sys.write(this.#output, packed);
  }
}
