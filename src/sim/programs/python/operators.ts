/** What Python's operators do with values of each type. */
import type { Sys } from '../../kernel/sys.ts';
import { equal, isNumber, PyError, type PyList, truthy, typeName, type Value } from './values.ts';

/** Longer texts are not kept, only their length; the process holds the memory all the same. */
const LONGEST_TEXT = 4_000_000;

export function operate(sys: Sys, operator: string, left: Value, right: Value, two: boolean): Value {
  switch (operator) {
    case '==':
    case 'is':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compare(operator, left, right);
  }
  if (isNumber(left) && isNumber(right)) return arithmetic(operator, left, right, two);
  if (operator === '*' && (typeof left === 'bigint' || typeof right === 'bigint')) {
    const [many, count] = typeof left === 'bigint' ? [right, left] : [left, right as bigint];
    return repeat(sys, many, Number(count));
  }
  if (operator === '+') {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (isList(left) && isList(right) && left.kind === right.kind)
      return { kind: left.kind, items: [...left.items, ...right.items] };
    if (typeof left === 'string')
      throw new PyError(
        'TypeError',
        two
          ? `cannot concatenate 'str' and '${typeName(right)}' objects`
          : `can only concatenate str (not "${typeName(right)}") to str`,
      );
  }
  throw unsupported(operator, left, right);
}

const unsupported = (operator: string, left: Value, right: Value): PyError =>
  new PyError(
    'TypeError',
    `unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );

export const isList = (value: Value): value is PyList =>
  typeof value === 'object' && value !== null && (value.kind === 'list' || value.kind === 'tuple');

function contains(one: Value, all: Value): Value {
  if (typeof all === 'string' && typeof one === 'string') return all.includes(one);
  if (isList(all)) return all.items.some((item) => equal(item, one));
  throw new PyError('TypeError', `argument of type '${typeName(all)}' is not iterable`);
}

function compare(operator: string, left: Value, right: Value): Value {
  const texts = typeof left === 'string' && typeof right === 'string';
  if (!texts && !(isNumber(left) && isNumber(right)))
    throw new PyError(
      'TypeError',
      `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
    );
  const [a, b] = texts ? [left, right] : [Number(left), Number(right)];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function repeat(sys: Sys, value: Value, count: number): Value {
  if (isList(value)) {
    const items = Array.from({ length: Math.max(0, Math.min(count, 1_000_000)) }, () => value.items).flat();
    sys.growMemory(value.items.length * Math.max(0, count) * 8);
    return { kind: value.kind, items };
  }
  const size =
    typeof value === 'string'
      ? value.length
      : typeof value === 'object' && value?.kind === 'bulk'
        ? value.length
        : null;
  if (size === null)
    throw new PyError('TypeError', `can't multiply sequence by non-int of type '${typeName(value)}'`);
  const length = size * Math.max(0, count);
  if (length <= LONGEST_TEXT && typeof value === 'string') return value.repeat(Math.max(0, count));
  sys.growMemory(length);
  return { kind: 'bulk', length };
}

function arithmetic(
  operator: string,
  left: bigint | number | boolean,
  right: bigint | number | boolean,
  two: boolean,
): Value {
  const whole = typeof left !== 'number' && typeof right !== 'number';
  if (['/', '//', '%'].includes(operator) && Number(right) === 0) {
    const words = two
      ? 'integer division or modulo by zero'
      : operator === '/'
        ? 'division by zero'
        : 'integer division or modulo by zero';
    throw new PyError(
      'ZeroDivisionError',
      whole
        ? words
        : operator === '/'
          ? two
            ? 'float division by zero'
            : 'division by zero'
          : 'float modulo',
    );
  }
  return whole
    ? integers(operator, BigInt(left), BigInt(right), two)
    : floats(operator, Number(left), Number(right));
}

/** Rounds down, also below zero. */
const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

function integers(operator: string, a: bigint, b: bigint, two: boolean): Value {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return two ? floorDivide(a, b) : Number(a) / Number(b);
    case '//':
      return floorDivide(a, b);
    case '%':
      return a - floorDivide(a, b) * b;
    default:
      return b < 0n ? Number(a) ** Number(b) : a ** (b > 20_000n ? 20_000n : b);
  }
}

function floats(operator: string, a: number, b: number): Value {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - Math.floor(a / b) * b;
    default:
      return a ** b;
  }
}

export function unary(operator: string, value: Value): Value {
  if (operator === 'not') return !truthy(value);
  if (!isNumber(value))
    throw new PyError('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`);
  if (operator === '+') return value;
  return typeof value === 'number' ? -value : -BigInt(value);
}
