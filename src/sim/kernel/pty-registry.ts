/** The pseudo-terminals of one devpts instance, numbered from 0 (pts(4)). */
import type { Kernel } from './kernel.ts';
import type { Winsize } from './sys.ts';
import { Tty } from './tty.ts';
import { TtyMaster } from './tty-files.ts';

export class PtyRegistry {
  readonly ttys = new Map<number, Tty>();

  /** A new pair; the number is free again when the master is closed. */
  open(kernel: Kernel, winsize: Winsize): TtyMaster {
    let index = 0;
    while (this.ttys.has(index)) index += 1;
    const tty = new Tty(kernel, index, winsize);
    this.ttys.set(index, tty);
    return new TtyMaster(tty, () => this.ttys.delete(index));
  }
}
