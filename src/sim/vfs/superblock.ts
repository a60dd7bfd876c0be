/**
 * Models a mounted file system instance (struct super_block): its device number, type, inode numbers and space.
 * Invariant: used bytes never pass the capacity, ENOSPC instead. Left out: quotas, inode limits.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { SysError } from '../kernel/sys.ts';

export class Superblock {
  readonly kernel: Kernel;
  readonly type: string;
  readonly dev: number;
  /** Null where there is no limit of its own. */
  capacityBytes: number | null;
  usedBytes = 0;
  /** What the mount table shows after the flags: `size=65536k`. */
  options = '';
  /** The file system itself, not one mount of it, is read-only. */
  readOnly = false;
  private lastIno: number;
  private space: Superblock = this;

  constructor(kernel: Kernel, type: string, dev: number, capacityBytes: number | null, firstIno = 2) {
    this.kernel = kernel;
    this.type = type;
    this.dev = dev;
    this.capacityBytes = capacityBytes;
    this.lastIno = firstIno - 1;
  }

  /** An overlay's space is that of the file system its upper layer is on. */
  shareSpaceWith(other: Superblock): void {
    this.space = other;
  }

  /** statfs(2). */
  get usage(): { readonly sizeBytes: number; readonly usedBytes: number } {
    const { capacityBytes, usedBytes } = this.space;
    return { sizeBytes: capacityBytes ?? 0, usedBytes };
  }

  nextIno(): number {
    this.lastIno += 1;
    return this.lastIno;
  }

  readonly charge = (allocatedBytes: number, storedBytes: number): void => {
    if (
      allocatedBytes > 0 &&
      this.capacityBytes !== null &&
      this.usedBytes + allocatedBytes > this.capacityBytes
    ) {
      throw new SysError('ENOSPC');
    }
    if (storedBytes > 0 && this.kernel.storedBytes + storedBytes > this.kernel.limits.storedBytes) {
      throw new SysError('ENOSPC');
    }
    this.usedBytes += allocatedBytes;
    this.kernel.storedBytes += storedBytes;
  };
}
