/**
 * Models pty(7) and tty(4): a pair of which the slave is a terminal to programs. Invariants: only the foreground
 * process group may read, others get SIGTTIN; closing the master hangs the session up; with the master closed
 * the slave reads end of file and writes fail with EIO. Left out: TOSTOP, packet mode, modem lines.
 */
import type { Kernel } from './kernel.ts';
import { LineDiscipline } from './line-discipline.ts';
import type { Process } from './process.ts';
import { isOrphaned, type ProcessGroup, type Session } from './process-group.ts';
import { dispositionOf, sendSignal } from './signal-delivery.ts';
import type { Signal } from './signals.ts';
import { SysError, type Winsize } from './sys.ts';
import { WaitQueue } from './wait-queue.ts';

const OUTPUT_BYTES = 65536;
const NEWLINE = 10;

export class Tty {
  readonly index: number;
  readonly readers = new WaitQueue();
  readonly masterReaders = new WaitQueue();
  readonly writers = new WaitQueue();
  session: Session | null = null;
  foreground: ProcessGroup | null = null;
  winsize: Winsize;
  masterOpen = true;
  slaves = 0;
  everOpened = false;
  readonly line: LineDiscipline;
  private readonly kernel: Kernel;
  private input: Uint8Array[] = [];
  private output: Uint8Array[] = [];
  private outputBytes = 0;

  constructor(kernel: Kernel, index: number, winsize: Winsize) {
    this.kernel = kernel;
    this.index = index;
    this.winsize = winsize;
    this.line = new LineDiscipline({
      deliver: (bytes) => {
        this.input.push(bytes);
        this.readers.wakeAll();
      },
      echo: (bytes) => this.put(Uint8Array.from(bytes)),
      signal: (signal) => {
        // Without NOFLSH a signal key empties the queue of what was typed.
        this.input = [];
        this.signalForeground(signal);
      },
    });
  }

  get readReady(): boolean {
    return this.input.length > 0 || !this.masterOpen;
  }

  get hasOutput(): boolean {
    return this.outputBytes > 0;
  }

  get outputReady(): boolean {
    return this.outputBytes > 0 || (this.slaves === 0 && this.everOpened);
  }

  /** What a program reads; null while there is nothing. */
  read(process: Process, max: number): Uint8Array | null {
    if (!this.masterOpen) return new Uint8Array(0);
    if (this.isBackground(process)) return this.refuseBackground(process);
    const first = this.input[0];
    if (first === undefined) return null;
    if (first.length <= max) this.input.shift();
    else this.input[0] = first.subarray(max);
    return first.slice(0, max);
  }

  /** What was typed and nobody has read, taken out of the queue. */
  takeUnread(): Uint8Array {
    const parts = [...this.input, this.line.takeUnfinished()];
    this.input = [];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  }

  /** What a program writes; null while the master does not read what is there. */
  write(data: Uint8Array): number | null {
    if (!this.masterOpen) throw new SysError('EIO');
    const free = OUTPUT_BYTES - this.outputBytes;
    if (free <= 0) return null;
    const part = data.subarray(0, free);
    this.put(part);
    return part.length;
  }

  /** The master's side of `write`; null while there is nothing, EIO once no slave is open. */
  readOutput(max: number): Uint8Array | null {
    const first = this.output[0];
    if (first === undefined) {
      if (this.slaves === 0 && this.everOpened) throw new SysError('EIO');
      return null;
    }
    if (first.length <= max) this.output.shift();
    else this.output[0] = first.subarray(max);
    const taken = first.slice(0, max);
    this.outputBytes -= taken.length;
    this.writers.wakeAll();
    return taken;
  }

  resize(winsize: Winsize): void {
    const same = winsize.columns === this.winsize.columns && winsize.rows === this.winsize.rows;
    this.winsize = winsize;
    if (!same) this.signalForeground('WINCH');
  }

  setForeground(group: ProcessGroup): void {
    this.foreground = group;
    this.readers.wakeAll();
  }

  closeMaster(): void {
    this.masterOpen = false;
    const leader = this.session?.leader ?? null;
    if (leader !== null) sendSignal(this.kernel, leader, 'HUP', null);
    this.hangUp();
    this.readers.wakeAll();
    this.writers.wakeAll();
  }

  /** The session leader has gone: its foreground group is told and the terminal is nobody's. */
  hangUp(): void {
    this.signalForeground('HUP');
    this.signalForeground('CONT');
    if (this.session !== null) this.session.tty = null;
    this.session = null;
    this.foreground = null;
  }

  isBackground(process: Process): boolean {
    return (
      this.session !== null && process.group.session === this.session && process.group !== this.foreground
    );
  }

  private refuseBackground(process: Process): null {
    const ignores = dispositionOf(process, 'TTIN').kind === 'ignore';
    if (ignores || isOrphaned(process.group)) throw new SysError('EIO');
    for (const member of [...process.group.members]) sendSignal(this.kernel, member, 'TTIN', null);
    return null;
  }

  private signalForeground(signal: Signal): void {
    for (const member of [...(this.foreground?.members ?? [])]) sendSignal(this.kernel, member, signal, null);
  }

  /** OPOST and ONLCR: a newline becomes return and newline. */
  private put(data: Uint8Array): void {
    const out: number[] = [];
    for (const byte of data) {
      if (byte === NEWLINE && this.line.translatesOutput) out.push(13);
      out.push(byte);
    }
    this.output.push(Uint8Array.from(out));
    this.outputBytes += out.length;
    this.masterReaders.wakeAll();
  }
}
