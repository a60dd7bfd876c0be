/**
 * Models scripts read from files: `sh script`, `. file`, and programs without `#!` that execve refuses with ENOEXEC (POSIX XCU
 * 2.9.1.4). Invariant: the whole file is read before its first command runs. Left out: reading on while a script changes.
 */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import { runText } from './exec/run-text.ts';
import type { Shell } from './shell.ts';

/** The text of a file. Throws SysError. */
export function* readWholeFile(sys: Sys, path: string): Task<string> {
  const fd = yield* sys.open(path, ['read', 'cloexec']);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const chunk = yield* sys.read(fd, 65536);
      if (chunk.length === 0) return text + decoder.decode();
      text += decoder.decode(chunk, { stream: true });
    }
  } finally {
    sys.close(fd);
  }
}

/** The present process goes on as a shell that reads this file. */
export function* runScriptFile(shell: Shell, path: string, argv: readonly string[]): Task<number> {
  let text: string;
  try {
    text = yield* readWholeFile(shell.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* shell.complain(`${path}: ${shell.dialect.cannotExecute(error.errno, false)}`);
    return 126;
  }
  if (text.startsWith('\x7fELF') || text.includes('\0')) {
    const bash = shell.dialect.kind === 'bash';
    yield* shell.complain(
      `${path}: ${bash ? 'cannot execute binary file: Exec format error' : 'Exec format error'}`,
    );
    return 126;
  }
  shell.name = path;
  shell.parameters = argv.slice(1);
  shell.sys.setArgv([shell.dialect.kind === 'bash' ? 'bash' : 'sh', path, ...argv.slice(1)]);
  return yield* runText(shell, text, { firstLine: 1 });
}
