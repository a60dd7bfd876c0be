import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { nearest } from '../domain/nearest.ts';
import { checkMarkdown, forbiddenCharacter } from './markup.ts';
import { complain, type Decoder, INVALID, type Spot } from './yaml-source.ts';

/** `found` half of a sentence: what the author wrote where something else was expected. */
export function describe(node: ParsedNode | null): string {
  if (node === null || (isScalar(node) && node.value === null)) return 'nothing';
  if (isMap(node)) return 'keys with values';
  if (isSeq(node)) return 'a list';
  if (isAlias(node)) return 'an alias';
  return isScalar(node) ? `"${String(node.source ?? node.value)}"` : 'something else';
}

/** Text as it stands. YAML reads `143` and `yes` as other types; for text the spelling counts. */
export const text: Decoder<string> = (spot) => {
  const written = spelling(spot);
  if (written === null || written.trim() === '') {
    return complain(spot, `expected text, found ${written === null ? describe(spot.node) : 'empty text'}`);
  }
  const forbidden = forbiddenCharacter(written);
  return forbidden === null ? written.trimEnd() : complain(spot, forbidden);
};

/** Text of one line. */
export const line: Decoder<string> = (spot) => {
  const value = text(spot);
  if (value === INVALID) return INVALID;
  return value.includes('\n') ? complain(spot, 'expected one line, found several') : value.trim();
};

/** As `line`, or "" where there is nothing on purpose. */
export const lineOrNothing: Decoder<string> = (spot) => (spelling(spot) === '' ? '' : line(spot));

/** Text that the learner sees rendered. */
export const markdown: Decoder<string> = (spot) => {
  const value = text(spot);
  const isBlock = isScalar(spot.node) && spot.node.type?.startsWith('BLOCK') === true;
  const firstLine = isBlock ? spot.line + 1 : spot.line;
  if (value !== INVALID) checkMarkdown(value, firstLine, `${spot.path}: `, spot.problems);
  return value;
};

export const boolean: Decoder<boolean> = (spot) => {
  const value = isScalar(spot.node) ? spot.node.value : null;
  return typeof value === 'boolean'
    ? value
    : complain(spot, `expected true or false, found ${describe(spot.node)}`);
};

/** A whole number of at least `minimum`. */
export function wholeNumber(minimum: number): Decoder<number> {
  return (spot) => {
    const value = isScalar(spot.node) ? spot.node.value : null;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum
      ? value
      : complain(spot, `expected a whole number from ${minimum} up, found ${describe(spot.node)}`);
  };
}

/** Any number that YAML knows: `512`, `0.5`, `1e3`. */
export const number: Decoder<number> = (spot) => {
  const value = isScalar(spot.node) ? spot.node.value : null;
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : complain(spot, `expected a number, found ${describe(spot.node)}`);
};

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Decoder<T> {
  return (spot) => {
    const written = spelling(spot) ?? '';
    const known = words.find((word) => word === written);
    if (known !== undefined) return known;
    const meant = nearest(written, words);
    const advice = meant === null ? '' : `; did you mean ${meant}?`;
    return complain(spot, `expected ${words.join(', ')}, found ${describe(spot.node)}${advice}`);
  };
}

/** An identifier in lower case, as it stands in URLs and progress files. */
export const identifier: Decoder<string> = (spot) => {
  const written = spelling(spot) ?? '';
  return isIdentifier(written)
    ? written
    : complain(spot, `expected a name of a-z, 0-9 and single hyphens, found ${describe(spot.node)}`);
};

export function isIdentifier(word: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word);
}

/** `500ms`, `9s`, `2m`, in milliseconds. */
export const duration: Decoder<number> = (spot) => {
  const milliseconds = durationMs(spelling(spot) ?? '');
  return (
    milliseconds ?? complain(spot, `expected a duration such as 500ms or 9s, found ${describe(spot.node)}`)
  );
};

/** Milliseconds of `500ms`, `9s`, `1.5s`, `2m`; null when it is none of these. */
export function durationMs(word: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(word);
  if (match === null) return null;
  const factor = { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm'];
  const milliseconds = Number(match[1]) * factor;
  return Number.isSafeInteger(milliseconds) ? milliseconds : null;
}

/** An address that a browser opens. */
export const webAddress: Decoder<string> = (spot) => {
  const written = line(spot);
  if (written === INVALID) return INVALID;
  return /^https:\/\/[^\s/]+(\/\S*)?$/.test(written)
    ? written
    : complain(spot, `expected an address that begins with https://, found "${written}"`);
};

function spelling(spot: Spot): string | null {
  if (!isScalar(spot.node) || spot.node.value === null) return null;
  return typeof spot.node.value === 'string' ? spot.node.value : String(spot.node.source ?? spot.node.value);
}
