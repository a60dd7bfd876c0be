/**
 * Models how a shell makes processes and waits for them (fork(2), wait(2), POSIX XCU 2.12, 2.9.3): subshells are clones, a
 * child's end becomes `$?`. Invariant: traps run only after the foreground child has ended, as real shells do.
 * Left out: core files.
 */
import { strerror } from '../../kernel/errno.ts';
import type { NamespacePid } from '../../kernel/ids.ts';
import { type Signal, signalNumber } from '../../kernel/signals.ts';
import { type Sys, SysError, type Task, type WaitStatus } from '../../kernel/sys.ts';
import {
  ExpansionError,
  FatalShellError,
  FunctionReturn,
  LoopJump,
  ShellExit,
  StackOverflow,
} from '../control.ts';
import type { Shell } from '../shell.ts';
import { runExitTrap } from '../traps.ts';

export interface ForkOptions {
  /** The process group to join; 0 makes a new one. Only under job control. */
  readonly group?: number;
  readonly background?: boolean;
}

/** Starts a subshell. The state is copied now; the child runs when the kernel lets it. Throws ExpansionError where no process can be had. */
export function forkShell(
  shell: Shell,
  body: (child: Shell) => Task<number>,
  options: ForkOptions = {},
): NamespacePid {
  const child = shell.copy();
  const jobControl = shell.option('monitor');
  const { survivesInterrupt } = shell;
  return clone(shell, function* (sys) {
    child.sys = sys;
    if (jobControl && options.group !== undefined) joinGroup(child, options.group as NamespacePid);
    if (survivesInterrupt) restoreSignals(child);
    child.survivesInterrupt = false;
    if (options.background && !jobControl) yield* detachFromTerminal(child);
    child.interactive = false;
    return yield* runSubshell(child, body);
  });
}

const FORK_WORDS = { ash: "can't fork: ", dash: 'Cannot fork', bash: 'fork: ' } as const;

/** fork(2) with the shell's own words for EAGAIN: pids.max is reached. Left out: bash tries again for some seconds. */
function clone(shell: Shell, body: (sys: Sys) => Task<number>): NamespacePid {
  try {
    return shell.sys.clone({}, body);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const { kind } = shell.dialect;
    // ash words it by the line of the command before, which a `-c` text has none of.
    if (kind === 'ash') shell.line = 0;
    const reason = kind === 'dash' ? '' : strerror(error.errno);
    throw new ExpansionError(FORK_WORDS[kind] + reason, kind === 'bash' ? 254 : 2);
  }
}

