/**
 * Models how a shell reads commands from its standard input (POSIX XCU sh, STDIN). Invariant: bash takes no byte beyond the line it
 * runs, so that commands can read what follows; dash and ash read ahead by blocks, as the real ones do. Left out: line editing.
 */
import { type Fd, STDIN, type Task } from '../kernel/sys.ts';
import type { Shell } from './shell.ts';

export class LineReader {
  readonly #shell: Shell;
  readonly #fd: Fd;
  readonly #decoder = new TextDecoder();
  #buffer = '';
  #ended = false;

  constructor(shell: Shell, fd: Fd = STDIN) {
    this.#shell = shell;
    this.#fd = fd;
  }

  /** The next line with its newline, the rest at the end, null after it. Throws SysError (EINTR on a signal). */
  *next(): Task<string | null> {
    const size = this.#shell.dialect.kind === 'bash' && !this.#shell.interactive ? 1 : 4096;
    for (;;) {
      const newline = this.#buffer.indexOf('\n');
      if (newline !== -1) return this.#take(newline + 1);
      if (this.#ended) return this.#buffer === '' ? null : this.#take(this.#buffer.length);
      const chunk = yield* this.#shell.sys.read(this.#fd, size);
      if (chunk.length === 0) {
        // On a terminal an end of file is one Ctrl-D; the next read goes on.
        this.#ended = !this.#shell.interactive;
        if (this.#shell.interactive && this.#buffer === '') return null;
      }
      this.#buffer += this.#decoder.decode(chunk, { stream: true });
    }
  }

  forget(): void {
    this.#buffer = '';
  }

  #take(length: number): string {
    const line = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return line;
  }
}
