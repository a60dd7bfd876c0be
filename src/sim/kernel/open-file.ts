/**
 * Models the open file description of open(2): what a descriptor points to, shared by dup(2) and fork(2).
 * Invariant: `release` is called once, when the last descriptor is closed. A method that would block returns
 * null; the caller then sleeps on the queue and tries again. Left out: locks, O_DIRECT, asynchronous I/O.
 */
import type { Process } from './process.ts';
import { type Stat, SysError } from './sys.ts';
import type { WaitQueue } from './wait-queue.ts';

export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly nonblock: boolean;
}

export abstract class OpenFile {
  refs = 0;
  readonly mode: OpenMode;
  /** As /proc/PID/fd shows it, on the file system of who opened it: `/etc/passwd`, `pipe:[4711]`. */
  readonly label: string;

  constructor(mode: OpenMode, label: string) {
    this.mode = mode;
    this.label = label;
  }

  abstract stat(): Stat;

  /** At most `max` bytes, empty at the end of the file, null when it would block. */
  read(_process: Process, _max: number): Uint8Array | null {
    throw new SysError('EINVAL');
  }

  /** How many bytes went in, null when none could without blocking. */
  write(_process: Process, _data: Uint8Array): number | null {
    throw new SysError('EINVAL');
  }

  /** Whether read would return at once, poll(2) POLLIN or POLLHUP. */
  readReady(): boolean {
    return true;
  }

  get readQueue(): WaitQueue | null {
    return null;
  }

  get writeQueue(): WaitQueue | null {
    return null;
  }

  /** Null once open(2) may return: a fifo's open waits for its other end, fifo(7). */
  openBlocksOn(): WaitQueue | null {
    return null;
  }

  seek(_offset: number, _whence: 'set' | 'current' | 'end'): number {
    throw new SysError('ESPIPE');
  }

  /** Where the next write goes in a regular file, for RLIMIT_FSIZE; null for what is none. */
  writeOffset(): number | null {
    return null;
  }

  truncate(_sizeBytes: number): void {
    throw new SysError('EINVAL');
  }

  release(): void {}
}
