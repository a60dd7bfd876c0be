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
const CALCULATION = /^(\d+(?:\.\d+)?) *([-+*x×/]) *(\d+(?:\.\d+)?)(?: *= *(\d+(?:\.\d+)?))?(?![\d.,])(.*)$/is;
const PRODUCT = /^\d+(?:\.\d+)?(?: *[*x×] *\d+(?:\.\d+)?){2,}(?![\d.,])/i;
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
];

/**
 * A number with or without a unit, as people write them: `512`, `512 MiB`, `0.5 GiB`, `1,024`, `1 024`, `0,5`,
 * `1e3`, `twelve`, `8 * 64`, `about 3 seconds`. A comma before exactly three digits groups thousands, as it does in
 * English, but after a lone 0. Without a unit it is in the one asked for.
 */
export function readQuantity(answer: string, asked: QuantityAsked): Quantity {
  const text = tidied(answer);
  const found = calculated(text) ?? numeral(text, asked) ?? inWords(text, asked);
  if (found === null) return unreadable(asked);
  return withUnit(found.value, found.rest, asked) ?? unreadable(asked);
}

interface Found {
  readonly value: number;
  /** What stands after the number. */
  readonly rest: string;
}

function tidied(answer: string): string {
  let text = answer
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .replace(/\u2044/g, '/')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .trim();
  text = text.replace(/^["'`*(]+|["'`*)]+$/g, '').replace(/[.,;:!?]+$/, '');
  return text
    .replace(/^["'`*(]+|["'`*)]+$/g, '')
    .replace(/^[~≈=±]+\s*/, '')
    .trim();
}

/** `128 + 15`, `1/4`, `64 * 1024 * 1024`, and `8 * 64 = 512` when that is so. */
function calculated(text: string): Found | null {
  return multiplied(text) ?? ofTwo(text);
}

/** Three factors or more. */
function multiplied(text: string): Found | null {
  const [product] = PRODUCT.exec(text) ?? [];
  if (product === undefined) return null;
  const factors = product.split(/[*x×]/i).map(Number);
  return { value: factors.reduce((value, factor) => value * factor, 1), rest: text.slice(product.length) };
}

function ofTwo(text: string): Found | null {
  const match = CALCULATION.exec(text);
  if (match === null) return null;
  const [, left = '', sign = '', right = '', stated, rest = ''] = match;
  const value = calculate(Number(left), sign, Number(right));
  if (!Number.isFinite(value)) return null;
  return stated === undefined || isNear(Number(stated), value) ? { value, rest } : null;
}

function calculate(left: number, sign: string, right: number): number {
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return Number.NaN; // `5-6` is a range as often as a difference.
    case '/':
      return left / right;
    default:
      return left * right;
  }
}

function numeral(text: string, asked: QuantityAsked): Found | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, before = '', number = '', rest = ''] = match;
  if (/\d/.test(rest) || !areHarmless(before, asked)) return null;
  const value = Number(plainNumeral(number));
  return Number.isFinite(value) ? { value, rest } : null;
}

function plainNumeral(number: string): string {
  const joined = number.replace(/(?<=\d)[ _'](?=\d{3})/g, '');
  const grouped = /^[+-]?(?!0,)\d{1,3}(,\d{3})+(?!\d)/.test(joined);
  return grouped ? joined.replaceAll(',', '') : joined.replace(',', '.');
}

/** The longest run of words at the start, fillers aside, that is a number. */
function inWords(text: string, asked: QuantityAsked): Found | null {
  const words = text.toLowerCase().split(/\s+/);
  const start = words.findIndex((word) => numberInWords(word) !== null || word === 'a');
  if (start < 0 || !areHarmless(words.slice(0, start).join(' '), asked)) return null;
  for (let end = words.length; end > start; end -= 1) {
    const value = numberInWords(words.slice(start, end).join(' '));
    if (value !== null) return { value, rest: text.split(/\s+/).slice(end).join(' ') };
  }
  return null;
}

function withUnit(value: number, rest: string, asked: QuantityAsked): Quantity | null {
  const words = rest.replace(/^[\s:=]+|[\s).]+$/g, '');
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
  return parts.every((word) => word === '' || MORE_FILLERS.includes(word) || isHarmless(word, known));
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
