/** Models the builtins test and [ with each shell's words (bash(1), dash(1), busybox). Left out: nothing. */
import type { Task } from '../../kernel/sys.ts';
import { TestSyntax, testExpression } from '../../programs/lib/test-expression.ts';
import { NotANumber } from '../../programs/lib/test-operators.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

const BINARY = /^(-(eq|ne|gt|ge|lt|le|nt|ot|ef)|=|==|!=|<|>)$/;

function* test(shell: Shell, argv: readonly string[]): Task<number> {
  const [name = 'test', ...args] = argv;
  if ((name === '[' && args.pop() !== ']') || (name === '[[' && args.pop() !== ']]')) {
    yield* say(
      shell,
      name,
      shell.dialect.kind === 'bash' ? "missing `]'" : `missing ${name === '[' ? ']' : ']]'}`,
    );
    return 2;
  }
  try {
    return testExpression(shell, args) ? 0 : 1;
  } catch (error) {
    if (error instanceof NotANumber) yield* say(shell, name, numberWords(shell, error.text));
    else if (error instanceof TestSyntax) yield* say(shell, name, syntaxWords(shell, error, args));
    else throw error;
    return 2;
  }
}

function* say(shell: Shell, name: string, words: string): Task<void> {
  if (shell.dialect.kind === 'ash') yield* shell.err(`${shell.name}: ${words}\n`);
  else yield* shell.complainIn(name, words);
}

function numberWords(shell: Shell, text: string): string {
  const words = {
    bash: `${text}: integer expected`,
    dash: `Illegal number: ${text}`,
    ash: `${text}: bad number`,
  };
  return words[shell.dialect.kind];
}

function syntaxWords(shell: Shell, error: TestSyntax, args: readonly string[]): string {
  if (shell.dialect.kind === 'bash') {
    const words = {
      'unary-expected': `${error.token}: unary operator expected`,
      'binary-expected': `${error.token}: binary operator expected`,
      'argument-expected': 'argument expected',
      'too-many': 'too many arguments',
      'missing-parenthesis': "`)' expected",
    };
    return words[error.kind];
  }
  if (shell.dialect.kind === 'dash') return `${args[0] ?? ''}: unexpected operator`;
  return error.kind === 'argument-expected'
    ? 'argument expected'
    : `${args[1] ?? ''}: ${args.length === 2 && BINARY.test(args[1] ?? '') ? 'argument expected' : 'unknown operand'}`;
}

export const TEST_BUILTINS: Readonly<Record<string, Builtin>> = {
  test: { run: test },
  '[': { run: test },
  '[[': { run: test, only: ['ash'] },
};
