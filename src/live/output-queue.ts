import type { OutputChunk } from '../machine/machine.ts';

/** Told when a queue fills up and when it has room again, so that the programs that write are held back. */
export interface Backpressure {
  pause(): void;
  resume(): void;
}

const highCharacters = 256 * 1024;
const lowCharacters = 64 * 1024;
const tailCharacters = 512;

/**
 * Output on its way to whoever reads it. Bounded twice: a slow reader holds the writers back, and after
 * `limitCharacters` in all the rest is dropped, with one line that says so.
 */
export class OutputQueue implements AsyncIterable<OutputChunk> {
  readonly #chunks: OutputChunk[] = [];
  readonly #limit: number;
  readonly #backpressure: Backpressure;
  #waiting: (() => void) | null = null;
  #held = 0;
  #total = 0;
  #paused = false;
  #ended = false;
  #tail = '';

  constructor(limitCharacters: number, backpressure: Backpressure) {
    this.#limit = limitCharacters;
    this.#backpressure = backpressure;
  }

  push(chunk: OutputChunk): void {
    this.#tail = (this.#tail + chunk.text).slice(-tailCharacters);
    if (chunk.text === '' || this.#total > this.#limit) return;
    this.#total += chunk.text.length;
    const over = this.#total - this.#limit;
    this.#add(over > 0 ? { ...chunk, text: chunk.text.slice(0, chunk.text.length - over) } : chunk);
    if (over > 0)
      this.#add({ stream: 'stderr', text: `\nOutput is cut here after ${this.#limit} characters.\n` });
    if (this.#held > highCharacters && !this.#paused) {
      this.#paused = true;
      this.#backpressure.pause();
    }
  }

  /** The end of all that was written, also of what nobody reads. */
  get tail(): string {
    return this.#tail;
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Nobody reads any more, or too much was written: writers go on, into nothing. */
  #drop(): void {
    this.#total = this.#limit + 1;
    this.#chunks.length = 0;
    this.#release(0);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<OutputChunk> {
    try {
      while (true) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          this.#release(this.#held - chunk.text.length);
          yield chunk;
        } else if (this.#ended) return;
        else await new Promise<void>((resolve) => this.#sleep(resolve));
      }
    } finally {
      this.#drop();
    }
  }

  #add(chunk: OutputChunk): void {
    this.#chunks.push(chunk);
    this.#held += chunk.text.length;
    this.#wake();
  }

  #release(held: number): void {
    this.#held = held;
    if (!this.#paused || held > lowCharacters) return;
    this.#paused = false;
    this.#backpressure.resume();
  }

  #sleep(wake: () => void): void {
    this.#waiting = wake;
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
