/**
 * Models pipe(7) and fifo(7): a byte buffer of 64 KiB with two ends. Invariants: reading an empty pipe without
 * writers gives end of file, writing to a pipe without readers fails with EPIPE after SIGPIPE (sent by the write
 * call), and a write of at most PIPE_BUF bytes is atomic. Left out: splice, packet mode, F_SETPIPE_SZ.
 */
import { OpenFile, type OpenMode } from './open-file.ts';
import type { Process } from './process.ts';
import { type Stat, SysError } from './sys.ts';
import { WaitQueue } from './wait-queue.ts';

const PIPE_BUF = 4096;
const EMPTY = new Uint8Array(0);

export class Pipe {
  readonly readers = new WaitQueue();
  readonly writers = new WaitQueue();
  readonly opening = new WaitQueue();
  readerCount = 0;
  writerCount = 0;
  everRead = 0;
  everWritten = 0;
  private chunks: Uint8Array[] = [];
  private bytes = 0;
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get readReady(): boolean {
    return this.bytes > 0 || (this.writerCount === 0 && this.everWritten > 0);
  }

  read(max: number): Uint8Array | null {
    const first = this.chunks[0];
    if (first === undefined) return this.writerCount === 0 ? EMPTY : null;
    const taken = this.take(max);
    this.writers.wakeAll();
    return taken;
  }

  write(data: Uint8Array): number | null {
    if (this.readerCount === 0) throw new SysError('EPIPE');
    if (data.length === 0) return 0;
    const free = this.capacity - this.bytes;
    if (free === 0 || (data.length <= PIPE_BUF && free < data.length)) return null;
    const part = data.slice(0, free);
    this.chunks.push(part);
    this.bytes += part.length;
    this.readers.wakeAll();
    return part.length;
  }

  private take(max: number): Uint8Array {
    const out = new Uint8Array(Math.min(max, this.bytes));
    let filled = 0;
    let used = 0;
    while (filled < out.length) {
      const chunk = this.chunks[used] ?? EMPTY;
      const part = chunk.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length < chunk.length) this.chunks[used] = chunk.subarray(part.length);
      else used += 1;
    }
    if (used > 0) this.chunks.splice(0, used);
    this.bytes -= out.length;
    return out;
  }
}

/** One open end (or, for a fifo opened for both, both ends). */
export class PipeEnd extends OpenFile {
  readonly pipe: Pipe;
  private readonly describe: () => Stat;
  private readonly otherEndSeen: number;

  constructor(pipe: Pipe, mode: OpenMode, label: string, describe: () => Stat) {
    super(mode, label);
    this.pipe = pipe;
    this.describe = describe;
    if (mode.read) {
      pipe.readerCount += 1;
      pipe.everRead += 1;
    }
    if (mode.write) {
      pipe.writerCount += 1;
      pipe.everWritten += 1;
    }
    this.otherEndSeen = mode.read ? pipe.everWritten - pipe.writerCount : pipe.everRead - pipe.readerCount;
    pipe.opening.wakeAll();
  }

  override stat(): Stat {
    return this.describe();
  }

  override read(_process: Process, max: number): Uint8Array | null {
    return this.pipe.read(max);
  }

  override write(_process: Process, data: Uint8Array): number | null {
    return this.pipe.write(data);
  }

  override readReady(): boolean {
    return this.pipe.readReady;
  }

  override get readQueue(): WaitQueue {
    return this.pipe.readers;
  }

  override get writeQueue(): WaitQueue {
    return this.pipe.writers;
  }

  override openBlocksOn(): WaitQueue | null {
    if (this.mode.read && this.mode.write) return null;
    const seen = this.mode.read ? this.pipe.everWritten : this.pipe.everRead;
    return seen > this.otherEndSeen ? null : this.pipe.opening;
  }

  override release(): void {
    if (this.mode.read) this.pipe.readerCount -= 1;
    if (this.mode.write) this.pipe.writerCount -= 1;
    this.pipe.readers.wakeAll();
    this.pipe.writers.wakeAll();
  }
}
