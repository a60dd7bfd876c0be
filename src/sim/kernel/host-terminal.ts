/**
 * Models nothing of Linux: a terminal window of the outside, holding the master of a pseudo-terminal. What programs
 * write comes out by `onData`; `type` is the keyboard. Give `slave` as descriptors 0, 1, 2 to `kernel.spawn`, with
 * `terminal: true` to make it the controlling terminal.
 */
import type { Kernel } from './kernel.ts';
import type { PtyRegistry } from './pty-registry.ts';
import type { Winsize } from './sys.ts';
import type { Tty } from './tty.ts';
import { TtySlave } from './tty-files.ts';

export class HostTerminal {
  readonly tty: Tty;
  private readonly registry: PtyRegistry;

  constructor(kernel: Kernel, winsize: Winsize, onData: (data: Uint8Array) => void) {
    this.registry = kernel.ptys;
    this.tty = this.registry.open(kernel, winsize).tty;
    const drain = { wakeUp: () => this.drain(onData) };
    this.tty.masterReaders.sleepers.add(drain);
  }

  /** A further open description of the terminal. */
  openSlave(): TtySlave {
    return new TtySlave(this.tty);
  }

  type(bytes: Uint8Array): void {
    this.tty.line.type(bytes);
  }

  resize(winsize: Winsize): void {
    this.tty.resize(winsize);
  }

  /** Closes the window: SIGHUP to who is in it. */
  close(): void {
    this.tty.closeMaster();
    this.registry.ttys.delete(this.tty.index);
  }

  private drain(onData: (data: Uint8Array) => void): void {
    while (this.tty.hasOutput) {
      const data = this.tty.readOutput(65536);
      if (data !== null) onData(data);
    }
  }
}
