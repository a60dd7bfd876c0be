/** How Go's fmt and text/template show, compare and judge values. */
import {
  type GoMap,
  GoNil,
  type GoStruct,
  type GoValue,
  isMap,
  isSlice,
  JsonNumber,
} from '../../engine/go-value.ts';

const NIL_TEXTS = { slice: '[]', map: 'map[]', pointer: '<nil>', nothing: '<nil>' } as const;

/** `%v`. */
export function display(value: GoValue): string {
  if (typeof value !== 'object') return String(value);
  if (value instanceof GoNil) return NIL_TEXTS[value.of];
  if (value instanceof JsonNumber) return value.text;
  if (isSlice(value)) return `[${value.map(display).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedEntries(value)
      .map(([key, item]) => `${key}:${display(item)}`)
      .join(' ')}]`;
  return `{${Object.values(value as GoStruct)
    .map(display)
    .join(' ')}}`;
}

/** What an action prints: a value that is not there at all has words of its own. */
export const printed = (value: GoValue): string =>
  value instanceof GoNil && value.of === 'nothing' ? '<no value>' : display(value);

export const sortedEntries = (map: GoMap): [string, GoValue][] =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1));

/** What `if` and `with` ask: not the zero value. */
export function truth(value: GoValue): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (value instanceof GoNil) return false;
  if (value instanceof JsonNumber) return value.text !== '';
  if (isSlice(value)) return value.length > 0;
  return isMap(value) ? value.size > 0 : true;
}

/** The Go type, as messages name it; what was decoded from JSON is known by its maps. */
export function typeName(value: GoValue): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (value instanceof JsonNumber) return 'json.Number';
  if (value instanceof GoNil) return value.of === 'map' ? 'map[string]string' : '[]string';
  if (isSlice(value)) return value.every((one) => typeof one === 'string') ? '[]string' : '[]interface {}';
  return isMap(value) ? 'map[string]interface {}' : 'struct';
}
