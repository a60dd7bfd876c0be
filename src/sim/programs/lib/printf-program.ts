/** Models printf as a program of its own (/usr/bin/printf, busybox printf); the format is ./printf-text.ts. Left out: --help. */
import type { Program } from '../../kernel/sys.ts';
import { type PrintfProblem, printfText } from './printf-text.ts';
import { type Context, UsageFailure } from './program.ts';

export type PrintfWords = (problem: PrintfProblem) => string;

export const gnuPrintfWords: PrintfWords = ({ kind, text }) => {
  switch (kind) {
    case 'not-a-number':
      return `‘${text}’: expected a numeric value`;
    case 'not-completely':
      return `‘${text}’: value not completely converted`;
    case 'bad-directive':
      return `${text}: invalid conversion specification`;
  }
};

export const busyboxPrintfWords: PrintfWords = ({ kind, text }) =>
  kind === 'bad-directive' ? `${text}: invalid format` : `invalid number '${text}'`;

export const printf = (wording: PrintfWords) => (context: Context) => run(context, wording);

function* run(context: Context, wording: PrintfWords): Program {
  const [format, ...args] = context.operands;
  if (format === undefined) throw new UsageFailure('missing operand');
  const printed = printfText(format, args, null);
  for (const problem of printed.problems) yield* context.complain(wording(problem));
  yield* context.out(printed.text);
  return printed.problems.length > 0 ? 1 : 0;
}
