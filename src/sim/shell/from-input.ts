/**
 * Models a shell that takes its commands from standard input, from a terminal with prompts or from a pipe without. Invariant: an
 * interactive shell survives errors, SIGINT and SIGTERM; one without a terminal ends at the end of its input with the last status.
 * Left out: profile files, PROMPT_COMMAND.
 */
import { STDIN, SysError, type Task } from '../kernel/sys.ts';
import { collectEnded, tellJobs } from './builtins/job-builtins.ts';
import { FatalShellError, FunctionReturn, LoopJump } from './control.ts';
import { type Edited, LineEditor } from './edit/line-editor.ts';
import { runText } from './exec/run-text.ts';
import { refusesToLeave } from './exec/stopped.ts';
import { LineReader } from './input.ts';
import { needsMore } from './needs-more.ts';
import { expandPrompt } from './prompt.ts';
import type { Shell } from './shell.ts';
import { runPendingTraps } from './traps.ts';

const BANNER = `\n\nBusyBox v1.38.0 (Debian 1:1.38.0-3+b1) built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n`;

/** Reads and runs until the end of the input. */
export function* runFromInput(shell: Shell): Task<number> {
  const lines = inputOf(shell);
  if (shell.interactive && shell.dialect.kind === 'ash') yield* shell.out(BANNER);
  let line = 1;
  for (;;) {
    const text = yield* readCommand(shell, lines);
    if (text === 'interrupted') continue;
    if (text !== null) {
      yield* runOne(shell, text, line);
      line += text.split('\n').length - 1;
      continue;
    }
    if (shell.interactive) yield* shell.err(shell.dialect.kind === 'bash' ? 'exit\n' : '\n');
    if (!(yield* refusesToLeave(shell))) return shell.status;
  }
}

interface Input {
  /** The next line; writes the prompt where there is one to write. Throws EINTR. */
  next(prompt: string, isNew: boolean): Task<Edited>;
  forget(): void;
}

/** Keys through a line editor where the shell has one, lines of the terminal's own or of a pipe elsewhere. */
function inputOf(shell: Shell): Input {
  if (shell.interactive && shell.dialect.kind !== 'dash' && shell.sys.isatty(STDIN)) {
    const editor = new LineEditor(shell);
    shell.history = editor.history;
    return { next: (prompt, isNew) => editor.read(prompt, isNew), forget: () => {} };
  }
  const reader = new LineReader(shell);
  return {
    *next(prompt, isNew) {
      if (isNew && shell.interactive) yield* shell.err(prompt);
      const line = yield* reader.next();
      return line === null ? { kind: 'end' } : { kind: 'line', text: line.replace(/\n$/, '') };
    },
    forget: () => reader.forget(),
  };
}

function* runOne(shell: Shell, text: string, line: number): Task<void> {
  try {
    if (text.trim() === '') return;
    yield* runText(shell, text, { firstLine: line });
    shell.warnedOfStopped = shell.warnedOfStopped === 'now' ? 'before' : 'no';
  } catch (error) {
    const ends =
      error instanceof FatalShellError || error instanceof LoopJump || error instanceof FunctionReturn;
    if (!shell.interactive || !ends) throw error;
    if (error instanceof FatalShellError) shell.status = error.status === 127 ? 1 : error.status;
    shell.loopDepth = 0;
  }
}

/** One complete command, null at the end. */
function* readCommand(shell: Shell, input: Input): Task<string | 'interrupted' | null> {
  let text = '';
  for (let isNew = true; ; ) {
    if (isNew && shell.interactive && text === '') yield* tellEndedJobs(shell);
    const prompt = shell.interactive ? yield* promptOf(shell, text === '') : '';
    const line: Line = yield* nextLine(shell, input, prompt, isNew);
    isNew = line !== 'again';
    if (line === 'again') continue;
    if (line === 'interrupted') return 'interrupted';
    if (line === null) return text === '' ? null : text;
    text += `${line}\n`;
    if (!needsMore(text, shell.dialect)) return text;
  }
}

/** `again`: a signal came whose trap has run, and the line goes on; null at the end of the input. */
type Line = string | 'again' | 'interrupted' | null;

function* nextLine(shell: Shell, input: Input, prompt: string, isNew: boolean): Task<Line> {
  try {
    const edited = yield* input.next(prompt, isNew);
    if (edited.kind === 'line') return edited.text;
    if (edited.kind === 'end') return null;
    shell.pending.push('INT');
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
  }
  return (yield* interrupted(shell, input)) ? 'interrupted' : 'again';
}

/** After a signal: a trap ran, or Ctrl-C threw the line away. */
function* interrupted(shell: Shell, input: Input): Task<boolean> {
  const interrupts = shell.pending.includes('INT') && shell.interactive;
  try {
    yield* runPendingTraps(shell);
  } catch (error) {
    if (!interrupts || !(error instanceof FatalShellError)) throw error;
  }
  if (!interrupts) return false;
  input.forget();
  shell.status = 130;
  yield* shell.err('\n');
  return true;
}

function* promptOf(shell: Shell, first: boolean): Task<string> {
  const text = first
    ? (shell.variables.get('PS1') ?? shell.dialect.defaultPrompt)
    : (shell.variables.get('PS2') ?? '> ');
  return yield* expandPrompt(shell, text);
}

function* tellEndedJobs(shell: Shell): Task<void> {
  if (shell.hasKilledJob) {
    shell.hasKilledJob = false;
    return;
  }
  yield* collectEnded(shell);
  yield* tellJobs(shell);
}
