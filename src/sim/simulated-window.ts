/**
 * The window a person types into: a pseudo-terminal that is lent to the session's shell for one line. Invariant: between two
 * lines the shell's own descriptors are those it was started with, and the terminal stays the session's controlling one.
 */
import type { LentTerminal, TerminalSize } from '../machine/terminal.ts';
import { dropReference } from './kernel/fd-table.ts';
import { HostTerminal } from './kernel/host-terminal.ts';
import type { Process } from './kernel/process.ts';
import { attachTerminal } from './kernel/tty-control.ts';
import type { BootedMachine } from './simulated-boot.ts';

const STDIO = [0, 1, 2] as const;

export class SessionWindow {
  /** Whose controlling terminal it is. */
  readonly session: Process;
  readonly terminal: HostTerminal;
  onData: (data: Uint8Array) => void = () => undefined;

  constructor(machine: BootedMachine, size: TerminalSize) {
    this.session = machine.session;
    this.terminal = new HostTerminal(machine.kernel, size, (data) => this.onData(data));
    attachTerminal(this.session, this.terminal.tty);
  }

  /** Makes it the shell's standard streams; the result gives the shell its own ones back. */
  lend(size: TerminalSize): () => void {
    const { fds } = this.session;
    const own = STDIO.map((fd) => fds.get(fd));
    for (const file of own) file.refs += 1;
    this.terminal.resize(size);
    const slave = this.terminal.openSlave();
    for (const fd of STDIO) fds.replace(fd, slave);
    return () => {
      this.terminal.tty.line.raw = false;
      this.terminal.tty.line.translatesOutput = true;
      own.forEach((file, fd) => {
        if (!this.session.ended) fds.replace(fd, file);
        dropReference(file);
      });
    };
  }
}

/** What clear(1) ends with: the cursor is at home, and no line is begun. */
const clearedScreen = /\u001b\[H(?:\u001b\[[0-9]*J)+$/;
const tail = 16;

/** Bytes in the order in which they came, each written when the terminal has taken the one before. */
export class OrderedOutput {
  readonly #terminal: LentTerminal;
  #written: Promise<void> = Promise.resolve();
  #muted = false;
  /** Since the last key. */
  bytes = 0;
  endsInLine = false;

  constructor(terminal: LentTerminal) {
    this.#terminal = terminal;
  }

  write(data: Uint8Array): void {
    if (this.#muted || data.length === 0) return;
    this.bytes += data.length;
    this.endsInLine = data.at(-1) !== 10 && !clearedScreen.test(String.fromCharCode(...data.slice(-tail)));
    this.#written = this.#written.then(() => this.#terminal.write(data));
  }

  mute(): void {
    this.#muted = true;
  }

  flushed(): Promise<void> {
    return this.#written;
  }
}

/** Who sits before a replay: what is written is not seen. */
export const NOBODY: LentTerminal = {
  size: () => ({ columns: 80, rows: 24 }),
  listen: () => () => undefined,
  write: () => Promise.resolve(),
  say: () => undefined,
  handOver: (use) => use(),
};
