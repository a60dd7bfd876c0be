import { isScalar } from 'yaml';
import { map } from './map-decoded.ts';
import { pairsOf } from './yaml-objects.ts';
import { describe, line, lineOrNothing } from './yaml-scalars.ts';
import { complain, type Decoder, INVALID } from './yaml-source.ts';

const FACTORS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Bytes of `64m`, `1.5g`, `1024`, as docker reads them; 0 is no limit. */
export const memorySize: Decoder<number> = (spot) =>
  map(line(spot), (text) => {
    const match = /^(\d+(?:\.\d+)?) ?([bkmgt])?i?b?$/i.exec(text);
    const bytes =
      match === null ? Number.NaN : Number(match[1]) * (FACTORS[(match[2] ?? 'b').toLowerCase()] ?? 1);
    return Number.isSafeInteger(bytes)
      ? bytes
      : complain(spot, `expected an amount of memory such as 64m, or 0, found ${describe(spot.node)}`);
  });

/** As `memorySize`; -1 is no limit. */
export const memoryWithSwap: Decoder<number> = (spot) =>
  isScalar(spot.node) && spot.node.value === -1 ? -1 : memorySize(spot);

/** `0.25`; 0 is no limit. */
export const wantedCpus: Decoder<number> = (spot) => {
  const value = isScalar(spot.node) ? spot.node.value : null;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : complain(spot, `expected a number of CPUs such as 0.25, or 0, found ${describe(spot.node)}`);
};

/** Names with texts, at least one. */
export const textPairs: Decoder<Readonly<Record<string, string>>> = (spot) => {
  const pairs = pairsOf(spot);
  if (pairs === null || pairs.size === 0) {
    return complain(spot, `expected names with values, found ${describe(spot.node)}`);
  }
  const values = [...pairs].map(([name, value]) => [name, lineOrNothing(value)] as const);
  return values.every((pair): pair is readonly [string, string] => pair[1] !== INVALID)
    ? Object.fromEntries(values)
    : INVALID;
};

/** An object that must say something: at least one of its keys, which `names` lists. */
export function someOf<T extends object>(decode: Decoder<T>, names: string): Decoder<T> {
  return (spot) =>
    map(decode(spot), (value) =>
      Object.keys(value).length > 0 ? value : complain(spot, `expected at least one of ${names}`),
    );
}
