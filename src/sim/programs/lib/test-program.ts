/**
 * Models test and [ as programs of their own (/usr/bin/test, busybox test), beside the shells' builtins. Invariant: the grammar is the
 * builtins' (./test-expression.ts); only the words differ. Left out: --help and --version of [.
 */
import type { Program, ProgramMain } from '../../kernel/sys.ts';
import { err } from './io.ts';
import { baseName } from './program.ts';
import { TestSyntax, testExpression } from './test-expression.ts';
import { NotANumber } from './test-operators.ts';

interface TestWords {
  readonly missingBracket: (bracket: string) => string;
  readonly number: (text: string) => string;
  readonly syntax: (error: TestSyntax, args: readonly string[]) => string;
}

const program = (wording: TestWords): ProgramMain =>
  function* (sys, argv): Program {
    yield* sys.compute(0);
    const name = baseName(argv[0] ?? 'test');
    const args = argv.slice(1);
    const bracket = name === '[' ? ']' : name === '[[' ? ']]' : null;
    const complain = (message: string) => err(sys, `${name}: ${message}\n`);
    if (bracket !== null && args.pop() !== bracket) {
      yield* complain(wording.missingBracket(bracket));
      return 2;
    }
    try {
      return testExpression({ sys }, args) ? 0 : 1;
    } catch (error) {
      if (error instanceof NotANumber) yield* complain(wording.number(error.text));
      else if (error instanceof TestSyntax) yield* complain(wording.syntax(error, args));
      else throw error;
      return 2;
    }
  };

function gnuSyntax({ kind, token }: TestSyntax, args: readonly string[]): string {
  switch (kind) {
    case 'unary-expected':
      return args.length === 2 && token !== '!' && !token.startsWith('-')
        ? `missing argument after ‘${args[1] ?? ''}’`
        : `‘${token}’: unary operator expected`;
    case 'binary-expected':
      return `‘${token}’: binary operator expected`;
    case 'argument-expected':
      return `missing argument after ‘${args.at(-1) ?? ''}’`;
    case 'missing-parenthesis':
      return '‘)’ expected';
    case 'too-many':
      return `extra argument ‘${token}’`;
  }
}

export const gnuTest = program({
  missingBracket: (bracket) => `missing ‘${bracket}’`,
  number: (text) => `invalid integer ‘${text}’`,
  syntax: gnuSyntax,
});

const BINARY = /^(-(eq|ne|gt|ge|lt|le|nt|ot|ef)|=|==|!=|<|>)$/;

export const busyboxTest = program({
  missingBracket: (bracket) => `missing ${bracket}`,
  number: (text) => `${text}: bad number`,
  syntax: ({ kind }, args) =>
    kind === 'argument-expected'
      ? 'argument expected'
      : `${args[1] ?? ''}: ${args.length === 2 && BINARY.test(args[1] ?? '') ? 'argument expected' : 'unknown operand'}`,
});
