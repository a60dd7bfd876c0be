/**
 * Models traps (POSIX XCU `trap`, bash(1) SIGNALS). Invariant: a signal with an action only marks itself as pending when it
 * comes; its action runs between two commands, or as soon as `wait` was interrupted. Left out: DEBUG and RETURN.
 */
import type { Signal } from '../kernel/signals.ts';
import type { Task } from '../kernel/sys.ts';
import { FatalShellError, ShellExit } from './control.ts';
import { runText } from './exec/run-text.ts';
import type { Shell } from './shell.ts';

export type Condition = Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN';

/** Signals an interactive shell protects itself from. */
const INTERACTIVE_IGNORED: ReadonlySet<string> = new Set(['TERM', 'QUIT', 'TSTP', 'TTIN', 'TTOU']);

/** Sets, ignores (empty action) or resets (null) a trap. */
export function setTrap(shell: Shell, condition: Condition, action: string | null): void {
  if (action === null) shell.traps.delete(condition);
  else shell.traps.set(condition, action);
  if (condition === 'EXIT' || condition === 'ERR' || condition === 'DEBUG' || condition === 'RETURN') return;
  if (condition === 'KILL' || condition === 'STOP') return;
  applyDisposition(shell, condition);
}

function applyDisposition(shell: Shell, signal: Signal): void {
  const action = shell.traps.get(signal);
  if (action === '') {
    shell.sys.sigaction(signal, { kind: 'ignore' });
    return;
  }
  if (action !== undefined) {
    shell.sys.sigaction(signal, noting(shell));
    return;
  }
  if (shell.survivesInterrupt && signal === 'INT') {
    shell.sys.sigaction(signal, noting(shell));
    return;
  }
  const ignored = shell.survivesInterrupt && INTERACTIVE_IGNORED.has(signal);
  shell.sys.sigaction(signal, { kind: ignored ? 'ignore' : 'default' });
}

const noting = (shell: Shell) => ({
  kind: 'handle' as const,
  handler: (signal: Signal): void => {
    shell.pending.push(signal);
  },
  restart: false,
});

/** What an interactive shell does at its start: it survives the keyboard and `kill`. */
export function protectInteractive(shell: Shell): void {
  for (const signal of ['INT', 'TERM', 'QUIT', 'TSTP', 'TTIN', 'TTOU'] as const)
    applyDisposition(shell, signal);
}

/** Runs the actions of signals that have arrived. `$?` is kept. */
export function* runPendingTraps(shell: Shell): Task<void> {
  while (shell.pending.length > 0) {
    const signal = shell.pending.shift();
    const action = signal === undefined ? undefined : shell.traps.get(signal);
    if (action === undefined && signal === 'INT' && shell.survivesInterrupt) throw new FatalShellError(130);
    if (action === undefined || action === '') continue;
    const { status, line } = shell;
    yield* runAction(shell, action);
    shell.status = status;
    shell.line = line;
  }
}

function* runAction(shell: Shell, action: string): Task<void> {
  const { statusBeforeTrap } = shell;
  shell.statusBeforeTrap = shell.status;
  try {
    yield* runText(shell, action);
  } finally {
    shell.statusBeforeTrap = statusBeforeTrap;
  }
}

/** Runs the EXIT trap once and returns the exit status: that of `exit` inside it, else the one there was. */
export function* runExitTrap(shell: Shell): Task<number> {
  try {
    yield* runPendingTraps(shell);
  } catch (error) {
    if (!(error instanceof ShellExit || error instanceof FatalShellError)) throw error;
    shell.status = error.status;
  }
  const action = shell.traps.get('EXIT');
  if (action === undefined || action === '') return shell.status & 255;
  shell.traps.delete('EXIT');
  const { status } = shell;
  try {
    yield* runAction(shell, action);
  } catch (error) {
    if (error instanceof ShellExit || error instanceof FatalShellError) return error.status & 255;
    throw error;
  }
  return status & 255;
}
