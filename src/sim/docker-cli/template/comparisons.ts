/** eq, ne, lt, le, gt, ge of Go's templates (text/template/funcs.go): only values of one basic kind compare. */
import { GoNil, type GoValue, JsonNumber } from '../../engine/go-value.ts';
import { FunctionError } from './function-error.ts';
import { typeName } from './values.ts';

const BAD_TYPE = 'invalid type for comparison';

const plain = (value: GoValue): GoValue => (value instanceof JsonNumber ? value.text : value);

function incompatible(a: GoValue, b: GoValue): FunctionError {
  return new FunctionError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

function equal(first: GoValue, second: GoValue): boolean {
  const [a, b] = [plain(first), plain(second)];
  if (a instanceof GoNil || b instanceof GoNil) return a instanceof GoNil && b instanceof GoNil;
  if (typeof a === 'object' || typeof b === 'object') throw new FunctionError(BAD_TYPE);
  if (typeof a !== typeof b) throw incompatible(first, second);
  return a === b;
}

function less(first: GoValue, second: GoValue): boolean {
  const [a, b] = [plain(first), plain(second)];
  if (typeof a === 'boolean' || typeof a === 'object' || typeof b === 'object')
    throw new FunctionError(BAD_TYPE);
  if (typeof a !== typeof b) throw incompatible(first, second);
  return a < b;
}

function equalToAny([first = '', ...others]: readonly GoValue[]): boolean {
  if (others.length === 0) throw new FunctionError('missing argument for comparison');
  return others.some((other) => equal(first, other));
}

interface Comparison {
  readonly least: 1 | 2;
  readonly call: (args: readonly GoValue[]) => boolean;
}

const two = (holds: (a: GoValue, b: GoValue) => boolean): Comparison => ({
  least: 2,
  call: ([a = '', b = '']) => holds(a, b),
});

export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  eq: { least: 1, call: equalToAny },
  ne: two((a, b) => !equal(a, b)),
  lt: two(less),
  le: two((a, b) => less(a, b) || equal(a, b)),
  gt: two((a, b) => !less(a, b) && !equal(a, b)),
  ge: two((a, b) => !less(a, b)),
};
