/** File work dockerd does on its host: whole files written and read, directories made and removed (Go's os package). */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';

export function exists(sys: Sys, path: string): boolean {
  return sys.access(path, 'exists');
}

/** os.MkdirAll. */
export function mkdirAll(sys: Sys, path: string, mode = 0o755): void {
  let at = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    at += `/${name}`;
    if (!exists(sys, at)) sys.mkdir(at, mode);
  }
}

export function* writeFile(sys: Sys, path: string, content: string, mode = 0o644): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc', 'cloexec'], mode);
  yield* sys.write(fd, content);
  sys.close(fd);
}

/** The whole file, or null when it cannot be opened. */
export function* readFile(sys: Sys, path: string): Task<string | null> {
  try {
    const fd = yield* sys.open(path, ['read', 'cloexec']);
    const decoder = new TextDecoder();
    let content = '';
    for (;;) {
      const data = yield* sys.read(fd, 65536);
      if (data.length === 0) break;
      content += decoder.decode(data, { stream: true });
    }
    sys.close(fd);
    return content;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

/** os.RemoveAll: what is not there is no error, what cannot go stays. */
export function removeAll(sys: Sys, path: string): void {
  try {
    if (sys.lstat(path).type !== 'directory') {
      sys.unlink(path);
      return;
    }
    for (const entry of sys.readdir(path)) {
      if (entry.name !== '.' && entry.name !== '..') removeAll(sys, `${path}/${entry.name}`);
    }
    sys.rmdir(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** The bytes of all regular files below, as `du` of apparent sizes counts them. */
export function treeBytes(sys: Sys, path: string, seen = new Set<number>()): number {
  try {
    const stat = sys.lstat(path);
    if (seen.has(stat.ino)) return 0;
    seen.add(stat.ino);
    if (stat.type !== 'directory')
      return stat.type === 'file' || stat.type === 'symlink' ? stat.sizeBytes : 0;
    return sys
      .readdir(path)
      .filter(({ name }) => name !== '.' && name !== '..')
      .reduce((sum, { name }) => sum + treeBytes(sys, `${path}/${name}`, seen), 0);
  } catch (error) {
    if (error instanceof SysError) return 0;
    throw error;
  }
}
