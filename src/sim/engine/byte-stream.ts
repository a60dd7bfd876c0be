/**
 * A body of an HTTP answer that is too long to be held: the daemon writes pieces, the client reads them as they come.
 * Invariant: not more than a few pieces wait; the writer sleeps while the reader is slow.
 */
import type { Sys, Task } from '../kernel/sys.ts';
import { Inbox } from './inbox.ts';
import type { TarSink } from './tar/tar-format.ts';

const MOST_WAITING = 32;

export class ByteStream {
  readonly #inbox: Inbox<Uint8Array | null>;

  constructor(reader: Sys) {
    this.#inbox = new Inbox(reader);
  }

  /** For the process that writes. */
  sink(writer: Sys): TarSink {
    const inbox = this.#inbox;
    return function* (piece) {
      if (piece.length === 0) return;
      inbox.push(piece);
      while (inbox.size > MOST_WAITING) yield* writer.sleep(1);
    };
  }

  end(): void {
    this.#inbox.push(null);
  }

  /** The next piece; null at the end. */
  *next(): Task<Uint8Array | null> {
    return yield* this.#inbox.take();
  }

  close(): void {
    this.#inbox.close();
  }
}
