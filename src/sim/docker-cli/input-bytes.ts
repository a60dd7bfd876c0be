/** Whole files and standard input as bytes, with Go's words for what cannot be opened. */
import { strerror } from '../kernel/errno.ts';
import { type Fd, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { CliError } from './cli.ts';

export function* readAllBytes(sys: Sys, fd: Fd): Task<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const data = yield* sys.read(fd, 256 * 1024);
    if (data.length === 0) break;
    chunks.push(data);
    length += data.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Throws CliError: `open x: no such file or directory`. */
export function* readFileBytes(sys: Sys, path: string, exitCode = 1): Task<Uint8Array> {
  try {
    const fd = yield* sys.open(path, ['read', 'cloexec']);
    const bytes = yield* readAllBytes(sys, fd);
    sys.close(fd);
    return bytes;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new CliError(`open ${path}: ${strerror(error.errno).toLowerCase()}`, exitCode);
  }
}

/** The directory a file would be written into must be there. */
export function checkOutputPath(sys: Sys, path: string, words: (directory: string) => string): void {
  const slash = path.replace(/\/+$/, '').lastIndexOf('/');
  const directory = slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash);
  if (!sys.access(directory, 'exists')) throw new CliError(words(directory));
}
