/** Expressions of SQL with the precedence of operators (MySQL manual 14.4.1, PostgreSQL 4.1.6). Left out: CASE, BETWEEN of rows, subqueries, windows. */
import type { Expression } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { SqlError } from './problems.ts';
import { Decimal, type Value } from './values.ts';

export const parseExpression = (cursor: Cursor): Expression => parseOr(cursor);

const binary = (operator: string, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});

function parseOr(cursor: Cursor): Expression {
  let left = parseAnd(cursor);
  while (cursor.word('OR')) left = binary('or', left, parseAnd(cursor));
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  let left = parseNot(cursor);
  while (cursor.word('AND') || cursor.symbol('&&')) left = binary('and', left, parseNot(cursor));
  return left;
}

function parseNot(cursor: Cursor): Expression {
  if (cursor.word('NOT')) return { kind: 'unary', operator: 'not', operand: parseNot(cursor) };
  return parseComparison(cursor);
}

const COMPARISONS = ['=', '<=>', '<=', '>=', '<>', '!=', '<', '>'];

function parseComparison(cursor: Cursor): Expression {
  let left = parseSum(cursor);
  for (;;) {
    const operator = COMPARISONS.find((one) => cursor.symbol(one));
    if (operator !== undefined) left = binary(operator === '!=' ? '<>' : operator, left, parseSum(cursor));
    else if (cursor.word('IS')) {
      const not = cursor.word('NOT');
      cursor.expectWord('NULL');
      left = { kind: 'is-null', operand: left, not };
    } else {
      const next = parsePredicate(cursor, left);
      if (next === null) return left;
      left = next;
    }
  }
}

/** [NOT] IN, LIKE, ILIKE, BETWEEN; null where none of them stands. */
function parsePredicate(cursor: Cursor, operand: Expression): Expression | null {
  const { mark } = cursor;
  const not = cursor.word('NOT');
  if (cursor.word('IN')) {
    cursor.expectSymbol('(');
    if (cursor.sees('SELECT')) throw new SqlError({ kind: 'not-modelled', what: 'a subquery' });
    const choices = cursor.list(() => parseExpression(cursor));
    cursor.expectSymbol(')');
    return { kind: 'in', operand, choices, not };
  }
  const ignoreCase = cursor.word('ILIKE');
  if (ignoreCase || cursor.word('LIKE'))
    return { kind: 'like', operand, pattern: parseSum(cursor), not, ignoreCase };
  if (cursor.word('BETWEEN')) {
    const low = parseSum(cursor);
    cursor.expectWord('AND');
    const within = binary('and', binary('>=', operand, low), binary('<=', operand, parseSum(cursor)));
    return not ? { kind: 'unary', operator: 'not', operand: within } : within;
  }
  cursor.rewind(mark);
  return null;
}

function parseSum(cursor: Cursor): Expression {
  let left = parseProduct(cursor);
  for (;;) {
    const operator = ['+', '-', '||'].find((one) => cursor.symbol(one));
    if (operator === undefined) return left;
    left = binary(operator, left, parseProduct(cursor));
  }
}

function parseProduct(cursor: Cursor): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const word = cursor.word('DIV') ? 'div' : cursor.word('MOD') ? '%' : undefined;
    const operator = word ?? ['*', '/', '%'].find((one) => cursor.symbol(one));
    if (operator === undefined) return left;
    left = binary(operator, left, parseUnary(cursor));
  }
}

function parseUnary(cursor: Cursor): Expression {
  for (const operator of ['-', '+'] as const)
    if (cursor.symbol(operator)) return { kind: 'unary', operator, operand: parseUnary(cursor) };
  if (cursor.symbol('!')) return { kind: 'unary', operator: 'not', operand: parseUnary(cursor) };
  let operand = parsePrimary(cursor);
  while (cursor.symbol('::')) operand = { kind: 'cast', operand, type: cursor.name() };
  return operand;
}

const literal = (value: Value): Expression => ({ kind: 'literal', value });

function numberLiteral(text: string): Value {
  return /[.]/.test(text) && !/e/i.test(text)
    ? new Decimal(text.startsWith('.') ? `0${text}` : text)
    : Number(text);
}

function parsePrimary(cursor: Cursor): Expression {
  const { token } = cursor;
  if (cursor.symbol('(')) {
    if (cursor.sees('SELECT')) throw new SqlError({ kind: 'not-modelled', what: 'a subquery' });
    const inner = parseExpression(cursor);
    cursor.expectSymbol(')');
    return inner;
  }
  switch (token.kind) {
    case 'number':
      cursor.next();
      return literal(numberLiteral(token.text));
    case 'string':
      cursor.next();
      return literal(token.text);
    case 'variable':
      cursor.next();
      return { kind: 'variable', name: token.text };
    default:
      return parseNamed(cursor);
  }
}

/** Names that are values or functions without brackets. */
const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['NULL', null],
  ['TRUE', true],
  ['FALSE', false],
]);
const BARE_CALLS = [
  'CURRENT_USER',
  'CURRENT_DATE',
  'CURRENT_TIMESTAMP',
  'SESSION_USER',
  'LOCALTIME',
  'LOCALTIMESTAMP',
];
/** Words that begin another clause and are no names unless quoted. */
const RESERVED =
  /^(FROM|WHERE|GROUP|ORDER|LIMIT|HAVING|SELECT|INSERT|UPDATE|DELETE|SET|VALUES|INTO|AND|OR|ON|AS|BY|JOIN|TABLE|CREATE|DROP|UNION|IN|LIKE|CASE|WHEN|EXISTS|INTERVAL)$/;

function parseNamed(cursor: Cursor): Expression {
  const { token } = cursor;
  const upper = token.text.toUpperCase();
  if (token.kind === 'word') {
    const constant = CONSTANTS.get(upper);
    if (constant !== undefined) {
      cursor.next();
      return literal(constant);
    }
    if (upper === 'DEFAULT') {
      cursor.next();
      return { kind: 'default' };
    }
    if (['CASE', 'EXISTS', 'INTERVAL'].includes(upper))
      throw new SqlError({ kind: 'not-modelled', what: upper });
    if (RESERVED.test(upper)) cursor.fail();
  }
  const name = cursor.name();
  if (cursor.symbol('(')) return parseCall(cursor, name, token.at);
  if (token.kind === 'word' && BARE_CALLS.includes(upper))
    return { kind: 'call', name, args: [], star: false, distinct: false, at: token.at };
  if (!cursor.symbol('.')) return { kind: 'column', table: null, name, at: token.at };
  return { kind: 'column', table: name, name: cursor.name(), at: token.at };
}

function parseCall(cursor: Cursor, name: string, at: number): Expression {
  if (cursor.symbol('*')) {
    cursor.expectSymbol(')');
    return { kind: 'call', name, args: [], star: true, distinct: false, at };
  }
  const distinct = cursor.word('DISTINCT');
  const args = cursor.symbol(')') ? [] : cursor.list(() => parseExpression(cursor));
  if (args.length > 0) cursor.expectSymbol(')');
  return { kind: 'call', name, args, star: false, distinct, at };
}