function joinGroup(shell: Shell, group: NamespacePid): void {
  const own = shell.sys.getpid();
  try {
    shell.sys.setpgid(own, group === 0 ? own : group);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** What an interactive shell ignores, its children do not. */
function restoreSignals(shell: Shell): void {
  for (const signal of ['INT', 'QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'] as const)
    if (!shell.traps.has(signal)) shell.sys.sigaction(signal, { kind: 'default' });
}

/** A background process without job control ignores the keyboard and reads nothing (POSIX XCU 2.11, 2.9.3). */
function* detachFromTerminal(shell: Shell): Task<void> {
  shell.sys.sigaction('INT', { kind: 'ignore' });
  shell.sys.sigaction('QUIT', { kind: 'ignore' });
  try {
    const fd = yield* shell.sys.open('/dev/null', ['read']);
    shell.sys.dup2(fd, 0);
    if (fd !== 0) shell.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** The whole life of a subshell: its exit status, EXIT trap included. */
export function* runSubshell(shell: Shell, body: (child: Shell) => Task<number>): Task<number> {
  shell.status = yield* statusOf(shell, body(shell));
  return yield* runExitTrap(shell);
}

/** Runs to the end whatever way it takes. */
export function* statusOf(shell: Shell, task: Task<number>): Task<number> {
  try {
    return yield* task;
  } catch (error) {
    if (error instanceof ShellExit || error instanceof FatalShellError || error instanceof FunctionReturn)
      return error.status;
    if (error instanceof LoopJump) return shell.status;
    if (error instanceof StackOverflow) return yield* overflowed(shell);
    throw error;
  }
}

function* overflowed(shell: Shell): Task<number> {
  if (shell.dialect.kind === 'bash') shell.sys.kill(shell.sys.getpid(), 'SEGV');
  const ash = shell.dialect.kind === 'ash';
  yield* shell.complain(
    ash ? 'function recursion limit exceeded' : 'Maximum function recursion depth (1000) reached',
  );
  return 2;
}

export const exitCodeOf = (status: WaitStatus): number => {
  switch (status.kind) {
    case 'exited':
      return status.code;
    case 'signaled':
    case 'stopped':
      return 128 + signalNumber(status.signal);
    case 'continued':
      return 0;
  }
};

/** Waits for one child, however often signals arrive meanwhile; other children's ends are noted in the job table. */
export function* waitStatus(shell: Shell, pid: NamespacePid, untraced = false): Task<WaitStatus> {
  // Shells wait for any child. It shows only where strangers' children are theirs: as the init of a PID namespace.
  const awaited = shell.sys.getpid() === 1 ? 'any' : pid;
  for (;;) {
    const early = shell.endedEarly.get(pid);
    if (shell.endedEarly.delete(pid) && early !== undefined) return early;
    try {
      const waited = yield* shell.sys.wait4(awaited, { untraced });
      if (waited?.pid === pid) return waited.status;
      if (waited !== null) noteOther(shell, waited.pid, waited.status);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'ECHILD') return { kind: 'exited', code: 127 };
      if (error.errno !== 'EINTR') throw error;
    }
  }
}

/** Somebody else's end: a job's, or that of a process which is waited for later, such as a pipeline's last. */
function noteOther(shell: Shell, pid: NamespacePid, status: WaitStatus): void {
  if (shell.jobs.byPid(pid) !== undefined) shell.jobs.note(pid, status);
  else if (status.kind === 'exited' || status.kind === 'signaled') shell.endedEarly.set(pid, status);
}

export function* waitFor(shell: Shell, pid: NamespacePid): Task<number> {
  return exitCodeOf(yield* waitStatus(shell, pid));
}

/** What bash, dash and ash write when a foreground process was killed. */
export const SIGNAL_WORDS: Partial<Record<Signal, string>> = {
  HUP: 'Hangup',
  QUIT: 'Quit',
  ILL: 'Illegal instruction',
  TRAP: 'Trace/breakpoint trap',
  ABRT: 'Aborted',
  BUS: 'Bus error',
  FPE: 'Floating point exception',
  KILL: 'Killed',
  USR1: 'User defined signal 1',
  SEGV: 'Segmentation fault',
  USR2: 'User defined signal 2',
  ALRM: 'Alarm clock',
  TERM: 'Terminated',
  STKFLT: 'Stack fault',
  XCPU: 'CPU time limit exceeded',
  XFSZ: 'File size limit exceeded',
  VTALRM: 'Virtual timer expired',
  PROF: 'Profiling timer expired',
  SYS: 'Bad system call',
};

/** Reports a foreground child's death by signal, as this shell does. */
export function* reportDeath(shell: Shell, pid: NamespacePid, status: WaitStatus, text: string): Task<void> {
  if (status.kind !== 'signaled') return;
  if (status.signal === 'INT') {
    if (shell.interactive) yield* shell.err('\n');
    return;
  }
  const words = SIGNAL_WORDS[status.signal];
  if (words === undefined) return;
  const full = status.coreDumped ? `${words} (core dumped)` : words;
  if (shell.dialect.kind !== 'bash') return yield* shell.err(`${full}\n`);
  if (status.signal === 'TERM' || shell.interactive) return yield* shell.err(`${full.padEnd(26)} ${text}\n`);
  yield* shell.complain(`${String(pid).padStart(5)} ${full.padEnd(26)} ${text}`);
}
