import { EventEmitter } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { cutKeys } from './key-tokens.ts';

/** How long a lone ESC may still become a sequence; Ink waits 20 ms more of its own. */
const ESCAPE_WAIT_MS = 25;
/** Ink holds a lone ESC back for 20 ms and would join it with a key that follows sooner. */
const AFTER_ESCAPE_MS = 30;

/** The part of a terminal's input stream this needs; process.stdin has it. */
export interface KeySource {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  on(event: 'data' | 'end', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data' | 'end', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/**
 * Stands between the terminal and Ink and hands over one key at a time, the next only after React has drawn
 * the last: keys typed faster than React re-subscribes its handlers would otherwise be judged by the screen
 * before (ink#759). An escape sequence split over two reads is held back until it is whole. Reading stops
 * while nobody listens, so that a child can be given the terminal.
 */
export class PacedStdin extends EventEmitter {
  readonly isTTY = true;
  readonly #source: KeySource;
  readonly #decoder = new StringDecoder('utf8');
  #buffer = '';
  readonly #keys: string[] = [];
  #offered: string | null = null;
  #pacing = false;
  #escapeTimer: NodeJS.Timeout | null = null;
  #reading = false;

  constructor(source: KeySource) {
    super();
    this.#source = source;
    this.on('newListener', (name) => name === 'readable' && this.#begin());
    this.on('removeListener', (name) => name === 'readable' && this.#endWhenUnheard());
  }

  setRawMode(on: boolean): this {
    this.#source.setRawMode?.(on);
    return this;
  }

  /** Ink asks for 'utf8', which is what it always gets. */
  setEncoding(): this {
    return this;
  }

  ref(): this {
    this.#source.ref?.();
    return this;
  }

  unref(): this {
    this.#source.unref?.();
    return this;
  }

  /** The one key on offer, then null, as a Readable in paused mode answers. */
  read(): string | null {
    const key = this.#offered;
    this.#offered = null;
    return key;
  }

  #begin(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#source.on('data', this.#arrive);
    this.#source.on('end', this.#closed);
    this.#source.resume();
    if (this.#keys.length > 0) this.#pace(0);
  }

  #endWhenUnheard(): void {
    if (!this.#reading || this.listenerCount('readable') > 0) return;
    this.#reading = false;
    this.#source.off('data', this.#arrive);
    this.#source.off('end', this.#closed);
    this.#source.pause();
  }

  readonly #arrive = (chunk: Buffer | string): void => {
    this.#buffer += typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    this.#cut();
  };

  /** The terminal has gone away without a signal; whoever listens ends the session. */
  readonly #closed = (): void => {
    this.emit('end');
  };

  #cut(): void {
    if (this.#escapeTimer !== null) clearTimeout(this.#escapeTimer);
    this.#escapeTimer = null;
    const { tokens, rest } = cutKeys(this.#buffer);
    this.#buffer = rest;
    this.#queue(tokens);
    // A paste is as long as it is; anything else that stays unfinished was the Escape key.
    if (rest !== '' && !rest.startsWith('\x1b[200~')) {
      this.#escapeTimer = setTimeout(() => {
        this.#buffer = '';
        this.#queue([rest]);
      }, ESCAPE_WAIT_MS);
    }
  }

  #queue(keys: readonly string[]): void {
    this.#keys.push(...keys);
    if (this.#keys.length > 0 && !this.#pacing && this.#reading) this.#offerNext();
  }

  #offerNext(): void {
    const key = this.#keys.shift();
    if (key === undefined) return;
    this.#offered = key;
    this.emit('readable');
    this.#pace(key === '\x1b' ? AFTER_ESCAPE_MS : 0);
  }

  /** React flushes effects of a discrete update within one turn of these three queues. */
  #pace(delayMs: number): void {
    this.#pacing = true;
    setImmediate(() => {
      setTimeout(() => {
        setImmediate(() => {
          this.#pacing = false;
          if (this.#reading) this.#offerNext();
        });
      }, delayMs);
    });
  }
}
