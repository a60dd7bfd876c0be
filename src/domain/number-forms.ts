import { calculate } from './calculate.ts';
import { numberInWords } from './number-words.ts';

/** A number at the start of a text. */
export interface Found {
  readonly value: number;
  /** What stands after the number. */
  readonly rest: string;
}

/** Typographic characters to plain ones, and the wrapping around the answer off. */
export function tidyNumber(answer: string): string {
  let text = answer
    .replace(/(?<=\d)(?=[\u00bc-\u00be\u2150-\u215e])/g, ' ')
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .replace(/\u2044/g, '/')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .trim();
  text = text.replace(/^["'`*(]+|["'`*)]+$/g, '').replace(/[.,;:!?]+$/, '');
  text = text
    .replace(/^["'`*(]+|["'`*)]+$/g, '')
    .replace(/^[~≈=±]+\s*/, '')
    .replace(/^[#x×]\s*(?=\d)/i, '')
    .replace(/^exited +\((\d+)(?:\).*)?$/i, '$1')
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.,]*\d)/, (number) => number.replaceAll('.', ''))
    .trim();
  return withoutGloss(withoutWhole(text));
}

/** `50.000` is fifty to some and fifty thousand to others: one sentence that asks; null: there is no doubt. */
export function ambiguousNumber(text: string): string | null {
  const [, whole] = /^\D*(?<![\d.,])([1-9]\d{0,2})\.000(?![\d.,])/.exec(text) ?? [];
  return whole === undefined ? null : `Is that ${whole} or ${whole}000? Type it without the point.`;
}

/** `4 (3 + 1)`: what stands in brackets says the same. */
function withoutGloss(text: string): string {
  const [, said = '', gloss = ''] = /^([\d.,]+)\s*\(([^()]*\d[^()]*)\)?$/.exec(text) ?? [];
  const value = calculate(gloss)?.value ?? Number(gloss);
  return said !== '' && value === Number(said) ? said : text;
}

/** `3 1/2`, `three and a half`, `0x8f`. */
export function specialNumber(text: string): Found | null {
  const fraction = /^(\d+) +(\d)\/([1-9])(?![\d.,/])(.*)$/s.exec(text);
  if (fraction !== null) {
    const [, whole = '', over = '', under = '', rest = ''] = fraction;
    return { value: Number(whole) + Number(over) / Number(under), rest };
  }
  const half = /^(.*?) and (?:a|one)[ -]half\b(.*)$/is.exec(text);
  const whole = half && (numberInWords((half[1] ?? '').toLowerCase()) ?? readWhole(half[1] ?? ''));
  if (half !== null && whole !== null) return { value: whole + 0.5, rest: half[2] ?? '' };
  const [hex] = /^0x[0-9a-f]{1,12}(?![\w.])/i.exec(text) ?? [];
  return hex === undefined ? null : { value: Number(hex), rest: text.slice(hex.length) };
}

const readWhole = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** `14 of 41`, `0 out of the three`: the part that is counted. */
const withoutWhole = (text: string): string =>
  text.replace(
    /^(.*\d|.*\b[a-z]+)\s+(?:out )?of (?:the |all )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)$/i,
    '$1',
  );
