/** Models the builtins echo and printf (POSIX XCU; programs/lib has the rules). Left out: nothing of echo; `printf -v` is bash's. */
import type { Task } from '../../kernel/sys.ts';
import { echoText } from '../../programs/lib/echo-text.ts';
import { type PrintfProblem, printfText } from '../../programs/lib/printf-text.ts';
import { assignVariable } from '../assign.ts';
import { quoteForShell } from '../quote.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

function* echo(shell: Shell, argv: readonly string[]): Task<number> {
  yield* shell.out(echoText(argv.slice(1), shell.dialect.echoAlwaysEscapes));
  return 0;
}

function* printf(shell: Shell, argv: readonly string[]): Task<number> {
  const { kind } = shell.dialect;
  let args = argv.slice(1);
  const variable = kind === 'bash' && args[0] === '-v' ? (args[1] ?? null) : null;
  if (variable !== null) args = args.slice(2);
  if (args[0] === '--') args = args.slice(1);
  const [format, ...rest] = args;
  if (format === undefined) return yield* usage(shell);
  const printed = printfText(format, rest, kind === 'bash' ? quoteForShell : null);
  for (const problem of printed.problems) yield* report(shell, problem);
  if (variable === null) yield* shell.out(printed.text);
  else yield* assignVariable(shell, variable, printed.text);
  return printed.problems.length > 0 ? 1 : 0;
}

function* usage(shell: Shell): Task<number> {
  if (shell.dialect.kind === 'bash') yield* shell.err('printf: usage: printf [-v var] format [arguments]\n');
  else if (shell.dialect.kind === 'ash')
    yield* shell.err(`${shell.name}: usage: printf FORMAT [ARGUMENT...]\n`);
  else yield* shell.complainIn('printf', 'usage: printf format [arg ...]');
  return 2;
}

function* report(shell: Shell, { kind, text }: PrintfProblem): Task<void> {
  const ash = shell.dialect.kind === 'ash';
  if (kind === 'bad-directive') {
    if (ash) yield* shell.err(`${shell.name}: ${text}: invalid format\n`);
    else if (shell.dialect.kind === 'bash')
      yield* shell.complainIn(
        'printf',
        `\`${/^%[^A-Za-z]*(.)?/.exec(text)?.[1] ?? ''}': invalid format character`,
      );
    else yield* shell.complainIn('printf', `${text}: invalid directive`);
  } else if (ash) yield* shell.err(`${shell.name}: invalid number '${text}'\n`);
  else if (shell.dialect.kind === 'bash') yield* shell.complainIn('printf', `${text}: invalid number`);
  else
    yield* shell.complainIn(
      'printf',
      `${text}: ${kind === 'not-a-number' ? 'expected numeric value' : 'not completely converted'}`,
    );
}

export const OUTPUT_BUILTINS: Readonly<Record<string, Builtin>> = {
  echo: { run: echo },
  printf: { run: printf },
};
