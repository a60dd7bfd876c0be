/**
 * Values as Go programs hold them, so that JSON and templates come out as Go prints them: a plain object is a
 * struct (fields in order), a Map is a map (keys sorted when printed), and nil knows what it is nil of.
 */
export class GoNil {
  readonly of: 'slice' | 'map' | 'pointer' | 'nothing';
  constructor(of: 'slice' | 'map' | 'pointer' | 'nothing') {
    this.of = of;
  }
}
/** What a map without the key gives a template: reflect's invalid value. */
export const NO_VALUE = new GoNil('nothing');

/** A number of decoded JSON (`json.Number`): for Go a kind of string. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export const NIL_SLICE = new GoNil('slice');
export const NIL_MAP = new GoNil('map');
export const NIL_POINTER = new GoNil('pointer');
/** A nil pointer of a field that JSON leaves out (`omitempty`): templates still see it. */
export const OMITTED_POINTER = new GoNil('pointer');

/** Fields that are empty and that JSON therefore leaves out (`omitempty`): templates still see them. */
export const OMITTED = Symbol('omitted');

export interface GoStruct {
  readonly [field: string]: GoValue;
  readonly [OMITTED]?: GoStruct;
}
export type GoMap = ReadonlyMap<string, GoValue>;
export type GoValue = string | number | boolean | GoNil | JsonNumber | readonly GoValue[] | GoMap | GoStruct;

export const isStruct = (value: GoValue): value is GoStruct =>
  typeof value === 'object' &&
  !Array.isArray(value) &&
  !(value instanceof Map) &&
  !(value instanceof GoNil) &&
  !(value instanceof JsonNumber);
export const isSlice = (value: GoValue): value is readonly GoValue[] => Array.isArray(value);
export const isMap = (value: GoValue): value is GoMap => value instanceof Map;

/** nil when the list is empty and was never given. */
export const sliceOrNil = (values: readonly GoValue[] | null): GoValue => values ?? NIL_SLICE;
export const mapOf = (entries: Readonly<Record<string, GoValue>>): GoMap => new Map(Object.entries(entries));

function quoted(text: string, escapeHtml: boolean): string {
  const plain = JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  if (!escapeHtml) return plain;
  return plain.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}

const entriesOf = (value: GoMap | GoStruct): [string, GoValue][] =>
  isMap(value)
    ? [...value.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
    : Object.entries(value as Record<string, GoValue>).filter(([, item]) => item !== OMITTED_POINTER);

/** encoding/json's Marshal, on one line. */
export function goJson(value: GoValue, escapeHtml = false): string {
  if (typeof value === 'string') return quoted(value, escapeHtml);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof GoNil) return 'null';
  if (value instanceof JsonNumber) return value.text;
  if (isSlice(value)) return `[${value.map((item) => goJson(item, escapeHtml)).join(',')}]`;
  return `{${entriesOf(value as GoMap | GoStruct)
    .map(([key, item]) => `${quoted(key, escapeHtml)}:${goJson(item, escapeHtml)}`)
    .join(',')}}`;
}

/** What comes back when it is written as JSON and read without a type: maps, lists, strings and json.Number. */
export function decoded(value: GoValue): GoValue {
  if (typeof value === 'number') return new JsonNumber(String(value));
  if (typeof value !== 'object' || value instanceof JsonNumber) return value;
  if (value instanceof GoNil) return NO_VALUE;
  if (isSlice(value)) return value.map(decoded);
  return new Map(entriesOf(value as GoMap | GoStruct).map(([key, item]) => [key, decoded(item)]));
}

/** encoding/json's Indent with four spaces, as docker prints; no newline at the end. */
export function goJsonIndented(value: GoValue, depth = 0): string {
  const pad = '    '.repeat(depth + 1);
  const end = `\n${'    '.repeat(depth)}`;
  if (typeof value !== 'object' || value instanceof GoNil || value instanceof JsonNumber)
    return goJson(value);
  if (isSlice(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => pad + goJsonIndented(item, depth + 1)).join(',\n')}${end}]`;
  }
  const entries = entriesOf(value as GoMap | GoStruct);
  if (entries.length === 0) return '{}';
  return `{\n${entries
    .map(([key, item]) => `${pad}${quoted(key, false)}: ${goJsonIndented(item, depth + 1)}`)
    .join(',\n')}${end}}`;
}
