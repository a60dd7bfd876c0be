/**
 * Models foreground and background jobs (POSIX XCU 2.9.3, bash(1) JOB CONTROL): process groups, the terminal's foreground
 * group, `&`. Invariant: under job control every job has a process group of its own and the terminal belongs to the
 * one in the foreground. Left out: ^Z.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { SysError, type Task, type WaitStatus } from '../../kernel/sys.ts';
import { FatalShellError } from '../control.ts';
import type { Shell } from '../shell.ts';
import { exitCodeOf, type ForkOptions, forkShell, reportDeath, waitStatus } from './process.ts';

function giveTerminal(shell: Shell, group: NamespacePid): void {
  if (!shell.interactive) return;
  try {
    shell.sys.tcsetpgrp(0, group);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Forks one process of a job. The first makes the group, the others join it. */
export function forkInJob(
  shell: Shell,
  leader: NamespacePid | null,
  body: (child: Shell) => Task<number>,
  options: ForkOptions = {},
): NamespacePid {
  const pid = forkShell(shell, body, { ...options, group: leader ?? 0 });
  if (shell.option('monitor')) {
    try {
      shell.sys.setpgid(pid, leader ?? pid);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return pid;
}

/** Waits for a foreground job's processes in order and returns the status of each. */
export function* waitForeground(shell: Shell, pids: readonly NamespacePid[], text: string): Task<number[]> {
  const [leader] = pids;
  const jobControl = shell.option('monitor') && leader !== undefined;
  if (jobControl) giveTerminal(shell, leader);
  if (jobControl) shell.onForeground?.(leader);
  const statuses: WaitStatus[] = [];
  for (const pid of pids) statuses.push(yield* waitStatus(shell, pid));
  if (jobControl) shell.onForeground?.(null);
  if (jobControl) giveTerminal(shell, shell.sys.getpgid());
  const last = statuses.at(-1);
  const lastPid = pids.at(-1);
  if (last !== undefined && lastPid !== undefined) yield* reportDeath(shell, lastPid, last, text);
  if (shell.survivesInterrupt && last?.kind === 'signaled' && last.signal === 'INT')
    throw new FatalShellError(130);
  return statuses.map(exitCodeOf);
}

/** Starts a subshell in the foreground and waits for it. */
export function* runForeground(
  shell: Shell,
  text: string,
  body: (child: Shell) => Task<number>,
): Task<number> {
  const pid = forkInJob(shell, null, body);
  const [status = 0] = yield* waitForeground(shell, [pid], text);
  return status;
}
