/** Values of SQL and how they compare. NULL is null; a number with a fixed count of decimals keeps its text. */

/** A number that is exact to its decimals: `1.50`. */
export class Decimal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = null | number | string | boolean | Decimal;

export const numberOf = (value: Value): number => {
  if (value instanceof Decimal) return Number(value.text);
  if (typeof value === 'string') return Number.parseFloat(value) || 0;
  return Number(value);
};

export const isNumeric = (value: Value): boolean => typeof value === 'number' || value instanceof Decimal;

/** As both clients print it; NULL is theirs to word. */
export function textOf(value: Value): string {
  if (value instanceof Decimal) return value.text;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
}

/** Below 0, 0 or above 0; null where one is NULL. Texts compare without regard to case where `fold`. */
export function compareValues(left: Value, right: Value, fold: boolean): number | null {
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = fold ? [left.toLowerCase(), right.toLowerCase()] : [left, right];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return numberOf(left) - numberOf(right);
}

/** For ORDER BY: NULL is the least, or the greatest. */
export function orderValues(left: Value, right: Value, fold: boolean, nullsLast: boolean): number {
  if (left === null && right === null) return 0;
  if (left === null) return nullsLast ? 1 : -1;
  if (right === null) return nullsLast ? -1 : 1;
  return compareValues(left, right, fold) ?? 0;
}

/** Decimals after the point, for sums and quotients. */
export const scaleOf = (value: Value): number => {
  if (value instanceof Decimal) return value.text.split('.')[1]?.length ?? 0;
  return 0;
};
