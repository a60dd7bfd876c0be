/** The value of an expression for one row, with SQL's logic of three values. Invariant: no expression changes anything. */
import type { Expression } from './ast.ts';
import { columnIndex, type Table } from './catalog.ts';
import type { Session } from './dialect.ts';
import { callFunction } from './functions.ts';
import { type Clause, SqlError } from './problems.ts';
import { compareValues, Decimal, isNumeric, numberOf, scaleOf, textOf, type Value } from './values.ts';

export interface Scope {
  readonly session: Session;
  readonly table: Table | null;
  readonly row: readonly Value[];
  readonly clause: Clause;
  /** Aggregates of the group this row stands for; null outside of groups. */
  readonly aggregate: ((call: Extract<Expression, { kind: 'call' }>) => Value) | null;
}

export const AGGREGATES = /^(count|sum|min|max|avg)$/i;

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'boolean' ? truth(expression.value, scope) : expression.value;
    case 'default':
      return null;
    case 'column':
      return columnValue(expression, scope);
    case 'variable':
      return scope.session.variable(expression.name);
    case 'call':
      return callValue(expression, scope);
    case 'unary':
      return unaryValue(expression, scope);
    case 'binary':
      return binaryValue(expression, scope);
    case 'in':
      return inValue(expression, scope);
    case 'is-null':
      return truth((evaluate(expression.operand, scope) === null) !== expression.not, scope);
    case 'like':
      return likeValue(expression, scope);
    case 'cast':
      return castValue(evaluate(expression.operand, scope), expression.type);
  }
}

/** Whether a condition holds: neither false nor NULL. */
export const holds = (value: Value): boolean =>
  value !== null && value !== false && (typeof value === 'boolean' || numberOf(value) !== 0);

const truth = (value: boolean, { session }: Scope): Value =>
  session.dialect.numericTruth ? Number(value) : value;

function columnValue(column: Extract<Expression, { kind: 'column' }>, scope: Scope): Value {
  const { table } = scope;
  const index = table === null ? -1 : columnIndex(table, column.name);
  const foreign = column.table !== null && column.table !== table?.name;
  if (index < 0 || foreign) {
    const name = column.table === null ? column.name : `${column.table}.${column.name}`;
    throw new SqlError({ kind: 'unknown-column', name, clause: scope.clause, at: column.at });
  }
  return scope.row[index] ?? null;
}

function callValue(call: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  if (AGGREGATES.test(call.name) && scope.aggregate !== null) return scope.aggregate(call);
  const args = call.args.map((one) => evaluate(one, scope));
  const own = scope.session.ownFunction(call.name.toLowerCase(), args);
  if (own !== undefined) return own;
  return callFunction(call.name, args, scope.session.dialect.numericTruth, {
    at: call.at,
    database: scope.session.current,
  });
}

function unaryValue({ operator, operand }: Extract<Expression, { kind: 'unary' }>, scope: Scope): Value {
  const value = evaluate(operand, scope);
  if (value === null) return null;
  if (operator === 'not') return truth(!holds(value), scope);
  if (operator === '+') return value;
  return value instanceof Decimal ? new Decimal(`-${value.text}`.replace(/^--/, '')) : -numberOf(value);
}

function binaryValue(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  if (operator === 'and' || operator === 'or') return logical(operator, left, expression.right, scope);
  const right = evaluate(expression.right, scope);
  if (operator === '<=>') return truth(left === right || compareValues(left, right, true) === 0, scope);
  if (left === null || right === null) return null;
  if (operator === '||' && !scope.session.dialect.numericTruth) return textOf(left) + textOf(right);
  if (operator === '||') return truth(holds(left) || holds(right), scope);
  const test = COMPARE[operator];
  if (test === undefined) return arithmetic(operator, left, right, scope);
  return truth(test(compareValues(left, right, scope.session.dialect.foldsCase) ?? 0), scope);
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function logical(operator: 'and' | 'or', left: Value, other: Expression, scope: Scope): Value {
  const decides = operator === 'or';
  if (left !== null && holds(left) === decides) return truth(decides, scope);
  const right = evaluate(other, scope);
  if (right !== null && holds(right) === decides) return truth(decides, scope);
  return left === null || right === null ? null : truth(!decides, scope);
}

function arithmetic(operator: string, left: Value, right: Value, { session }: Scope): Value {
  const { dialect } = session;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (['/', '%', 'div'].includes(operator) && b === 0) {
    if (dialect.zeroDivisionIsNull) return null;
    throw new SqlError({ kind: 'division-by-zero' });
  }
  const whole =
    !(left instanceof Decimal) && !(right instanceof Decimal) && Number.isInteger(a) && Number.isInteger(b);
  const fixed = (value: number, scale: number): Value =>
    scale > 0 ? new Decimal(value.toFixed(scale)) : value;
  const scale = Math.max(scaleOf(left), scaleOf(right));
  switch (operator) {
    case '+':
      return fixed(a + b, scale);
    case '-':
      return fixed(a - b, scale);
    case '*':
      return fixed(a * b, scaleOf(left) + scaleOf(right));
    case '%':
      return fixed(a % b, scale);
    case 'div':
      return Math.trunc(a / b);
    default:
      if (dialect.integerDivision) return whole ? Math.trunc(a / b) : fixed(a / b, 16);
      return fixed(a / b, scaleOf(left) + 4);
  }
}

function inValue({ operand, choices, not }: Extract<Expression, { kind: 'in' }>, scope: Scope): Value {
  const value = evaluate(operand, scope);
  if (value === null) return null;
  const others = choices.map((one) => evaluate(one, scope));
  const found = others.some((one) => compareValues(value, one, scope.session.dialect.foldsCase) === 0);
  if (!found && others.includes(null)) return null;
  return truth(found !== not, scope);
}

function likeValue(like: Extract<Expression, { kind: 'like' }>, scope: Scope): Value {
  const value = evaluate(like.operand, scope);
  const pattern = evaluate(like.pattern, scope);
  if (value === null || pattern === null) return null;
  const fold = like.ignoreCase || scope.session.dialect.foldsCase;
  return truth(likePattern(textOf(pattern), fold).test(textOf(value)) !== like.not, scope);
}

/** `%` is any text, `_` any letter, a backslash takes their meaning away. */
export function likePattern(pattern: string, fold: boolean): RegExp {
  const body = pattern.replace(
    /\\([%_\\])|[%_]|[.*+?^${}()|[\]\\/]/g,
    (found, escaped: string | undefined) => {
      if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
      return found === '%' ? '[\\s\\S]*' : found === '_' ? '[\\s\\S]' : `\\${found}`;
    },
  );
  return new RegExp(`^${body}$`, fold ? 'iu' : 'u');
}

function castValue(value: Value, type: string): Value {
  if (value === null) return null;
  if (/^(int|integer|bigint|smallint)$/.test(type)) return Math.round(numberOf(value));
  if (/^(text|varchar|name)$/.test(type)) return textOf(value);
  if (/^(numeric|decimal)$/.test(type)) return isNumeric(value) ? value : new Decimal(textOf(value));
  throw new SqlError({ kind: 'not-modelled', what: `a cast to ${type}` });
}
