/**
 * Models running a text: `-c`, `eval`, `.`, traps, scripts. Invariant: complete commands before a syntax error run; then the
 * error is reported and the status is 2. See parse.ts, aliases.ts.
 */
import type { Task } from '../../kernel/sys.ts';
import { withAliases } from '../aliases.ts';
import { FatalShellError } from '../control.ts';
import { parseScript, type SyntaxProblem, syntaxProblem } from '../parse.ts';
import type { Shell } from '../shell.ts';
import type { Source } from '../source.ts';
import { runList } from './statement.ts';

export interface RunTextOptions {
  /** Where its first line is counted from; that of the running command by default. */
  readonly firstLine?: number;
  /** The last command may replace the shell. */
  readonly tail?: boolean;
  /** bash says `-c:` or `eval:` in front of syntax errors. */
  readonly label?: string;
}

/** Runs a text in the present shell and returns its status. Throws FatalShellError after a syntax error in dash and ash. */
export function* runText(shell: Shell, written: string, options: RunTextOptions = {}): Task<number> {
  const text = withAliases(shell, written);
  const source: Source = { text, firstLine: options.firstLine ?? shell.line };
  const outer = shell.source;
  shell.source = source;
  try {
    const script = parseScript(text);
    const problem = syntaxProblem(script, source, shell.dialect);
    const runnable =
      problem === null
        ? script.commands
        : script.commands.filter((command) => command.pos < problem.from && command.end <= problem.from);
    if (runnable.length > 0)
      yield* runList(shell, runnable, { tail: options.tail === true && problem === null });
    else if (problem === null) shell.status = 0;
    if (problem !== null) yield* reportProblem(shell, problem, options.label);
    return shell.status;
  } finally {
    shell.source = outer;
  }
}

/** Writes a syntax error as the shell would and ends what it was running. */
export function* reportProblem(shell: Shell, problem: SyntaxProblem, label?: string): Task<void> {
  shell.line = problem.line;
  shell.status = 2;
  const shown = shell.interactive ? problem.messages.slice(0, 1) : problem.messages;
  for (const message of shown) {
    if (shell.dialect.kind === 'bash' && !shell.wordsInteractively)
      yield* shell.err(
        `${shell.name}: ${label === undefined ? '' : `${label}: `}line ${problem.line}: ${message}\n`,
      );
    else yield* shell.complain(message);
  }
  if (shell.dialect.kind !== 'bash') throw new FatalShellError(2);
}
