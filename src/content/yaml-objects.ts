import { isMap, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml';
import { nearest } from '../domain/nearest.ts';
import { describe } from './yaml-scalars.ts';
import { below, complain, type Decoded, type Decoder, INVALID, type Spot } from './yaml-source.ts';

/** A key of an object: required, or with what it means to leave it out (`undefined`: the key stays absent). */
interface Field<T, Absent extends boolean> {
  readonly decode: Decoder<T>;
  readonly required: boolean;
  readonly mayBeAbsent: Absent;
  readonly otherwise: T | undefined;
}

export const required = <T>(decode: Decoder<T>): Field<T, false> => ({
  decode,
  required: true,
  mayBeAbsent: false,
  otherwise: undefined,
});

export const optional = <T>(decode: Decoder<T>): Field<T, true> => ({
  decode,
  required: false,
  mayBeAbsent: true,
  otherwise: undefined,
});

export const orElse = <T, U>(decode: Decoder<T>, otherwise: U): Field<T | U, false> => ({
  decode,
  required: false,
  mayBeAbsent: false,
  otherwise,
});

type Fields = Readonly<Record<string, Field<unknown, boolean>>>;
type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
type AbsentKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? K : never;
}[keyof F];
type Shape<F extends Fields> = { [K in Exclude<keyof F, AbsentKeys<F>>]: ValueOf<F[K]> } & {
  [K in AbsentKeys<F>]?: ValueOf<F[K]>;
};

/** An object with these keys and no others; every fault in it is reported, not just the first. */
export function object<const F extends Fields>(fields: F): Decoder<Shape<F>> {
  return (spot) => {
    const pairs = pairsOf(spot);
    if (pairs === null) return complain(spot, `expected keys with values, found ${describe(spot.node)}`);
    let sound = reportUnknownKeys(spot, pairs, Object.keys(fields));
    const result: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(fields)) {
      const value = decodeField(spot, pairs.get(key), key, field);
      if (value === INVALID) sound = false;
      else if (value !== undefined) result[key] = value;
    }
    return sound ? (result as Shape<F>) : INVALID;
  };
}

function decodeField(
  spot: Spot,
  child: Spot | undefined,
  key: string,
  field: Field<unknown, boolean>,
): Decoded<unknown> {
  if (child !== undefined) return field.decode(child);
  return field.required ? complain(spot, `${key} is missing`) : field.otherwise;
}

function reportUnknownKeys(spot: Spot, pairs: ReadonlyMap<string, Spot>, known: readonly string[]): boolean {
  let sound = true;
  for (const [key, child] of pairs) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    const advice = meant === null ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
    spot.problems.add(child.line, `${spot.path}: unknown key "${key}"; ${advice}`);
    sound = false;
  }
  return sound;
}

/** The keys of a map with the spots of their values; null when it is no map. */
export function pairsOf(spot: Spot): ReadonlyMap<string, Spot> | null {
  if (!isMap(spot.node)) return null;
  const pairs = new Map<string, Spot>();
  for (const pair of spot.node.items as Pair<ParsedNode, ParsedNode | null>[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '?';
    const keyLine = spot.lineOf(pair.key);
    const value = below(spot, key, pair.value, keyLine);
    pairs.set(key, isScalar(pair.value) ? { ...value, line: keyLine } : value);
  }
  return pairs;
}

/** Keys of the author's own, each with a value of one kind. */
export function recordOf<T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (spot) => {
    const pairs = pairsOf(spot);
    if (pairs === null) return complain(spot, `expected keys with values, found ${describe(spot.node)}`);
    const entries = [...pairs].map(([key, child]) => [key, decode(child)] as const);
    return entries.every(([, value]) => value !== INVALID)
      ? (Object.fromEntries(entries) as Record<string, T>)
      : INVALID;
  };
}

/** A list of at least `minimum` values. */
export function listOf<T>(decode: Decoder<T>, minimum = 0): Decoder<readonly T[]> {
  return (spot) => {
    if (!isSeq(spot.node)) return complain(spot, `expected a list, found ${describe(spot.node)}`);
    const items = spot.node.items as (ParsedNode | null)[];
    if (items.length < minimum) {
      return complain(
        spot,
        `expected at least ${minimum}, found ${items.length === 0 ? 'none' : items.length}`,
      );
    }
    const values = items.map((item, index) => decode(below(spot, `[${index}]`, item)));
    return values.every((value) => value !== INVALID) ? (values as T[]) : INVALID;
  };
}

/** The spot of a value below this one, or the nearest that exists, to complain about. */
export function descend(spot: Spot, ...steps: readonly (string | number)[]): Spot {
  let here = spot;
  for (const step of steps) {
    const next = typeof step === 'number' ? itemOf(here, step) : pairsOf(here)?.get(step);
    if (next === undefined) return here;
    here = next;
  }
  return here;
}

function itemOf(spot: Spot, index: number): Spot | undefined {
  if (!isSeq(spot.node)) return undefined;
  return below(spot, `[${index}]`, (spot.node.items[index] as ParsedNode | undefined) ?? null);
}
