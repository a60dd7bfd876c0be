/**
 * Models wait, jobs, fg, bg, disown (POSIX XCU, bash(1) JOB CONTROL). Invariant: `wait` returns at once, with 128+n, when a
 * trapped signal comes. Left out: resuming stopped jobs, `wait -p`.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { SysError, type Task, type WaitStatus } from '../../kernel/sys.ts';
import { exitCodeOf, reportDeath, SIGNAL_WORDS } from '../exec/process.ts';
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
    yield* runPendingTraps(shell);
    return 128 + signalNumber(signal);
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
    shell.jobs.all().every((job) => job.ended.size === job.pids.length),
  );
  if (cut !== null) return cut;
  for (const job of [...shell.jobs.all()]) shell.jobs.remove(job);
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
      const waited = yield* shell.sys.wait4('any', { nohang: true });
      if (waited === null) return;
      shell.jobs.note(waited.pid, waited.status);
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ECHILD') return;
      throw error;
    }
  }
}

function stateWords(shell: Shell, job: Job): string {
  const end = jobEnd(job);
  if (end === null) return 'Running';
  if (end.kind === 'exited') {
    if (end.code === 0) return 'Done';
    return shell.dialect.kind === 'bash' ? `Exit ${end.code}` : `Done(${end.code})`;
  }
  return end.kind === 'signaled' ? (SIGNAL_WORDS[end.signal] ?? end.signal) : 'Stopped';
}

/** One line of `jobs`. bash adds `&` to what runs. */
export function jobLine(shell: Shell, job: Job): string {
  const all = shell.jobs.all();
  const mark = job === all.at(-1) ? '+' : job === all.at(-2) ? '-' : ' ';
  const state = stateWords(shell, job);
  if (shell.dialect.kind === 'bash')
    return `[${job.id}]${mark}  ${state.padEnd(26)} ${job.text}${state === 'Running' ? ' &' : ''}\n`;
  const text = shell.option('monitor') ? job.text : '';
  const head = shell.dialect.kind === 'ash' ? `[${job.id}]${mark}  ` : `[${job.id}] ${mark} `;
  return `${head}${state.padEnd(26)} ${text}\n`;
}

function* jobs(shell: Shell, argv: readonly string[]): Task<number> {
  yield* collectEnded(shell);
  for (const job of [...shell.jobs.all()]) {
    if (argv[1] === '-p') yield* shell.out(`${job.pids[0] ?? ''}\n`);
    else yield* shell.out(jobLine(shell, job));
    if (jobEnd(job) !== null) shell.jobs.remove(job);
  }
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
  yield* shell.out(name === 'fg' ? `${job.text}\n` : `[${job.id}]+ ${job.text} &\n`);
  if (name === 'bg') return 0;
  const cut = yield* waitUntil(shell, () => jobEnd(job) !== null);
  if (cut !== null) return cut;
  const end = jobEnd(job);
  shell.jobs.remove(job);
  return end === null ? 1 : exitCodeOf(end);
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
