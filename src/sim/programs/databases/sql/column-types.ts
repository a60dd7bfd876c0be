/** What fits a column, and in which form it is kept. Both servers' strict modes: what does not fit is an error, never cut. */
import { SqlError } from './problems.ts';
import { Decimal, numberOf, textOf, type Value } from './values.ts';

interface Place {
  readonly column: string;
  /** From 1. */
  readonly row: number;
}

const INTEGERS: Readonly<Record<string, number>> = {
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
  integer: 32,
  bigint: 53,
};

/** Throws SqlError. `type` as the server shows it. */
export function fitColumn(value: Value, type: string, place: Place): Value {
  if (value === null) return null;
  const [, name = '', size = ''] =
    /^([a-z ]+?)(?:\(([\d,]+)\))?(?: unsigned| without time zone| with time zone)?$/.exec(type) ?? [];
  const bits = INTEGERS[name];
  if (bits !== undefined) return fitInteger(value, type, bits, place);
  if (name === 'decimal' || name === 'numeric') {
    const text = numeric(value, type, place).toFixed(
      size === '' && name === 'numeric' ? decimalsOf(value) : Number(size.split(',')[1] ?? 0),
    );
    return new Decimal(text);
  }
  if (['float', 'double', 'real', 'double precision'].includes(name)) return numeric(value, type, place);
  if (name === 'boolean') return fitBoolean(value, type, place);
  if (/^(date|datetime|timestamp|time)$/.test(name)) return fitMoment(value, name, type, place);
  const text = textOf(value);
  const most = /^(var)?char|^character/.test(name) && size !== '' ? Number(size) : Number.POSITIVE_INFINITY;
  if ([...text].length > most) throw new SqlError({ kind: 'too-long', ...place, type });
  return text;
}

const decimalsOf = (value: Value): number => textOf(value).split('.')[1]?.length ?? 0;

function numeric(value: Value, type: string, place: Place): number {
  if (typeof value === 'string' && !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value))
    throw new SqlError({ kind: 'bad-value', value, ...place, type });
  return numberOf(value);
}

function fitInteger(value: Value, type: string, bits: number, place: Place): Value {
  const number = Math.round(numeric(value, type, place));
  const unsigned = type.endsWith('unsigned');
  const most = unsigned || bits === 53 ? 2 ** bits - 1 : 2 ** (bits - 1) - 1;
  const least = unsigned ? 0 : bits === 53 ? -most : -most - 1;
  if (number > most || number < least) throw new SqlError({ kind: 'out-of-range', ...place, type });
  return number;
}

function fitBoolean(value: Value, type: string, place: Place): Value {
  if (typeof value === 'boolean') return value;
  const text = textOf(value).toLowerCase();
  if (/^(t|true|y|yes|on|1)$/.test(text)) return true;
  if (/^(f|false|n|no|off|0)$/.test(text)) return false;
  throw new SqlError({ kind: 'bad-value', value: textOf(value), ...place, type });
}

const SHAPES: Readonly<Record<string, RegExp>> = {
  date: /^(\d{4}-\d{2}-\d{2})/,
  time: /^(\d{2}:\d{2}(?::\d{2})?)/,
};

function fitMoment(value: Value, name: string, type: string, place: Place): Value {
  const text = textOf(value);
  const shape = SHAPES[name];
  const found =
    shape === undefined
      ? /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.exec(text)
      : shape.exec(text);
  if (found === null) throw new SqlError({ kind: 'bad-value', value: text, ...place, type });
  if (shape !== undefined) return found[1] ?? text;
  return text.length === 10 ? `${text} 00:00:00` : text.replace('T', ' ');
}
