/**
 * A guest's disk as it is now, as a tree from which the next boot begins. Invariant: what nobody changed is the same node
 * as before. Left out: hard links (each name gets a copy), what was deleted but still open.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import type { Sys, Task } from '../kernel/sys.ts';
import type { NodeMeta, NodeSpec, TreeSpec } from '../kernel/tree-spec.ts';

const CHUNK = 1024 * 1024;

export function exportTree(kernel: Kernel, init: Process, before: TreeSpec): TreeSpec {
  const sys = kernel.makeSys(init);
  return directory({ sys, dev: sys.stat('/').dev, bootMs: kernel.clock.bootRealtimeMs }, '', before);
}

interface Walk {
  readonly sys: Sys;
  readonly dev: number;
  readonly bootMs: number;
}

function directory(walk: Walk, path: string, before: TreeSpec): TreeSpec {
  const tree: Record<string, NodeSpec> = {};
  for (const { name } of walk.sys.readdir(path === '' ? '/' : path)) {
    if (name === '.' || name === '..') continue;
    const node = exported(walk, `${path}/${name}`, before[name] ?? null);
    if (node !== null) tree[name] = node;
  }
  return tree;
}

function exported(walk: Walk, path: string, before: NodeSpec | null): NodeSpec | null {
  const stat = walk.sys.lstat(path);
  const meta: NodeMeta = { mode: stat.mode, uid: stat.uid, gid: stat.gid, mtimeMs: stat.mtimeMs };
  switch (stat.type) {
    case 'directory': {
      // Where another file system is mounted, the disk has an empty directory.
      const below = before?.kind === 'dir' ? before.entries : {};
      return { kind: 'dir', entries: stat.dev === walk.dev ? directory(walk, path, below) : {}, ...meta };
    }
    case 'symlink':
      return { kind: 'link', target: walk.sys.readlink(path) };
    case 'file': {
      const same = before !== null && 'mode' in before && before.mtimeMs === stat.mtimeMs;
      const untouched = before !== null && unstamped(before) && stat.mtimeMs === walk.bootMs;
      if (before !== null && before.kind !== 'dir' && (same || untouched))
        return { ...before, ...meta } as NodeSpec;
      return { kind: 'bytes', bytes: finish(contents(walk.sys, path)), ...meta };
    }
    case 'char-device':
    case 'block-device':
      return { kind: 'device', type: stat.type, ...stat.rdev, ...meta };
    case 'fifo':
      return { kind: 'fifo', ...meta };
    default:
      return null;
  }
}

/** Without a time of its own: the boot gave it one. */
const unstamped = (node: NodeSpec): boolean => !('mtimeMs' in node) || node.mtimeMs === undefined;

function* contents(sys: Sys, path: string): Task<Uint8Array> {
  const fd = yield* sys.open(path, ['read']);
  const bytes = new Uint8Array(sys.fstat(fd).sizeBytes);
  for (let at = 0; at < bytes.length; ) {
    const part = yield* sys.read(fd, CHUNK);
    if (part.length === 0) break;
    bytes.set(part, at);
    at += part.length;
  }
  sys.close(fd);
  return bytes;
}

/** Reading a regular file never waits; it only offers its turn. */
function finish<T>(task: Task<T>): T {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
  }
}
