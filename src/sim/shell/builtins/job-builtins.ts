/**
 * Models wait, jobs, fg, bg, disown (POSIX XCU, bash(1) JOB CONTROL). Invariant: `wait` returns at once, with 128+n, when a
 * trapped signal comes. Left out: `wait -p`, `jobs -l`.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { SysError, type Task, type WaitStatus } from '../../kernel/sys.ts';
import { continueJob, resumeInForeground } from '../exec/job.ts';
import { exitCodeOf, reportDeath } from '../exec/process.ts';
import { jobLine } from '../job-line.ts';
import { type Job, jobEnd } from '../jobs.ts';
import type { Shell } from '../shell.ts';
import { runPendingTraps } from '../traps.ts';
import { specialFailure } from './failure.ts';
import type { Builtin } from './registry.ts';

/** Waits for any child; null when there is none left, a number when a trapped signal cut it short. */
function* waitAny(shell: Shell): Task<{ pid: NamespacePid; status: WaitStatus } | number | null> {
  try {
    return yield* shell.sys.wait4('any');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ECHILD') return null;
    if (error.errno !== 'EINTR') throw error;
    const [signal] = shell.pending;
    if (signal === undefined) return yield* waitAny(shell);
    shell.status = 128 + signalNumber(signal);
    yield* runPendingTraps(shell);
    return shell.status;
  }
}

function* waitUntil(shell: Shell, done: () => boolean): Task<number | null> {
  while (!done()) {
    const waited = yield* waitAny(shell);
    if (waited === null) return null;
    if (typeof waited === 'number') return waited;
    shell.jobs.note(waited.pid, waited.status);
  }
  return null;
}

function* wait(shell: Shell, argv: readonly string[]): Task<number> {
  const words = argv.slice(1).filter((word) => word !== '--');
  if (words[0] === '-n' && shell.dialect.kind === 'bash') return yield* waitNext(shell);
  if (words.length === 0) return yield* waitAll(shell);
  let status = 0;
  for (const word of words) status = yield* waitOne(shell, word);
  return status;
}

function* waitAll(shell: Shell): Task<number> {
  const cut = yield* waitUntil(shell, () =>
    shell.jobs.all().every((job) => job.stopped !== null || job.ended.size === job.pids.length),
  );
  if (cut !== null) return cut;
  // An interactive shell tells of them before its next prompt: bash of the last alone, dash and ash of all.
  const told = !shell.interactive ? 0 : shell.dialect.kind === 'bash' ? 1 : Number.POSITIVE_INFINITY;
  const ended = shell.jobs.all().filter((job) => jobEnd(job) !== null);
  for (const job of ended.slice(0, Math.max(0, ended.length - told))) shell.jobs.remove(job);
  return 0;
}

function* waitNext(shell: Shell): Task<number> {
  const running = shell.jobs.all().filter((job) => jobEnd(job) === null);
  if (running.length === 0) return 127;
  const cut = yield* waitUntil(shell, () => running.some((job) => jobEnd(job) !== null));
  if (cut !== null) return cut;
  const job = running.find((candidate) => jobEnd(candidate) !== null);
  if (job === undefined) return 127;
  shell.jobs.remove(job);
  const end = jobEnd(job);
  return end === null ? 127 : exitCodeOf(end);
}

function* waitOne(shell: Shell, word: string): Task<number> {
  const pid = Number(word) as NamespacePid;
  const job = word.startsWith('%') ? shell.jobs.bySpec(word) : shell.jobs.byPid(pid);
  if (job === undefined) return yield* notMine(shell, word);
  const ended = (): WaitStatus | null => (word.startsWith('%') ? jobEnd(job) : (job.ended.get(pid) ?? null));
  const cut = yield* waitUntil(shell, () => ended() !== null);
  if (cut !== null) return cut;
  const status = ended();
  if (status === null) return 127;
  if (shell.dialect.kind !== 'bash') yield* reportDeath(shell, pid, status, job.text);
  shell.jobs.remove(job);
  return exitCodeOf(status);
}

