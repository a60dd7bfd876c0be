/** A sum at the start of a text, and what stands after it. */
export interface Calculated {
  readonly value: number;
  readonly rest: string;
}

const NUMBER = /^(?:(?!0)\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?/;
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d) +plus +(?=\d)/gi, ' + '],
  [/(?<=\d) +minus +(?=\d)/gi, ' - '],
  [/(?<=\d) +times +(?=\d)/gi, ' * '],
  [/(?<=\d) +divided by +(?=\d)/gi, ' / '],
];

/**
 * `128 + 15`, `64 * 1024^2`, `(16 - 4) / 2`, `100,000 / 2 = 50,000` and `143 = 128 + 15` where both sides are equal. null:
 * the text does not begin with a sum, an equation is not true, or it may be a range (`5-6`).
 */
export function calculate(text: string): Calculated | null {
  const plain = WORDS.reduce((said, [pattern, sign]) => said.replace(pattern, sign), text);
  const first = sum(plain.trimStart());
  if (first === null) return null;
  let { value, rest, signs } = first;
  while (/^\s*=/.test(rest)) {
    const next = sum(rest.replace(/^\s*=\s*/, ''));
    if (next === null || !isSame(next.value, value)) return null;
    signs += next.signs + 1;
    rest = next.rest;
    value = first.value;
  }
  const isCut = /^[\d.,]*\d/.test(rest);
  return signs === 0 || isCut || !Number.isFinite(value) ? null : { value, rest };
}

const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

interface Reading extends Calculated {
  /** How many signs were read. */
  readonly signs: number;
}

function sum(text: string): Reading | null {
  const first = product(text);
  if (first === null) return null;
  let { value, rest, signs } = first;
  for (let sign = signOf(rest, '+-'); sign !== null; sign = signOf(rest, '+-')) {
    const next = product(sign.rest);
    if (next === null) break;
    // `5-6` is a range as often as a difference; `6-5` is none.
    if (sign.sign === '-' && signs === 0 && next.signs === 0 && value < next.value) return null;
    value += sign.sign === '+' ? next.value : -next.value;
    signs += next.signs + 1;
    rest = next.rest;
  }
  return { value, rest, signs };
}

function product(text: string): Reading | null {
  const first = power(text);
  if (first === null) return null;
  let { value, rest, signs } = first;
  for (let sign = signOf(rest, '*x×/'); sign !== null; sign = signOf(rest, '*x×/')) {
    const next = power(sign.rest);
    if (next === null) break;
    value = sign.sign === '/' ? value / next.value : value * next.value;
    signs += next.signs + 1;
    rest = next.rest;
  }
  return { value, rest, signs };
}

function power(text: string): Reading | null {
  const base = atom(text);
  const raised = base && /^ *(?:\^|\*\*) *(?=\d)/.exec(base.rest);
  const exponent = base && raised && atom(base.rest.slice(raised[0].length));
  if (base === null || exponent === null) return base;
  return { value: base.value ** exponent.value, rest: exponent.rest, signs: base.signs + 1 };
}

function atom(text: string): Reading | null {
  const [number] = NUMBER.exec(text) ?? [];
  if (number !== undefined)
    return { value: Number(number.replaceAll(',', '')), rest: text.slice(number.length), signs: 0 };
  if (!text.startsWith('(') || text.length > 200) return null;
  const inner = sum(text.slice(1).trimStart());
  const closed = inner && /^ *\)/.exec(inner.rest);
  return inner && closed && inner.signs > 0 ? { ...inner, rest: inner.rest.slice(closed[0].length) } : null;
}

function signOf(rest: string, signs: string): { readonly sign: string; readonly rest: string } | null {
  const match = /^ *([-+*x×/]) *(?=[\d(])/i.exec(rest);
  const sign = match?.[1]?.toLowerCase();
  if (match === null || sign === undefined || !signs.includes(sign)) return null;
  if (sign === '*' && rest.trimStart().startsWith('**')) return null;
  return { sign, rest: rest.slice(match[0].length) };
}
