/** The output of one run as an async sequence: chunks are kept until they are read. Adjacent ones of a stream are joined. */
import type { OutputChunk } from '../machine/machine.ts';

export class OutputQueue implements AsyncIterable<OutputChunk> {
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  #waiting: OutputChunk[] = [];
  #ended = false;
  #wake: (() => void) | null = null;
  #muted = false;
  /** Bytes that came so far. */
  bytes = 0;

  /** What programs write from now on is not shown: they are being killed from outside. */
  mute(): void {
    this.#muted = true;
  }

  write(stream: 'stdout' | 'stderr', data: Uint8Array): void {
    if (this.#muted) return;
    this.bytes += data.length;
    this.say(stream, this.#decoders[stream].decode(data, { stream: true }));
  }

  say(stream: 'stdout' | 'stderr', text: string): void {
    if (text === '') return;
    const last = this.#waiting.at(-1);
    if (last?.stream === stream) this.#waiting[this.#waiting.length - 1] = { stream, text: last.text + text };
    else this.#waiting.push({ stream, text });
    this.#notify();
  }

  end(): void {
    this.#ended = true;
    this.#notify();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<OutputChunk> {
    for (;;) {
      const chunks = this.#waiting;
      this.#waiting = [];
      yield* chunks;
      if (this.#waiting.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
