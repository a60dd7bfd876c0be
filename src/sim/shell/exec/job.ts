/**
 * Models foreground and background jobs (POSIX XCU 2.9.3, bash(1) JOB CONTROL): process groups, the terminal's foreground
 * group, `&`. Invariant: under job control every job has a process group of its own and the terminal belongs to the
 * one in the foreground. Left out: restoring a job's own terminal settings.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { SysError, type Task, type WaitStatus } from '../../kernel/sys.ts';
import { FatalShellError } from '../control.ts';
import { jobLine } from '../job-line.ts';
import type { Job } from '../jobs.ts';
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

/** Waits for a foreground job's processes in order and returns the status of each. A job that ^Z stops goes into the table. */
export function* waitForeground(shell: Shell, pids: readonly NamespacePid[], text: string): Task<number[]> {
  const job: Job = { id: 0, pids, text, ended: new Map(), stopped: null };
  return yield* waitInForeground(shell, job);
}

/** `fg`: the job goes on with the terminal. */
export function* resumeInForeground(shell: Shell, job: Job): Task<number> {
  const [leader] = job.pids;
  if (leader !== undefined) giveTerminal(shell, leader);
  continueJob(shell, job);
  try {
    const statuses = yield* waitInForeground(shell, job);
    return statuses.at(-1) ?? 0;
  } finally {
    if (job.stopped === null) shell.jobs.remove(job);
  }
}

/** SIGCONT to all of it. */
export function continueJob(shell: Shell, job: Job): void {
  job.stopped = null;
  const [leader] = job.pids;
  try {
    if (leader !== undefined) shell.sys.kill(-leader, 'CONT');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* waitInForeground(shell: Shell, job: Job): Task<number[]> {
  const [leader] = job.pids;
  const jobControl = shell.option('monitor') && leader !== undefined;
  if (jobControl) giveTerminal(shell, leader);
  if (jobControl) shell.onForeground?.(leader);
  const statuses: WaitStatus[] = [];
  for (const pid of job.pids) {
    const status = job.ended.get(pid) ?? (yield* waitStatus(shell, pid, jobControl));
    statuses.push(status);
    if (status.kind === 'stopped') job.stopped = status.signal;
    else job.ended.set(pid, status);
  }
  if (jobControl) shell.onForeground?.(null);
  if (jobControl) giveTerminal(shell, shell.sys.getpgid());
  if (job.stopped === null) yield* tellEnd(shell, job, statuses.at(-1));
  else yield* tellStop(shell, job);
  return statuses.map(exitCodeOf);
}

function* tellEnd(shell: Shell, job: Job, last: WaitStatus | undefined): Task<void> {
  const lastPid = job.pids.at(-1);
  if (last !== undefined && lastPid !== undefined) yield* reportDeath(shell, lastPid, last, job.text);
  if (shell.survivesInterrupt && last?.kind === 'signaled' && last.signal === 'INT')
    throw new FatalShellError(130);
}

function* tellStop(shell: Shell, job: Job): Task<void> {
  const known = shell.jobs.all().includes(job) ? job : shell.jobs.add(job.pids, job.text);
  known.stopped = job.stopped;
  for (const [pid, status] of job.ended) known.ended.set(pid, status);
  yield* shell.err(`${shell.dialect.kind === 'bash' ? '\n' : ''}${jobLine(shell, known)}`);
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
