/**
 * Models a shell that takes its commands from standard input, from a terminal with prompts or from a pipe without. Invariant: an
 * interactive shell survives errors, SIGINT and SIGTERM; one without a terminal ends at the end of its input with the last status.
 * Left out: history and completion.
 */
import { SysError, type Task } from '../kernel/sys.ts';
import { collectEnded, jobLine } from './builtins/job-builtins.ts';
import { FatalShellError, LoopJump } from './control.ts';
import { runText } from './exec/run-text.ts';
import { LineReader } from './input.ts';
import { jobEnd } from './jobs.ts';
import { needsMore } from './needs-more.ts';
import { expandPrompt } from './prompt.ts';
import type { Shell } from './shell.ts';
import { runPendingTraps } from './traps.ts';

/** Reads and runs until the end of the input. */
export function* runFromInput(shell: Shell): Task<number> {
  const reader = new LineReader(shell);
  let line = 1;
  for (;;) {
    const text = yield* readCommand(shell, reader);
    if (text === null) break;
    if (text === 'interrupted') continue;
    yield* runOne(shell, text, line);
    line += text.split('\n').length - 1;
  }
  if (shell.interactive) yield* shell.err(shell.dialect.kind === 'bash' ? 'exit\n' : '\n');
  return shell.status;
}

function* runOne(shell: Shell, text: string, line: number): Task<void> {
  try {
    if (text.trim() !== '') yield* runText(shell, text, { firstLine: line });
  } catch (error) {
    const survives = shell.interactive && (error instanceof FatalShellError || error instanceof LoopJump);
    if (!survives) throw error;
    if (error instanceof FatalShellError) shell.status = error.status === 127 ? 1 : error.status;
  }
}

/** One complete command, null at the end. */
function* readCommand(shell: Shell, reader: LineReader): Task<string | 'interrupted' | null> {
  let text = '';
  for (;;) {
    if (shell.interactive) yield* prompt(shell, text === '');
    let line: string | null;
    try {
      line = yield* reader.next();
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
      if (yield* interrupted(shell, reader)) return 'interrupted';
      continue;
    }
    if (line === null) return text === '' ? null : text;
    text += line;
    if (!needsMore(text, shell.dialect)) return text;
  }
}

/** After a signal: a trap ran, or Ctrl-C threw the line away. */
function* interrupted(shell: Shell, reader: LineReader): Task<boolean> {
  const untrapped = shell.pending.includes('INT') && !shell.traps.has('INT');
  yield* runPendingTraps(shell);
  if (!untrapped || !shell.interactive) return false;
  reader.forget();
  shell.status = 130;
  yield* shell.err('\n');
  return true;
}

function* prompt(shell: Shell, first: boolean): Task<void> {
  if (first) yield* tellEndedJobs(shell);
  const text = first
    ? (shell.variables.get('PS1') ?? shell.dialect.defaultPrompt)
    : (shell.variables.get('PS2') ?? '> ');
  yield* shell.err(expandPrompt(shell, text));
}

function* tellEndedJobs(shell: Shell): Task<void> {
  yield* collectEnded(shell);
  for (const job of [...shell.jobs.all()]) {
    if (jobEnd(job) === null) continue;
    yield* shell.err(jobLine(shell, job));
    shell.jobs.remove(job);
  }
}
