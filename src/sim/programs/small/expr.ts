/** Models expr(1) (POSIX XCU expr): |, &, comparisons, sums, products, `:`. Invariant: status 1 for null and 0. Left out: `+ TOKEN`. */
import type { Program } from '../../kernel/sys.ts';
import { type Context, Failure, UsageFailure } from '../lib/program.ts';
import { toRegExpSource } from '../lib/regular-expression.ts';

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];
const isNull = (text: string): boolean => text === '' || /^-?0+$/.test(text);
const isInteger = (text: string): boolean => /^-?\d+$/.test(text);

class Expression {
  readonly #words: readonly string[];
  readonly #gnu: boolean;
  #at = 0;

  constructor(words: readonly string[], gnu: boolean) {
    this.#words = words;
    this.#gnu = gnu;
  }

  value(): string {
    const value = this.#level(0);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw this.#syntax(`unexpected argument ‘${extra}’`);
    return value;
  }

  #syntax(detail: string): Failure {
    return new Failure(this.#gnu ? `syntax error: ${detail}` : 'syntax error', 2);
  }

  #level(index: number): string {
    const operators = LEVELS[index];
    if (operators === undefined) return this.#primary();
    let left = this.#level(index + 1);
    for (
      let word = this.#words[this.#at];
      word !== undefined && operators.includes(word);
      word = this.#words[this.#at]
    ) {
      this.#at++;
      left = this.#apply(word, left, this.#level(index + 1));
    }
    return left;
  }

  #primary(): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw this.#syntax(`missing argument after ‘${this.#words.at(-1) ?? ''}’`);
    if (word === '(') {
      const value = this.#level(0);
      if (this.#words[this.#at++] !== ')')
        throw this.#syntax(`expecting ‘)’ after ‘${this.#words.at(-1) ?? ''}’`);
      return value;
    }
    if (this.#words[this.#at] === undefined) return word;
    if (word === 'length') return String([...this.#primary()].length);
    if (word === 'substr') return this.#substring();
    if (word === 'index') {
      const [text, letters] = [this.#primary(), this.#primary()];
      return String([...text].findIndex((letter) => letters.includes(letter)) + 1);
    }
    if (word === 'match') return matched(this.#primary(), this.#primary());
    return word;
  }

  #substring(): string {
    const [text, first, length] = [this.#primary(), Number(this.#primary()), Number(this.#primary())];
    return first > 0 && length > 0 ? text.slice(first - 1, first - 1 + length) : '';
  }

  #apply(operator: string, left: string, right: string): string {
    if (operator === '|') return isNull(left) ? (isNull(right) ? '0' : right) : left;
    if (operator === '&') return isNull(left) || isNull(right) ? '0' : left;
    if (operator === ':') return matched(left, right);
    if (LEVELS[2]?.includes(operator)) return compared(operator, left, right) ? '1' : '0';
    return this.#calculate(operator, left, right);
  }

  #calculate(operator: string, left: string, right: string): string {
    if (!isInteger(left) || !isInteger(right))
      throw new Failure(this.#gnu ? 'non-integer argument' : 'non-numeric argument', 2);
    const [a, b] = [BigInt(left), BigInt(right)];
    if ('/%'.includes(operator) && b === 0n) throw new Failure('division by zero', 2);
    const results: Readonly<Record<string, () => bigint>> = {
      '+': () => a + b,
      '-': () => a - b,
      '*': () => a * b,
      '/': () => a / b,
      '%': () => a % b,
    };
    return String(results[operator]?.() ?? 0n);
  }
}

function compared(operator: string, left: string, right: string): boolean {
  const numeric = isInteger(left) && isInteger(right);
  const order = numeric ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
  const holds: Readonly<Record<string, boolean>> = {
    '<': order < 0,
    '<=': order <= 0,
    '=': order === 0,
    '==': order === 0,
    '!=': order !== 0,
    '>=': order >= 0,
    '>': order > 0,
  };
  return holds[operator] ?? false;
}

function matched(text: string, pattern: string): string {
  const expression = new RegExp(`^(?:${toRegExpSource(pattern.replace(/^\^/, ''), false)})`);
  const match = expression.exec(text);
  const groups = /\\\(/.test(pattern);
  if (match === null) return groups ? '' : '0';
  return groups ? (match[1] ?? '') : String([...(match[0] ?? '')].length);
}

export const expr = (gnu: boolean) =>
  function* (context: Context): Program {
    if (context.operands.length === 0) {
      if (gnu) throw new UsageFailure('missing operand');
      throw new Failure('too few arguments', 2);
    }
    const value = new Expression(context.operands, gnu).value();
    yield* context.out(`${value}\n`);
    return isNull(value) ? 1 : 0;
  };
