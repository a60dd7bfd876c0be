/**
 * Models brace expansion (bash(1), Brace Expansion): `{a,b}`, `{1..5}`, `{a..e..2}`, nested. Invariant: it is purely
 * textual and happens before all other expansions; quotes and `${...}` are passed over. Left out: nothing.
 */
interface Brace {
  readonly start: number;
  readonly end: number;
  readonly items: readonly string[];
}

const PAIRS: Readonly<Record<string, string>> = { '{': '}', '(': ')' };

/** The index after a quoted string or an expansion that begins here, or the same index. */
function skipQuoted(text: string, at: number): number {
  const character = text[at];
  if (character === '\\') return at + 2;
  if (character === "'") return indexAfter(text, "'", at + 1);
  if (character === '"') return indexAfter(text, '"', at + 1);
  if (character === '`') return indexAfter(text, '`', at + 1);
  const open = text[at + 1] ?? '';
  if (character !== '$' || !(open in PAIRS)) return at;
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === open) depth++;
    else if (text[end] === PAIRS[open] && --depth === 0) return end + 1;
  }
  return text.length;
}

const indexAfter = (text: string, wanted: string, from: number): number => {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found + 1;
};

/** The items of the brace that opens at `start`, or null where it is no expansion. */
function readBrace(text: string, start: number): Brace | null {
  const items: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length; ) {
    const after = skipQuoted(text, at);
    if (after > at) {
      at = after;
      continue;
    }
    const character = text[at];
    if (character === '{') depth++;
    if (character === ',' && depth === 1) {
      items.push(text.slice(from, at));
      from = at + 1;
    }
    if (character === '}' && --depth === 0) {
      items.push(text.slice(from, at));
      const sequence = items.length === 1 ? expandSequence(items[0] ?? '') : items;
      return sequence === null ? null : { start, end: at + 1, items: sequence };
    }
    at++;
  }
  return null;
}

function expandSequence(text: string): readonly string[] | null {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text);
  if (numbers !== null) {
    const [, first = '', last = '', step] = numbers;
    const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
    return range(Number(first), Number(last), Number(step ?? 1)).map((value) =>
      value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0'),
    );
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  if (letters === null) return null;
  const [, first = '', last = '', step] = letters;
  return range(first.charCodeAt(0), last.charCodeAt(0), Number(step ?? 1)).map((code) =>
    String.fromCharCode(code),
  );
}

function range(first: number, last: number, step: number): number[] {
  const size = Math.max(1, Math.abs(step));
  const count = Math.min(Math.floor(Math.abs(last - first) / size), 100_000);
  const sign = last >= first ? 1 : -1;
  return Array.from({ length: count + 1 }, (_, index) => first + sign * size * index);
}

/** All words that the source text of one word stands for. */
export function expandBraces(text: string): readonly string[] {
  for (let at = 0; at < text.length; ) {
    const after = skipQuoted(text, at);
    if (after > at) {
      at = after;
      continue;
    }
    const brace = text[at] === '{' ? readBrace(text, at) : null;
    if (brace !== null) {
      const before = text.slice(0, brace.start);
      const rests = expandBraces(text.slice(brace.end));
      return brace.items
        .flatMap(expandBraces)
        .flatMap((item) => rests.map((rest) => `${before}${item}${rest}`));
    }
    at++;
  }
  return [text];
}
