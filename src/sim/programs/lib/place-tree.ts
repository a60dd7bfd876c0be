/**
 * Puts files that are described as data below a directory, by the calls a program would make: mkdir, open, write, symlink. Invariant: what is made
 * belongs to the caller unless the description says otherwise and the caller is root. Left out: devices, hard links.
 */
import type { Sys, Task } from '../../kernel/sys.ts';
import { type NodeSpec, PROGRAM_HEAD, type TreeSpec } from '../../kernel/tree-spec.ts';

export function* placeTree(sys: Sys, directory: string, tree: TreeSpec): Task<void> {
  for (const [name, node] of Object.entries(tree)) yield* placeNode(sys, `${directory}/${name}`, node);
}

function* placeNode(sys: Sys, path: string, node: NodeSpec): Task<void> {
  switch (node.kind) {
    case 'dir':
      if (!sys.access(path, 'exists')) sys.mkdir(path, 0o755);
      yield* placeTree(sys, path, node.entries);
      break;
    case 'text':
      yield* placeFile(sys, path, node.text);
      break;
    case 'bytes':
      yield* placeFile(sys, path, node.bytes);
      break;
    case 'program':
      yield* placeProgram(sys, path, node.program, node.sizeBytes);
      break;
    case 'blank': {
      const fd = yield* sys.open(path, ['write', 'create', 'trunc']);
      sys.ftruncate(fd, node.sizeBytes);
      sys.close(fd);
      break;
    }
    case 'link':
      if (sys.access(path, 'exists')) sys.unlink(path);
      sys.symlink(node.target, path);
      return;
    default:
      throw new Error(`a ${node.kind} cannot be placed: ${path}`);
  }
  if (node.mode !== undefined) sys.chmod(path, node.mode);
  if (node.uid !== undefined || node.gid !== undefined) sys.chown(path, node.uid ?? 0, node.gid ?? 0);
}

function* placeFile(sys: Sys, path: string, content: string | Uint8Array): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, content);
  sys.close(fd);
}

function* placeProgram(sys: Sys, path: string, program: string, sizeBytes: number): Task<void> {
  yield* placeFile(sys, path, `${PROGRAM_HEAD}${program}\0`);
  const fd = yield* sys.open(path, ['write']);
  sys.ftruncate(fd, sizeBytes);
  sys.close(fd);
  sys.chmod(path, 0o755);
}
