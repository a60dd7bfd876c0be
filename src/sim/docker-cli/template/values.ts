/** How Go's fmt and text/template show, compare and judge values. */
import { type GoMap, GoNil, type GoStruct, type GoValue, isMap, isSlice } from '../../engine/go-value.ts';

/** `%v`. */
export function display(value: GoValue): string {
  if (typeof value !== 'object') return String(value);
  if (value instanceof GoNil) return value.of === 'slice' ? '[]' : value.of === 'map' ? 'map[]' : '<nil>';
  if (isSlice(value)) return `[${value.map(display).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedEntries(value)
      .map(([key, item]) => `${key}:${display(item)}`)
      .join(' ')}]`;
  return `{${Object.values(value as GoStruct)
    .map(display)
    .join(' ')}}`;
}

export const sortedEntries = (map: GoMap): [string, GoValue][] =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1));

/** What `if` and `with` ask: not the zero value. */
export function truth(value: GoValue): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (value instanceof GoNil) return false;
  if (isSlice(value)) return value.length > 0;
  return isMap(value) ? value.size > 0 : true;
}

export function compare(a: GoValue, b: GoValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [display(a), display(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** `%s %d %v %q %t %x` with widths. */
export function sprintf(format: string, args: readonly GoValue[]): string {
  let at = 0;
  return format.replace(/%(-?\d*)([sdvqtx%])/g, (_, width: string, verb: string) => {
    if (verb === '%') return '%';
    const value = args[at++];
    const text =
      value === undefined
        ? `%!${verb}(MISSING)`
        : verb === 'q'
          ? JSON.stringify(display(value))
          : display(value);
    const size = Math.abs(Number(width));
    return width.startsWith('-') ? text.padEnd(size) : text.padStart(size);
  });
}
