/**
 * Packs directories of a file system into a tar stream, as moby's `pkg/archive` does: names sorted, a second name of
 * an inode as a hard link, overlay whiteouts as `.wh.NAME`. Sockets are left out. The consumer gets pieces in order.
 */
import type { Stat, Sys, Task } from '../../kernel/sys.ts';
import { padding, TAR_END, type TarEntry, type TarKind, type TarSink, tarHeader } from './tar-format.ts';

export interface PackRequest {
  readonly sys: Sys;
  /** The directory or file to pack. */
  readonly path: string;
  /** What it is called in the archive; '' packs what a directory holds without itself. */
  readonly as: string;
  /** Char devices 0/0 become `.wh.` files. */
  readonly whiteouts?: boolean;
  /** Everything belongs to root, as `docker cp` sends files of the host. */
  readonly ownedByRoot?: boolean;
  readonly followLink?: boolean;
  /** False leaves an entry and all below it out. */
  readonly wanted?: (name: string, isDirectory: boolean) => boolean;
}

const PIECE = 256 * 1024;

/** Without the end of the archive: several may follow each other. */
export function* packTree(request: PackRequest, sink: TarSink): Task<void> {
  const walk = new Walk(request, sink);
  const stat = request.followLink === true ? request.sys.stat(request.path) : request.sys.lstat(request.path);
  if (request.as === '') yield* walk.children(request.path, '');
  else yield* walk.node(request.path, request.as, stat);
}

export function* endTar(sink: TarSink): Task<void> {
  yield* sink(TAR_END);
}

/** A file that is not in the file system: `manifest.json` and its like. */
export function* packBytes(name: string, data: Uint8Array, mtimeMs: number, sink: TarSink): Task<void> {
  const rdev = { major: 0, minor: 0 };
  const entry = { name, mode: 0o644, uid: 0, gid: 0, mtimeMs, target: '', rdev };
  yield* sink(tarHeader({ ...entry, kind: 'file', sizeBytes: data.length }));
  yield* sink(data);
  yield* sink(new Uint8Array(padding(data.length)));
}

export function* packDirectory(name: string, mtimeMs: number, sink: TarSink): Task<void> {
  const rdev = { major: 0, minor: 0 };
  const entry = { name, mode: 0o755, uid: 0, gid: 0, mtimeMs, target: '', rdev };
  yield* sink(tarHeader({ ...entry, kind: 'directory', sizeBytes: 0 }));
}

class Walk {
  readonly #request: PackRequest;
  readonly #sink: TarSink;
  readonly #seen = new Map<string, string>();

  constructor(request: PackRequest, sink: TarSink) {
    this.#request = request;
    this.#sink = sink;
  }

  *children(path: string, name: string): Task<void> {
    const { sys, wanted } = this.#request;
    const names = sys
      .readdir(path)
      .map((entry) => entry.name)
      .filter((one) => one !== '.' && one !== '..')
      .sort();
    for (const child of names) {
      const at = `${path === '/' ? '' : path}/${child}`;
      const as = name === '' ? child : `${name}/${child}`;
      const stat = sys.lstat(at);
      if (wanted?.(as, stat.type === 'directory') === false) continue;
      yield* this.node(at, as, stat);
    }
  }

  *node(path: string, name: string, stat: Stat): Task<void> {
    if (stat.type === 'socket') return;
    if (this.#isWhiteout(stat)) {
      const slash = name.lastIndexOf('/') + 1;
      yield* this.#header(stat, `${name.slice(0, slash)}.wh.${name.slice(slash)}`, 'file', '');
      return;
    }
    if (stat.type === 'directory') {
      yield* this.#header(stat, name, 'directory', '');
      yield* this.children(path, name);
      return;
    }
    const first = this.#firstName(stat, name);
    if (first !== null) yield* this.#header(stat, name, 'hardlink', first);
    else if (stat.type === 'symlink')
      yield* this.#header(stat, name, 'symlink', this.#request.sys.readlink(path));
    else if (stat.type === 'file') yield* this.#file(path, name, stat);
    else yield* this.#header(stat, name, stat.type, '');
  }

  #isWhiteout(stat: Stat): boolean {
    const { major, minor } = stat.rdev;
    return this.#request.whiteouts === true && stat.type === 'char-device' && major === 0 && minor === 0;
  }

  #firstName(stat: Stat, name: string): string | null {
    if (stat.nlink < 2 || stat.type !== 'file') return null;
    const key = `${stat.dev}:${stat.ino}`;
    const first = this.#seen.get(key);
    if (first === undefined) this.#seen.set(key, name);
    return first ?? null;
  }

  *#file(path: string, name: string, stat: Stat): Task<void> {
    const { sys } = this.#request;
    yield* this.#header(stat, name, 'file', '');
    const fd = yield* sys.open(path, ['read', 'cloexec']);
    let left = stat.sizeBytes;
    while (left > 0) {
      const data = yield* sys.read(fd, Math.min(PIECE, left));
      if (data.length === 0) break;
      left -= data.length;
      yield* this.#sink(data);
    }
    sys.close(fd);
    yield* this.#sink(new Uint8Array(left + padding(stat.sizeBytes)));
  }

  *#header(stat: Stat, name: string, kind: TarKind, target: string): Task<void> {
    const root = this.#request.ownedByRoot === true;
    const entry: TarEntry = {
      name,
      kind,
      target,
      mode: stat.mode & 0o7777,
      uid: root ? 0 : stat.uid,
      gid: root ? 0 : stat.gid,
      sizeBytes: kind === 'file' && stat.type === 'file' ? stat.sizeBytes : 0,
      mtimeMs: stat.mtimeMs,
      rdev: stat.rdev,
    };
    yield* this.#sink(tarHeader(entry));
  }
}
