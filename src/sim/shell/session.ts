/**
 * The host's session: one bash that takes command lines one after the other and keeps its state between them (directory, variables,
 * functions, jobs), as a person's login shell does, without prompts. Models bash(1) reading lines, with job control for process groups.
 * Invariants: `$$` stays; each line ends exactly once; an error in a line never ends the session, only `exit` does.
 * Left out: history expansion.
 *
 * For the author of the machine adapter:
 *
 *     const lines = new SessionLines();
 *     const wake = new HostSource();                        // becomes descriptor 3 of the session
 *     registry: 'session/bash' -> sessionMain(lines)        // or one registry entry per machine
 *     spawn(kernel, { path, argv: ['bash'], env, cwd: '/root', stdio: [stdin, stdoutSink, stderrSink, wake] });
 *     lines.push({ text: 'ls -l', ended: (status) => ... });
 *     wake.feed(new Uint8Array(1));                         // one byte for each line pushed
 *     runUntil(kernel, () => ended, bounds);
 *
 * What arrives at the sinks between push and `ended` belongs to the line (and to jobs it left in the background).
 * `lines.foreground` is the process group of the running job, in the session's PID namespace: to interrupt as Ctrl-C does, send
 * SIGINT to that group, or to the session itself when it is null (a loop of builtins then stops as well).
 */

import type { NamespacePid } from '../kernel/ids.ts';
import { type Fd, type ProgramMain, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { FatalShellError, FunctionReturn, LoopJump, StackOverflow } from './control.ts';
import { BASH } from './dialects.ts';
import { statusOf } from './exec/process.ts';
import { runText } from './exec/run-text.ts';
import type { Shell } from './shell.ts';
import { newShell } from './start.ts';
import { protectInteractive, runExitTrap } from './traps.ts';

export interface SessionLine {
  readonly text: string;
  /** Told once, when the line has ended, with its exit status. */
  readonly ended: (status: number) => void;
}

/** The injected queue. The adapter pushes; the session takes. */
export class SessionLines {
  readonly #waiting: SessionLine[] = [];
  /** The process group in the foreground while a job runs; null otherwise. */
  foreground: NamespacePid | null = null;
  /** The working directory after the last line, for prompts and completion. */
  cwd = '/';

  push(line: SessionLine): void {
    this.#waiting.push(line);
  }

  take(): SessionLine | undefined {
    return this.#waiting.shift();
  }
}

/** Descriptor on which one byte announces one line; its end ends the session. The session moves it out of the way of `exec 3>file`. */
export const WAKE_FD: Fd = 3;

/** Where bash keeps descriptors of its own (move_to_high_fd). */
const OWN_FD: Fd = 255;

/** `main` of a session over this queue. argv[0] stands in error messages (`bash`). */
export const sessionMain =
  (lines: SessionLines): ProgramMain =>
  (sys, argv) =>
    session(sys, argv[0] ?? 'bash', lines);

function* session(sys: Sys, name: string, lines: SessionLines): Task<number> {
  const shell = newShell(sys, BASH, name);
  shell.options.add('monitor');
  shell.expandsAliases = true;
  shell.onForeground = (group) => {
    lines.foreground = group;
    giveTerminal(sys, group ?? sys.getpgid());
  };
  sys.setCloexec(sys.dup2(WAKE_FD, OWN_FD), true);
  sys.close(WAKE_FD);
  shell.startLetters = 's';
  shell.survivesInterrupt = true;
  protectInteractive(shell);
  shell.status = yield* statusOf(shell, takeLines(shell, lines));
  return yield* runExitTrap(shell);
}

/** While the adapter lends the session a terminal, it belongs to the job in the foreground. */
function giveTerminal(sys: Sys, group: NamespacePid): void {
  try {
    sys.tcsetpgrp(0, group);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* takeLines(shell: Shell, lines: SessionLines): Task<number> {
  lines.cwd = shell.sys.getcwd();
  while (yield* announced(shell)) {
    const line = lines.take();
    if (line === undefined) continue;
    let ended = false;
    try {
      yield* runLine(shell, line.text);
      ended = true;
    } catch (error) {
      if (error instanceof StackOverflow) shell.status = 139;
      throw error;
    } finally {
      lines.foreground = null;
      lines.cwd = shell.variables.get('PWD') ?? '/';
      if (!ended) line.ended(shell.status);
    }
    line.ended(shell.status);
  }
  return shell.status;
}

function* announced(shell: Shell): Task<boolean> {
  for (;;) {
    try {
      return (yield* shell.sys.read(OWN_FD, 1)).length > 0;
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    }
  }
}

/** One line. Its errors end it alone. */
function* runLine(shell: Shell, text: string): Task<void> {
  shell.line = 1;
  shell.pending = [];
  try {
    yield* runText(shell, text, { firstLine: 1 });
  } catch (error) {
    if (error instanceof FatalShellError || error instanceof FunctionReturn) shell.status = error.status;
    else if (!(error instanceof LoopJump)) throw error;
  }
}
