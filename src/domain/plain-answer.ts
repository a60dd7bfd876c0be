import { numberInWords } from './number-words.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const LEAD =
  /^(?:it(?:'s| is| was)|that(?:'s| is)|the (?:answer|reason)(?: is)?|answers?|reasons?|options?|choices?|letters?|both|number|no\.?(?= ?\d)|#|in line|the line|lines?|l(?=\d))\s*:?\s*(?=\S)/i;

/** What was said, without quotes around it and `it is`, `option`, `line` and the like before it. */
export function withoutLead(said: string): string {
  let rest = said.replace(/^["'`*]+|["'`*]+$/g, '').trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(LEAD, '').trim();
  }
  return rest;
}

/** `the second`, `2nd line`, `two`: the place from 1 on that it names; null when it names none. */
export function placeInWords(said: string): number | null {
  const word = said
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/ (?:one|line|option|reason)$/, '');
  const counted = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1];
  if (counted !== undefined) return Number(counted);
  const ordinal = ORDINALS.indexOf(word);
  const number = ordinal >= 0 ? ordinal + 1 : numberInWords(word);
  return number === null || number < 1 ? null : number;
}

/** `["a","c"]` as its parts; null when it is no list of texts. */
export function jsonParts(said: string): readonly string[] | null {
  if (!said.startsWith('[') || said.length > 2000) return null;
  try {
    const value: unknown = JSON.parse(said);
    return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')
      ? value.map(String)
      : null;
  } catch {
    return null;
  }
}

/** `1. c 2) a 3: b`: what stands behind 1, 2, 3, in the order of the numbers; null when it is not all of that form. */
export function numberedParts(said: string): readonly string[] | null {
  const parts = [...said.matchAll(/(\d)\s*[.):=-]\s*\(?([a-z])\)?(?=[\s,;]|$)[\s,;]*/gi)];
  if (parts.length < 2 || parts.map(([part]) => part).join('').length !== said.length) return null;
  const sorted = [...parts].sort((a, b) => Number(a[1]) - Number(b[1]));
  return sorted.every((part, index) => Number(part[1]) === index + 1)
    ? sorted.map(([, , key = '']) => key)
    : null;
}
