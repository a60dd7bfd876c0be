/**
 * Models `[[ ]]` (bash(1), Conditional Expressions): no splitting, patterns on the right of == and !=, =~ with BASH_REMATCH.
 * Invariant: && and || stop early. Left out: -v of array elements.
 */
import type { TestBinaryExpression, TestExpression } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { binaryTest, unaryTest } from '../../programs/lib/test-operators.ts';
import { ExpansionError } from '../control.ts';
import { evaluateText } from '../expand/arithmetic-expansion.ts';
import { matchesPattern } from '../expand/pattern.ts';
import { expandToPattern, expandToString } from '../expand/word.ts';
import type { Shell } from '../shell.ts';

export function* runConditional(shell: Shell, expression: TestExpression): Task<boolean> {
  switch (expression.type) {
    case 'TestUnary':
      return unaryTest(shell, expression.operator, yield* expandToString(shell, expression.operand, 'start'));
    case 'TestBinary':
      return yield* binary(shell, expression);
    case 'TestNot':
      return (yield* runConditional(shell, expression.operand)) === (expression.negations.length % 2 === 0);
    case 'TestGroup':
      return yield* runConditional(shell, expression.expression);
    case 'TestLogical':
      for (const operand of expression.operands) {
        const answer = yield* runConditional(shell, operand);
        if (answer === (expression.operator === '||')) return answer;
      }
      return expression.operator === '&&';
  }
}

function* binary(shell: Shell, { operator, left, right }: TestBinaryExpression): Task<boolean> {
  const text = yield* expandToString(shell, left, 'start');
  if (operator === '==' || operator === '=' || operator === '!=') {
    const pattern = yield* expandToPattern(shell, right);
    const same = matchesPattern(pattern, text, { extended: true, ignoreCase: shell.option('nocasematch') });
    return same === (operator !== '!=');
  }
  if (operator === '=~') return matchExpression(shell, text, yield* expandToString(shell, right, 'start'));
  const other = yield* expandToString(shell, right, 'start');
  if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) {
    const numbers = [yield* evaluateText(shell, text), yield* evaluateText(shell, other)] as const;
    return binaryTest(shell, String(numbers[0]), operator, String(numbers[1]));
  }
  return binaryTest(shell, text, operator, other);
}

function matchExpression(shell: Shell, text: string, source: string): boolean {
  let match: RegExpExecArray | null;
  try {
    match = new RegExp(
      source.replace(/\[:(\w+):\]/g, (_, name: string) => POSIX[name] ?? ''),
      'u',
    ).exec(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ExpansionError(`[[: invalid regular expression \`${source}'`, 2);
    throw error;
  }
  shell.variables.setArray(
    'BASH_REMATCH',
    match === null ? [] : [...match].map((part, index) => [String(index), part ?? '']),
  );
  return match !== null;
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9a-fA-F',
  blank: ' \\t',
};
