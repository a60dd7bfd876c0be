const SMALL = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** `forty-three`, `one hundred and forty three`, `two thousand`; null for anything else. */
export function numberInWords(text: string): number | null {
  if (text === 'none' || text === 'null' || text === 'nil') return 0;
  const thousands = /^(.*?)\s*\bthousand\b(?:\s+and\b)?\s*(.*)$/.exec(text);
  if (thousands === null) return belowThousand(text);
  const [, before = '', after = ''] = thousands;
  return scaled(before, 1000, after, belowThousand);
}

function belowThousand(text: string): number | null {
  const hundreds = /^(.*?)\s*\bhundred\b(?:\s+and\b)?\s*(.*)$/.exec(text);
  if (hundreds === null) return belowHundred(text);
  const [, before = '', after = ''] = hundreds;
  return scaled(before, 100, after, belowHundred);
}

function scaled(
  before: string,
  scale: number,
  after: string,
  read: (text: string) => number | null,
): number | null {
  const factor = before === 'a' ? 1 : belowHundred(before);
  const rest = after === '' ? 0 : read(after);
  return factor === null || rest === null || factor === 0 ? null : factor * scale + rest;
}

function belowHundred(text: string): number | null {
  const [first = '', second, third] = text.split(/[\s-]+/);
  if (third !== undefined) return null;
  const tens = (TENS.indexOf(first) + 2) * 10;
  if (second === undefined) return tens >= 20 ? tens : known(SMALL.indexOf(first));
  const ones = SMALL.indexOf(second);
  return tens >= 20 && ones > 0 && ones < 10 ? tens + ones : null;
}

function known(index: number): number | null {
  return index === -1 ? null : index;
}
