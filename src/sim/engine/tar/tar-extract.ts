/** Unpacks tar members below a directory, as moby's `pkg/archive` does for layers and for `docker cp`. */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { mkdirAll, removeAll } from '../host-files.ts';
import type { TarMember } from './tar-format.ts';

export interface ExtractOptions {
  /** `.wh.NAME` becomes an overlay whiteout. */
  readonly whiteouts?: boolean;
  /** Overrides the owner the archive gives. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly mode?: number;
}

const WHITEOUT = '.wh.';

export function* extractMembers(
  sys: Sys,
  directory: string,
  members: readonly TarMember[],
  options: ExtractOptions = {},
): Task<void> {
  const base = directory === '/' ? '' : directory;
  for (const { entry, data } of members) {
    if (entry.name === '' || entry.name === '.') continue;
    const path = `${base}/${entry.name}`;
    const slash = path.lastIndexOf('/');
    if (slash > 0) mkdirAll(sys, path.slice(0, slash));
    const last = path.slice(slash + 1);
    if (options.whiteouts === true && last.startsWith(WHITEOUT)) {
      sys.mknod(`${path.slice(0, slash)}/${last.slice(WHITEOUT.length)}`, 'char-device', 0, {
        major: 0,
        minor: 0,
      });
      continue;
    }
    yield* makeNode(sys, path, base, { entry, data });
    const owner = options.owner ?? entry;
    if (entry.kind === 'hardlink') continue;
    sys.chown(path, owner.uid, owner.gid, { nofollow: true });
    if (entry.kind === 'symlink') continue;
    sys.chmod(path, options.mode ?? entry.mode);
    sys.utimes(path, entry.mtimeMs, entry.mtimeMs);
  }
}

function* makeNode(sys: Sys, path: string, base: string, { entry, data }: TarMember): Task<void> {
  const there = statOrNull(sys, path);
  if (entry.kind === 'directory') {
    if (there === 'directory') return;
    if (there !== null) sys.unlink(path);
    sys.mkdir(path, 0o755);
    return;
  }
  if (there !== null) removeAll(sys, path);
  switch (entry.kind) {
    case 'symlink':
      sys.symlink(entry.target, path);
      return;
    case 'hardlink':
      sys.link(`${base}/${entry.target.replace(/^(\.?\/)+/, '')}`, path);
      return;
    case 'file':
      yield* writeBytes(sys, path, data);
      return;
    default:
      sys.mknod(path, entry.kind, entry.mode, entry.rdev);
  }
}

function* writeBytes(sys: Sys, path: string, data: Uint8Array): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc', 'cloexec'], 0o600);
  if (data.length > 0) yield* sys.write(fd, data);
  sys.close(fd);
}

function statOrNull(sys: Sys, path: string): string | null {
  try {
    return sys.lstat(path).type;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
