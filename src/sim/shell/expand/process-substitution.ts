/**
 * Models process substitution of bash and busybox ash (bash(1) Process Substitution): a child at the other end of a pipe, and a
 * word `/dev/fd/N` that names this shell's end. Invariant: the shell closes its end once the command that has the word is done,
 * and no other substitution's child holds it. Left out: `$!` is not set to the child.
 */
import type { ProcessSubstitutionPart } from 'unbash';
import { type Fd, STDIN, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { forkShell } from '../exec/process.ts';
import { runList } from '../exec/statement.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';

/** bash takes descriptors from here downwards (move_to_high_fd), ash the first one above. */
const HIGHEST: Fd = 63;

/** Starts the command of `<(...)` or `>(...)` and returns the name of its pipe. */
export function processSubstitution(shell: Shell, part: ProcessSubstitutionPart): string {
  const [read, write] = shell.sys.pipe();
  const reading = part.operator === '<';
  const own = moveHigh(shell, reading ? read : write);
  const other = reading ? write : read;
  const script = part.script;
  const held = [...shell.substituted.map(({ fd }) => fd), own];
  const pid = forkShell(shell, function* (child) {
    for (const fd of held) child.sys.close(fd);
    const standard = reading ? STDOUT : STDIN;
    if (other !== standard) {
      child.sys.dup2(other, standard);
      child.sys.close(other);
    }
    if (script === undefined) return 0;
    if (script.source !== undefined)
      child.source = { text: script.source, firstLine: lineAt(child.source, part.pos) };
    return yield* runList(child, script.commands, { tail: true, subshell: true });
  });
  shell.sys.close(other);
  shell.substituted.push({ fd: own, pid });
  return `/dev/fd/${own}`;
}

/** Closes what was substituted since there were `count` of them. */
export function endSubstitutions(shell: Shell, count: number): void {
  for (const { fd, pid } of shell.substituted.splice(count)) {
    closeIfOpen(shell, fd);
    shell.substitutes.add(pid);
  }
}

/** Takes leave of the children that have ended; bash does not wait for the others either. */
export function* reapSubstitutes(shell: Shell): Task<void> {
  for (const pid of shell.substitutes) {
    try {
      if ((yield* shell.sys.wait4(pid, { nohang: true })) !== null) shell.substitutes.delete(pid);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      shell.substitutes.delete(pid);
    }
  }
}

function moveHigh(shell: Shell, fd: Fd): Fd {
  if (shell.dialect.kind === 'ash') return moved(shell, fd, shell.sys.dup(fd, HIGHEST + 1));
  let high = HIGHEST;
  while (high > fd && isOpen(shell, high)) high--;
  return high <= fd ? fd : moved(shell, fd, shell.sys.dup2(fd, high));
}

function moved(shell: Shell, from: Fd, to: Fd): Fd {
  shell.sys.close(from);
  return to;
}

function isOpen(shell: Shell, fd: Fd): boolean {
  try {
    shell.sys.close(shell.sys.dup(fd));
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function closeIfOpen(shell: Shell, fd: Fd): void {
  try {
    shell.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
