/** Python's values: integers without limit, floats, texts, lists, tuples, modules and functions; how they are shown and compared. */
import type { Task } from '../../kernel/sys.ts';

export interface PyFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly call: (args: readonly Value[], named: ReadonlyMap<string, Value>) => Task<Value>;
}
export interface PyModule {
  readonly kind: 'module';
  readonly name: string;
  readonly members: ReadonlyMap<string, Value>;
}
export interface PyList {
  readonly kind: 'list' | 'tuple';
  readonly items: Value[];
}
/** A text too long to be kept: only its length is. */
export interface PyBulk {
  readonly kind: 'bulk';
  readonly length: number;
}
export type Value = null | boolean | bigint | number | string | PyFunction | PyModule | PyList | PyBulk;

/** Ends the program with a traceback. */
export class PyError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
    default:
      return value.kind === 'bulk'
        ? 'str'
        : value.kind === 'function'
          ? 'builtin_function_or_method'
          : value.kind;
  }
}

function floatText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return `${value}.0`;
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** As print shows it. */
export function show(value: Value): string {
  if (typeof value === 'string') return value;
  return represent(value);
}

/** As the prompt shows it: texts in quotes. */
export function represent(value: Value): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return String(value);
    case 'number':
      return floatText(value);
    case 'string': {
      const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
      const body = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
      return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote;
    }
    default:
      return representObject(value);
  }
}

function representObject(value: PyFunction | PyModule | PyList | PyBulk): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(represent).join(', ')}]`;
    case 'tuple':
      return value.items.length === 1
        ? `(${represent(value.items[0] ?? null)},)`
        : `(${value.items.map(represent).join(', ')})`;
    case 'module':
      return `<module '${value.name}'>`;
    case 'function':
      return `<built-in function ${value.name}>`;
    case 'bulk':
      return `'...'`;
  }
}

export function truthy(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === 0n || value === '') return false;
  if (typeof value === 'object' && (value.kind === 'list' || value.kind === 'tuple'))
    return value.items.length > 0;
  return true;
}

export const isNumber = (value: Value): value is bigint | number | boolean =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';

export function equal(left: Value, right: Value): boolean {
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (
    typeof left === 'object' &&
    typeof right === 'object' &&
    left !== null &&
    right !== null &&
    'items' in left &&
    'items' in right
  )
    return (
      left.kind === right.kind &&
      left.items.length === right.items.length &&
      left.items.every((one, at) => equal(one, right.items[at] ?? null))
    );
  return left === right;
}
