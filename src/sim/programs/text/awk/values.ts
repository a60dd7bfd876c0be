/**
 * Models awk's values (POSIX XCU awk, "Expressions in awk"): numbers, strings, and strings from input that look like numbers, which compare as
 * numbers. Invariant: pure; an uninitialised value is both "" and 0. Left out: locale decimal points.
 */
import { formatText } from './format.ts';

/** `input`: came from outside and counts as a number if it looks like one. Undefined is the uninitialised value. */
export type Scalar = number | string | Input | undefined;
export class Input {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type AwkArray = Map<string, Scalar>;

const NUMERIC =
  /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)[ \t\n\r\f\v]*$/i;
const LEADING = /^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;

export function toNumber(value: Scalar): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  const text = typeof value === 'string' ? value : value.text;
  return Number(LEADING.exec(text)?.[1] ?? 0);
}

/** With CONVFMT (or OFMT in print) for numbers that are not whole. */
export function toText(value: Scalar, format = '%.6g'): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.text;
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return formatText(format, [value]);
}

const looksNumeric = (value: Scalar): boolean =>
  typeof value === 'number' || value === undefined || (value instanceof Input && NUMERIC.test(value.text));

export function toBoolean(value: Scalar): boolean {
  if (looksNumeric(value)) return toNumber(value) !== 0;
  return toText(value) !== '';
}

/** Below, equal, above 0. */
export function compare(left: Scalar, right: Scalar): number {
  if (looksNumeric(left) && looksNumeric(right)) return toNumber(left) - toNumber(right);
  const [a, b] = [toText(left), toText(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
