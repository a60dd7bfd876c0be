/** Reading and writing as programs do it: whole streams, lines, text. Models stdio(3). Invariant: bytes pass unchanged. */
import { type Fd, STDERR, STDIN, STDOUT, type Sys, type Task } from '../../kernel/sys.ts';

const BLOCK = 65536;

export function* out(sys: Sys, text: string): Task<void> {
  if (text !== '') yield* sys.write(STDOUT, text);
}

export function* err(sys: Sys, text: string): Task<void> {
  yield* sys.write(STDERR, text);
}

export function* readAll(sys: Sys, fd: Fd): Task<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = yield* sys.read(fd, BLOCK);
    if (chunk.length === 0) return concatenate(chunks);
    sys.growMemory(chunk.length);
    chunks.push(chunk);
  }
}

export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return result;
}

/** Opens for reading; `-` is standard input. Throws SysError. */
export function* openInput(sys: Sys, path: string): Task<Fd> {
  return path === '-' ? STDIN : yield* sys.open(path, ['read']);
}

export function closeInput(sys: Sys, fd: Fd): void {
  if (fd !== STDIN) sys.close(fd);
}

/** The bytes of a file or of standard input. Throws SysError. */
export function* readFile(sys: Sys, path: string): Task<Uint8Array> {
  const fd = yield* openInput(sys, path);
  try {
    return yield* readAll(sys, fd);
  } finally {
    closeInput(sys, fd);
  }
}

/** As text; for files that are text. Throws SysError. */
export function* readText(sys: Sys, path: string): Task<string> {
  return new TextDecoder().decode(yield* readFile(sys, path));
}

/** Lines as they come, each with its newline; for filters that must not wait for the end. */
export class Lines {
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #decoder = new TextDecoder();
  #buffer = '';
  #ended = false;
  #heldBytes = 2 * BLOCK;

  constructor(sys: Sys, fd: Fd) {
    this.#sys = sys;
    this.#fd = fd;
  }

  *next(): Task<string | null> {
    for (;;) {
      const newline = this.#buffer.indexOf('\n');
      if (newline !== -1) return this.#take(newline + 1);
      if (this.#ended) return this.#buffer === '' ? null : this.#take(this.#buffer.length);
      const chunk = yield* this.#sys.read(this.#fd, BLOCK);
      this.#ended = chunk.length === 0;
      this.#buffer += this.#decoder.decode(chunk, { stream: !this.#ended });
      this.#hold();
    }
  }

  #take(length: number): string {
    const line = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return line;
  }

  /** A line without end makes the buffer grow, as getline(3) does. */
  #hold(): void {
    if (this.#buffer.length <= this.#heldBytes) return;
    this.#sys.growMemory(this.#buffer.length - this.#heldBytes);
    this.#heldBytes = this.#buffer.length;
  }
}

/** The lines of a text without their newlines. */
export const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
