/**
 * Models command substitution (POSIX XCU 2.6.3): a child process whose standard output is a pipe. Invariant: trailing newlines
 * go, NUL bytes go, and the status becomes that of an assignment without a command. Left out: bash's `${ cmd; }`.
 */
import type { CommandExpansionPart } from 'unbash';
import { STDOUT, type Task } from '../../kernel/sys.ts';
import { forkShell, waitFor } from '../exec/process.ts';
import { runList } from '../exec/statement.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';

function* readAll(shell: Shell, fd: number): Task<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = yield* shell.sys.read(fd, 65536);
    if (chunk.length === 0) break;
    shell.sys.growMemory(chunk.length);
    bytes += chunk.length;
    chunks.push(chunk);
  }
  shell.sys.growMemory(-bytes);
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}

/** What `$(...)` or a pair of backquotes stands for. */
export function* commandOutput(shell: Shell, part: CommandExpansionPart): Task<string> {
  const script = part.script;
  if (script === undefined) return '';
  const [read, write] = shell.sys.pipe();
  const pid = forkShell(shell, function* (child) {
    child.sys.close(read);
    child.sys.dup2(write, STDOUT);
    if (write !== STDOUT) child.sys.close(write);
    if (script.source !== undefined)
      child.source = { text: script.source, firstLine: lineAt(child.source, part.pos) };
    return yield* runList(child, script.commands, { tail: true, subshell: true });
  });
  shell.sys.close(write);
  const text = yield* readAll(shell, read);
  shell.sys.close(read);
  shell.substitutionStatus = yield* waitFor(shell, pid);
  return text.replaceAll('\0', '').replace(/\n+$/, '');
}
