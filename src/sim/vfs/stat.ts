/** stat(2) of an inode. */
import type { Stat } from '../kernel/sys.ts';
import type { Node } from './node.ts';

export function statOf(node: Node): Stat {
  const { attributes } = node;
  const { dev, type } = node.superblock;
  const stat = { ...attributes, dev, ino: node.ino, sizeBytes: node.sizeBytes };
  return attributes.type === 'directory' && type !== 'ext4' && type !== 'overlay'
    ? { ...stat, blocks: 0 }
    : stat;
}
