/** stat(2) of an inode. */
import type { Stat } from '../kernel/sys.ts';
import type { Node } from './node.ts';

/** File systems whose files have bytes of their own on a disk or in memory. */
const STORED = new Set(['ext4', 'tmpfs', 'overlay']);

export function statOf(node: Node): Stat {
  const { attributes } = node;
  const { dev, type } = node.superblock;
  const stat = { ...attributes, dev, ino: node.ino, sizeBytes: node.sizeBytes };
  if (attributes.type === 'file' && STORED.has(type)) {
    return { ...stat, blocks: node.content(false).allocatedBytes / 512 };
  }
  return attributes.type === 'directory' && type !== 'ext4' && type !== 'overlay'
    ? { ...stat, blocks: 0 }
    : stat;
}
