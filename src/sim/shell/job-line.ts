/** Models the lines in which shells speak of their jobs (bash(1) JOB CONTROL, POSIX XCU jobs). Invariant: pure. Left out: `jobs -l`. */
import { SIGNAL_WORDS } from './exec/process.ts';
import { type Job, jobEnd } from './jobs.ts';
import type { Shell } from './shell.ts';

function stateWords(shell: Shell, job: Job): string {
  const end = jobEnd(job);
  if (job.stopped !== null) return 'Stopped';
  if (end === null) return 'Running';
  if (end.kind === 'exited') {
    if (end.code === 0) return 'Done';
    return shell.dialect.kind === 'bash' ? `Exit ${end.code}` : `Done(${end.code})`;
  }
  return end.kind === 'signaled' ? (SIGNAL_WORDS[end.signal] ?? end.signal) : 'Stopped';
}

/** One line of `jobs`. bash adds `&` to what runs. */
export function jobLine(shell: Shell, job: Job): string {
  const [current, previous] = shell.jobs.byAge();
  const mark = job === current ? '+' : job === previous ? '-' : ' ';
  const state = stateWords(shell, job);
  if (shell.dialect.kind === 'bash')
    return `[${job.id}]${mark}  ${state.padEnd(26)} ${job.text}${state === 'Running' ? ' &' : ''}\n`;
  const text = shell.option('monitor') ? job.text : '';
  const head = shell.dialect.kind === 'ash' ? `[${job.id}]${mark}  ` : `[${job.id}] ${mark} `;
  return `${head}${state.padEnd(26)} ${text}\n`;
}
