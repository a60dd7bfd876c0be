/** stat(2) of an inode. */
import type { Stat } from '../kernel/sys.ts';
import type { Node } from './node.ts';

export function statOf(node: Node): Stat {
  const { attributes } = node;
  return { ...attributes, dev: node.superblock.dev, ino: node.ino, sizeBytes: node.sizeBytes };
}
