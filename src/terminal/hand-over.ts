import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';

interface Keyboard {
  typed(bytes: Uint8Array): void;
  resized(size: { readonly columns: number; readonly rows: number }): void;
  hungUp(): void;
}

/** What must let go of the terminal first, and how it takes it back: a line editor, a screen. */
export interface Holder {
  release(): void;
  takeBack(): void;
  /** After `takeBack`: keys that were typed ahead. */
  typedAhead?(bytes: Uint8Array): void;
}

/**
 * The process's own terminal, to be lent for one line: byte by byte to a listener, or whole to a child. Whoever holds it
 * lets go before and has it back afterwards, in the mode it needs, with what was typed too late still to be read.
 */
export class OwnTerminal {
  readonly #holder: Holder;
  #unread = new Uint8Array(0);

  constructor(holder: Holder) {
    this.#holder = holder;
  }

  size(): { readonly columns: number; readonly rows: number } {
    return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
  }

  listen(keyboard: Keyboard): () => void {
    this.#holder.release();
    const { stdin, stdout } = process;
    const typed = (data: Buffer | string) => keyboard.typed(Buffer.from(data));
    const resized = () => keyboard.resized(this.size());
    const hungUp = () => keyboard.hungUp();
    stdin.on('data', typed);
    stdin.on('end', hungUp);
    stdin.on('close', hungUp);
    stdout.on('resize', resized);
    stdin.setRawMode(true);
    stdin.resume();
    return () => {
      stdin.off('data', typed);
      stdin.off('end', hungUp);
      stdin.off('close', hungUp);
      stdout.off('resize', resized);
      stdin.pause();
      stdin.setRawMode(false);
      this.#holder.takeBack();
      const ahead = this.#unread;
      this.#unread = new Uint8Array(0);
      if (ahead.length > 0) this.#holder.typedAhead?.(ahead);
    };
  }

  unread(bytes: Uint8Array): void {
    this.#unread = Uint8Array.of(...this.#unread, ...bytes);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  }

  say(sentence: string): void {
    process.stderr.write(`${sentence}\n`);
  }

  /**
   * The recipe that was proven in a pseudo-terminal: Node must have stopped reading before the child starts, or the child's
   * reads fail with EIO; what the keys Ctrl-C and Ctrl-\ signal to the child must not end this process.
   */
  async handOver<T>(use: () => Promise<T>): Promise<T> {
    this.#holder.release();
    const ignored = () => undefined;
    process.on('SIGQUIT', ignored);
    const interrupts = process.listeners('SIGINT');
    process.removeAllListeners('SIGINT');
    process.on('SIGINT', ignored);
    try {
      await turn();
      process.stdin.pause();
      process.stdin.setRawMode(false);
      await turn();
      return await use();
    } finally {
      process.off('SIGQUIT', ignored);
      for (const listener of interrupts) process.on('SIGINT', listener);
      process.off('SIGINT', ignored);
      process.stdout.write(toLineStart(this.size().columns));
      this.#holder.takeBack();
    }
  }

  /** Ctrl-C and Ctrl-D say the same as Enter: the person wants on. */
  async acknowledge(sentence: string, gone: AbortSignal): Promise<void> {
    const { stdin, stdout } = process;
    stdout.write(`${toLineStart(this.size().columns)}${sentence}`);
    stdin.setRawMode(true);
    // A screen that was left no longer waits for keys, and then nothing would keep the program alive.
    stdin.ref();
    stdin.resume();
    await new Promise<void>((resolve) => {
      const done = () => {
        stdin.off('data', typed);
        stdin.off('end', done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      const typed = (data: Buffer | string) => {
        if (/[\r\n\x03\x04]/.test(String(data))) done();
      };
      stdin.on('data', typed);
      stdin.on('end', done);
      gone.addEventListener('abort', done);
      if (gone.aborted) done();
    });
    stdin.pause();
    stdin.setRawMode(false);
    stdout.write('\n');
  }
}

/** From the middle of a line to the next one, from the beginning of a line nowhere: so many spaces wrap only in the middle. */
function toLineStart(columns: number): string {
  return `${' '.repeat(columns - 1)}\r`;
}
