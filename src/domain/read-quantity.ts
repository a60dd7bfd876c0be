import { calculate } from './calculate.ts';
import { ambiguousNumber, type Found, specialNumber, tidyNumber } from './number-forms.ts';
import { numberInWords } from './number-words.ts';
import { isHarmless, wordsOf } from './read-number.ts';
import { conversion, wantedNumber } from './units.ts';

/** What a typed number is read against. */
export interface QuantityAsked {
  readonly prompt: string;
  readonly unit: string | null;
  readonly units: Readonly<Record<string, number>>;
}

export type Quantity =
  /** `value` is in the unit asked for; `said` is the answer when it stood in another one, `0.5 GiB`. */
  | { readonly kind: 'quantity'; readonly value: number; readonly said: string | null }
  /** One sentence for whoever typed it. Nothing can be judged. */
  | { readonly kind: 'unreadable'; readonly because: string };

const GROUPS = String.raw`\d{1,3}(?:[ _']\d{3})+(?!\d)|(?!0)\d{1,3}(?:,\d{3})+(?![\d,])`;
const NUMBER = new RegExp(
  String.raw`^(\D*?)([+-]?(?:(?:${GROUPS}|\d+)(?:[.,]\d+)?|\.\d+)(?:e[+-]?\d+)?)(?![\d.,]*\d)(.*)$`,
  'is',
);
const MORE_FILLERS = [
  'of',
  'roughly',
  'approximately',
  'around',
  'circa',
  'ca',
  'in',
  'total',
  'are',
  'there',
  'i',
  'think',
  'only',
  'just',
  'single',
  'all',
  'them',
  'these',
  'those',
  'has',
  'have',
  'was',
  'were',
  'different',
];
/** Words that a count of things may have beside it, by a word of the question that means the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  types: 'kind',
  type: 'kind',
  sorts: 'kind',
  caps: 'capabilities',
};

/**
 * A number with or without a unit, as people write them: `512`, `512 MiB`, `0.5 GiB`, `1,024`, `1 024`, `0,5`,
 * `1e3`, `twelve`, `8 * 64`, `about 3 seconds`. A comma before exactly three digits groups thousands, as it does in
 * English, but after a lone 0. Without a unit it is in the one asked for.
 */
export function readQuantity(answer: string, asked: QuantityAsked): Quantity {
  const text = tidyNumber(answer);
  const doubt = ambiguousNumber(text);
  if (doubt !== null) return { kind: 'unreadable', because: doubt };
  const found =
    specialNumber(text) ??
    calculate(text) ??
    nothing(text, asked) ??
    numeral(text, asked) ??
    inWords(text, asked);
  if (found === null) return unreadable(asked);
  return withUnit(found.value, found.rest, asked) ?? unreadable(asked);
}

/** `no container`. */
function nothing(text: string, { prompt }: QuantityAsked): Found | null {
  const [, word = ''] = /^(?:in )?no ([a-z]+)$/i.exec(text) ?? [];
  return isHarmless(word.toLowerCase(), wordsOf(prompt)) ? { value: 0, rest: '' } : null;
}

function numeral(text: string, asked: QuantityAsked): Found | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, before = '', number = '', rest = ''] = match;
  if (/\d/.test(rest) || !areHarmless(before, asked)) return null;
  const [, scale = ''] = /^ ?(thousand|million|billion)\b/i.exec(rest) ?? [];
  const value = Number(plainNumeral(number)) * (SCALES[scale.toLowerCase()] ?? 1);
  return Number.isFinite(value) ? { value, rest: rest.trimStart().slice(scale.length) } : null;
}

function plainNumeral(number: string): string {
  const joined = number.replace(/(?<=\d)[ _'](?=\d{3})/g, '');
  const grouped = /^[+-]?(?!0,)\d{1,3}(,\d{3})+(?!\d)/.test(joined);
  return grouped ? joined.replaceAll(',', '') : joined.replace(',', '.');
}

const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** The longest run of words at the start, fillers aside, that is a number. */
function inWords(text: string, asked: QuantityAsked): Found | null {
  const words = text.toLowerCase().split(/\s+/);
  const isBegun = (word: string): boolean => numberInWords(word) !== null;
  const start = words.findIndex(
    (word, at) => isBegun(word) || (word === 'a' && /^(hundred|thousand)$/.test(words[at + 1] ?? '')),
  );
  if (start < 0 || !areHarmless(words.slice(0, start).join(' '), asked)) return null;
  for (let end = words.length; end > start; end -= 1) {
    const value = numberInWords(words.slice(start, end).join(' '));
    if (value !== null) return { value, rest: text.split(/\s+/).slice(end).join(' ') };
  }
  return null;
}

/** What a bare count may be said with: times over, and bytes, which is what the kernel counts. */
const BESIDE_COUNTS = /^(?:-? ?fold|x|×|times|b|bytes?)(?![a-z])/i;

function withUnit(value: number, rest: string, asked: QuantityAsked): Quantity | null {
  const words = rest
    .replace(/^[\s:=]+|[\s).]+$/g, '')
    .replace(asked.unit === null ? BESIDE_COUNTS : /^$/, '')
    .trim();
  if (words === '') return { kind: 'quantity', value, said: null };
  for (const [word, after] of firstWords(words)) {
    const factor = asked.unit === null ? null : conversion(word, asked.unit, asked.units);
    if (factor === null || !areHarmless(after, asked)) continue;
    const said = factor === 1 ? null : `${plainValue(value)} ${word}`;
    return { kind: 'quantity', value: value * factor, said };
  }
  return areHarmless(words, asked) ? { kind: 'quantity', value, said: null } : null;
}

/** The whole as a unit, and its first word as one: `kernel threads`, `MiB of memory`. */
function firstWords(words: string): readonly (readonly [string, string])[] {
  const [first = '', ...others] = words.split(/\s+/);
  return [
    [words, ''],
    [first, others.join(' ')],
  ];
}

function areHarmless(words: string, { prompt, unit }: QuantityAsked): boolean {
  const known = wordsOf(`${prompt} ${unit ?? ''}`);
  const parts = words.toLowerCase().split(/[\s:=,~≈]+/);
  const isKnown = (word: string): boolean =>
    word === '' || MORE_FILLERS.includes(word) || isHarmless(SYNONYMS[word] ?? word, known);
  return parts.every(isKnown);
}

const unreadable = ({ unit }: QuantityAsked): Quantity => ({
  kind: 'unreadable',
  because: `Type one ${wantedNumber(unit)}.`,
});

/** Equal but for what binary fractions cannot hold. */
export const isNear = (a: number, b: number, tolerance = 0): boolean =>
  Math.abs(a - b) <= tolerance + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** `488.28125` as `488.281`; whole numbers as they are. */
export function plainValue(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toFixed(3));
  return String(isNear(rounded, 0) ? Number(value.toPrecision(3)) : rounded);
}
