/** A person at a terminal: types, waits for what stands on the screen, never for time. */
import type { LentTerminal, TerminalSize, Typist } from '../../src/machine/terminal.ts';
import type { WallClock } from '../../src/sim/wall-clock.ts';

export const wallClock: WallClock = {
  nowMs: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export class Person implements LentTerminal {
  screen = '';
  said: string[] = [];
  #size: TerminalSize = { columns: 80, rows: 24 };
  #typist: Typist | null = null;
  #changed: (() => void) | null = null;

  size(): TerminalSize {
    return this.#size;
  }

  listen(typist: Typist): () => void {
    this.#typist = typist;
    this.#changed?.();
    return () => {
      this.#typist = null;
    };
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.screen += new TextDecoder().decode(bytes);
    this.#changed?.();
  }

  say(sentence: string): void {
    this.said.push(sentence);
  }

  handOver<T>(use: () => Promise<T>): Promise<T> {
    return use();
  }

  /** Types once the screen ends like this. */
  async at(end: string, keys: string): Promise<void> {
    await this.sees((screen) => screen.endsWith(end));
    this.#typist?.typed(new TextEncoder().encode(keys));
  }

  async resizeAt(end: string, size: TerminalSize): Promise<void> {
    await this.sees((screen) => screen.endsWith(end));
    this.#size = size;
    this.#typist?.resized(size);
  }

  async hangUpAt(end: string): Promise<void> {
    await this.sees((screen) => screen.endsWith(end));
    this.#typist?.hungUp();
  }

  async sees(predicate: (screen: string) => boolean): Promise<void> {
    while (this.#typist === null || !predicate(this.screen))
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
  }
}
