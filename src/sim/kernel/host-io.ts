/**
 * Models nothing of Linux: the two plugs by which the outside of the simulation holds a process's descriptors.
 * To the process they look like pipes. Invariant: a sink never blocks, a source blocks until fed or closed.
 */
import { OpenFile } from './open-file.ts';
import type { Process } from './process.ts';
import type { Stat } from './sys.ts';
import { WaitQueue } from './wait-queue.ts';

const EMPTY = new Uint8Array(0);

export const pipeStat = (ino: number): Stat => ({
  dev: 13,
  ino,
  type: 'fifo',
  mode: 0o600,
  nlink: 1,
  uid: 0,
  gid: 0,
  sizeBytes: 0,
  atimeMs: 0,
  mtimeMs: 0,
  ctimeMs: 0,
  rdev: { major: 0, minor: 0 },
});

/** A standard output: hands on what is written. */
export class HostSink extends OpenFile {
  private readonly onData: (data: Uint8Array) => void;

  constructor(onData: (data: Uint8Array) => void) {
    super({ read: false, write: true, append: true, nonblock: false }, 'pipe:[1]');
    this.onData = onData;
  }

  override stat(): Stat {
    return pipeStat(1);
  }

  override write(_process: Process, data: Uint8Array): number {
    this.onData(data.slice());
    return data.length;
  }
}

/** A standard input: gives what it was fed, then end of file once it is closed. */
export class HostSource extends OpenFile {
  private readonly queue = new WaitQueue();
  private chunks: Uint8Array[] = [];
  private closed = false;

  constructor() {
    super({ read: true, write: false, append: false, nonblock: false }, 'pipe:[2]');
  }

  feed(data: Uint8Array): void {
    if (data.length === 0) return;
    this.chunks.push(data);
    this.queue.wakeAll();
  }

  close(): void {
    this.closed = true;
    this.queue.wakeAll();
  }

  override stat(): Stat {
    return pipeStat(2);
  }

  override read(_process: Process, max: number): Uint8Array | null {
    const first = this.chunks[0];
    if (first === undefined) return this.closed ? EMPTY : null;
    if (first.length <= max) this.chunks.shift();
    else this.chunks[0] = first.subarray(max);
    return first.slice(0, max);
  }

  override readReady(): boolean {
    return this.closed || this.chunks.length > 0;
  }

  override get readQueue(): WaitQueue {
    return this.queue;
  }
}
