import type { Program, ProgramMain, Task } from '../../../kernel/sys.ts';
import { err, readText } from '../../lib/io.ts';
import { busybox, type Context, Failure, gnu, UsageFailure, words } from '../../lib/program.ts';
import { TooHard } from '../regex/regex.ts';
import { RegexError } from '../regex/syntax.ts';
import { MAWK_USAGE } from '../usages.ts';
import { AwkSyntaxError, unescapeString } from './lexer.ts';
import { AwkError } from './machine.ts';
import { parseAwk } from './parse.ts';
import { type Family, Run } from './run.ts';

function* programText(context: Context, operands: string[], family: Family): Task<string> {
  const files = context.options.values('f');
  if (files.length === 0) {
    const text = operands.shift();
    if (text === undefined) {
      if (family.kind === 'busybox') throw new UsageFailure('');
      yield* context.out(MAWK_USAGE);
      throw new Failure('', 0);
    }
    return text;
  }
  let text = '';
  for (const path of files) {
    try {
      text += `${yield* readText(context.sys, path)}\n`;
    } catch (error) {
      throw new Failure(family.cannotOpen(path, words(error)), family.errorStatus);
    }
  }
  return text;
}

/** What is said of an error that ends the program; null: it is none of awk's. */
function sentence(family: Family, name: string, error: unknown): string | null {
  if (error instanceof AwkSyntaxError) return family.syntax(name, error);
  if (error instanceof AwkError) return family.runtime(name, error.message);
  if (error instanceof RegexError) return family.runtime(name, `regular expression: ${error.message}`);
  if (error instanceof TooHard || error instanceof RangeError)
    return family.runtime(name, 'this simulator gave up: the program asks too much of it');
  return null;
}

const awk = (family: Family) =>
  function* (context: Context): Program {
    const operands = [...context.operands];
    const text = yield* programText(context, operands, family);
    try {
      const run = new Run(context, parseAwk(text, family.kind === 'busybox'), operands, family);
      const separator = context.value('F');
      if (separator !== null) run.machine.set('FS', separator === 't' ? '\t' : unescapeString(separator));
      for (const word of context.options.values('v')) run.setFromWord(word);
      return yield* run.all();
    } catch (error) {
      const said = sentence(family, context.name, error);
      if (said === null) throw error;
      yield* err(context.sys, said);
      return family.errorStatus;
    }
  };

export const mawk: ProgramMain = gnu({
  short: 'F:v:f:',
  real: 'W',
  stopAtOperand: true,
  usageStatus: 2,
  run: awk({
    cannotOpen: (path, reason) => `cannot open "${path}" (${reason})`,
    kind: 'mawk',
    errorStatus: 2,
    syntax: (name, { line, near }) =>
      near === 'end of file'
        ? `${name}: line ${line + 1}: missing } near end of file\n`
        : `${name}: line ${line}: syntax error at or near ${near}\n`,
    runtime: (name, text) => `${name}: ${text}\n`,
  }),
});

export const busyboxAwk: ProgramMain = busybox({
  short: 'F:v:f:',
  real: 'eE',
  stopAtOperand: true,
  run: awk({
    cannotOpen: (path, reason) => `${path}: ${reason}`,
    kind: 'busybox',
    errorStatus: 1,
    syntax: (name) => `${name}: cmd. line:1: Unexpected token\n`,
    runtime: (name, text) => `${name}: cmd. line:1: ${text.replace(/^d/, 'D')}\n`,
  }),
});
