/**
 * Models test(1)'s grammar (POSIX XCU test): what counts is the number of arguments up to four, beyond it -a, -o, ! and
 * parentheses. Invariant: pure but for looking at files. Left out: nothing.
 */
import { BINARY, binaryTest, type TestHost, UNARY, unaryTest } from './test-operators.ts';

/** What is wrong with an expression; each program words it itself. */
export class TestSyntax extends Error {
  readonly kind:
    | 'unary-expected'
    | 'binary-expected'
    | 'argument-expected'
    | 'too-many'
    | 'missing-parenthesis';
  readonly token: string;
  constructor(kind: TestSyntax['kind'], token: string) {
    super(kind);
    this.kind = kind;
    this.token = token;
  }
}

/** Throws TestSyntax and NotANumber. */
export function testExpression(host: TestHost, args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args;
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return first !== '';
    case 2:
      if (first === '!') return second === '';
      if (UNARY.has(first)) return unaryTest(host, first, second);
      throw new TestSyntax('unary-expected', first);
    case 3:
      if (BINARY.has(second)) return binaryTest(host, first, second, third);
      if (second === '-a' || second === '-o')
        return second === '-a' ? first !== '' && third !== '' : first !== '' || third !== '';
      if (first === '!') return !testExpression(host, args.slice(1));
      if (first === '(' && third === ')') return second !== '';
      throw new TestSyntax('binary-expected', second);
    default:
      return parseLong(host, args);
  }
}

function parseLong(host: TestHost, args: readonly string[]): boolean {
  if (args.length === 4 && args[0] === '!') return !testExpression(host, args.slice(1));
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (args[at] === '-o') {
      at++;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (args[at] === '-a') {
      at++;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    if (args[at] !== '!') return primary();
    at++;
    return !not();
  };
  const primary = (): boolean => {
    const word = args[at];
    if (word === undefined) throw new TestSyntax('argument-expected', '');
    if (word === '(') {
      at++;
      const value = or();
      if (args[at++] !== ')') throw new TestSyntax('missing-parenthesis', '');
      return value;
    }
    const operator = args[at + 1];
    const right = args[at + 2];
    if (operator !== undefined && right !== undefined && BINARY.has(operator)) {
      at += 3;
      return binaryTest(host, word, operator, right);
    }
    if (UNARY.has(word) && operator !== undefined) {
      at += 2;
      return unaryTest(host, word, operator);
    }
    at++;
    return word !== '';
  };
  const value = or();
  if (at < args.length) throw new TestSyntax('too-many', args[at] ?? '');
  return value;
}
