/**
 * A queue that one process reads and others fill: the receiving end of a connection to a daemon. Models a
 * unix(7) stream socket whose messages are values; the reader sleeps on a pipe(7) of its own.
 * Invariant: the pipe holds a byte exactly while the queue is not empty. Left out: back pressure.
 */
import { ProcessEnded } from '../kernel/exit.ts';
import { type Fd, type Sys, SysError, type Task } from '../kernel/sys.ts';

export class Inbox<T> {
  /** Counts all that was ever pushed: a GoRuntime looks whether its own threads have woken each other. */
  static pushes = 0;
  readonly #sys: Sys;
  readonly #read: Fd;
  readonly #write: Fd;
  readonly #queue: T[] = [];
  #open = true;

  constructor(owner: Sys) {
    this.#sys = owner;
    const [read, write] = owner.pipe();
    this.#read = owner.dup(read, 20);
    this.#write = owner.dup(write, 20);
    owner.close(read);
    owner.close(write);
    owner.setCloexec(this.#read, true);
    owner.setCloexec(this.#write, true);
  }

  /** Readable when a value waits; for poll(2) together with other descriptors. */
  get fd(): Fd {
    return this.#read;
  }

  get size(): number {
    return this.#queue.length;
  }

  /** Adds a value; false when the reader has gone. */
  push(value: T): boolean {
    if (!this.#open) return false;
    Inbox.pushes += 1;
    this.#queue.push(value);
    if (this.#queue.length > 1) return true;
    try {
      this.#sys.write(this.#write, '.').next();
      return true;
    } catch (error) {
      // EBADF or an end: the reader has gone.
      if (!(error instanceof SysError) && !(error instanceof ProcessEnded)) throw error;
      this.#open = false;
      return false;
    }
  }

  /** The next value; blocks until there is one. Throws EINTR after a handled signal. */
  *take(): Task<T> {
    for (;;) {
      if (this.#queue.length > 0) {
        const value = this.#queue.shift() as T;
        if (this.#queue.length === 0) yield* this.#sys.read(this.#read, 1);
        return value;
      }
      yield* this.#sys.poll([this.#read], null);
    }
  }

  /** As `take`, but null when nothing has come within `timeoutMs` of virtual time. */
  *takeWithin(timeoutMs: number): Task<T | null> {
    const deadlineMs = this.#sys.monotonicMs() + timeoutMs;
    for (;;) {
      if (this.#queue.length > 0) return yield* this.take();
      const left = deadlineMs - this.#sys.monotonicMs();
      if (left <= 0) return null;
      yield* this.#sys.poll([this.#read], left);
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#sys.close(this.#read);
    this.#sys.close(this.#write);
  }
}