function* notMine(shell: Shell, word: string): Task<number> {
  if (shell.dialect.kind !== 'bash') return 127;
  if (word.startsWith('%')) yield* shell.complainIn('wait', `${word}: no such job`);
  else if (/^\d+$/.test(word)) yield* shell.complainIn('wait', `pid ${word} is not a child of this shell`);
  else yield* shell.complainIn('wait', `\`${word}': not a pid or valid job spec`);
  return /^\d+$|^%/.test(word) ? 127 : 1;
}

/** Looks which children have ended, without waiting. */
export function* collectEnded(shell: Shell): Task<void> {
  for (;;) {
    try {
      const waited = yield* shell.sys.wait4('any', { nohang: true, untraced: true, continued: true });
      if (waited === null) return;
      shell.jobs.note(waited.pid, waited.status);
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ECHILD') return;
      throw error;
    }
  }
}

/** bash goes by number; dash and ash begin with the current job. */
const inTurn = (shell: Shell): readonly Job[] =>
  shell.dialect.kind === 'bash' || !shell.option('monitor') ? [...shell.jobs.all()] : [...shell.jobs.byAge()];

/** Before a prompt: what has ended since the last one. */
export function* tellJobs(shell: Shell): Task<void> {
  const ended = inTurn(shell).filter((job) => jobEnd(job) !== null);
  for (const job of ended) {
    yield* shell.err(jobLine(shell, job));
    shell.jobs.remove(job);
  }
}

function* jobs(shell: Shell, argv: readonly string[]): Task<number> {
  yield* collectEnded(shell);
  const listed = inTurn(shell);
  for (const job of listed) {
    if (argv[1] === '-p') yield* shell.out(`${job.pids[0] ?? ''}\n`);
    else yield* shell.out(jobLine(shell, job));
  }
  for (const job of listed) if (jobEnd(job) !== null) shell.jobs.remove(job);
  return 0;
}

function* foreground(shell: Shell, argv: readonly string[]): Task<number> {
  const [name = 'fg', spec = '%+'] = argv;
  if (shell.dialect.kind === 'bash' && !shell.option('monitor')) {
    yield* shell.complainIn(name, 'no job control');
    return 1;
  }
  const job = shell.jobs.bySpec(spec.startsWith('%') ? spec : `%${spec}`);
  if (job === undefined) {
    const words = shell.dialect.kind === 'bash' ? `${argv[1] ?? 'current'}: no such job` : 'No current job';
    return yield* specialFailure(shell, name, words, 1);
  }
  if (name === 'bg') return yield* background(shell, job);
  yield* shell.out(`${job.text}\n`);
  if (shell.option('monitor')) return yield* resumeInForeground(shell, job);
  const cut = yield* waitUntil(shell, () => jobEnd(job) !== null);
  if (cut !== null) return cut;
  const end = jobEnd(job);
  shell.jobs.remove(job);
  return end === null ? 1 : exitCodeOf(end);
}

function* background(shell: Shell, job: Job): Task<number> {
  const bash = shell.dialect.kind === 'bash';
  if (bash && job.stopped === null) {
    yield* shell.complainIn('bg', `job ${job.id} already in background`);
    return 0;
  }
  const mark = job === shell.jobs.byAge()[0] ? '+' : '-';
  yield* shell.out(bash ? `[${job.id}]${mark} ${job.text} &\n` : `[${job.id}] ${job.text}\n`);
  continueJob(shell, job);
  return 0;
}

function* disown(shell: Shell, argv: readonly string[]): Task<number> {
  const job = shell.jobs.bySpec(argv[1] ?? '%+');
  if (job === undefined) {
    yield* shell.complainIn('disown', `${argv[1] ?? 'current'}: no such job`);
    return 1;
  }
  shell.jobs.remove(job);
  return 0;
}

export const JOB_BUILTINS: Readonly<Record<string, Builtin>> = {
  wait: { run: wait },
  jobs: { run: jobs },
  fg: { run: foreground },
  bg: { run: foreground },
  disown: { run: disown, only: ['bash'] },
};
