/**
 * Models shell patterns (glob(7), fnmatch(3); extended patterns of bash(1)). Invariant: a backslash takes the meaning
 * from the character after it. Left out: collating symbols and equivalence classes.
 */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

export interface PatternOptions {
  readonly extended?: boolean;
  /** `*` and `?` do not match `/`. */
  readonly pathname?: boolean;
  readonly ignoreCase?: boolean;
}

const escapeRegExp = (character: string): string => character.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Whether a text holds an unescaped pattern character. */
export const hasPattern = (pattern: string): boolean => /(^|[^\\])(\\\\)*([*?]|\[.*\])/.test(pattern);

/** The characters of a pattern without its escapes. */
export const unescapePattern = (pattern: string): string => pattern.replace(/\\(.)/gs, '$1');

function bracket(pattern: string, start: number): { source: string; end: number } | null {
  let at = start + 1;
  let source = '[';
  if (pattern[at] === '!' || pattern[at] === '^') {
    source += '^';
    at++;
  }
  for (let first = true; at < pattern.length; first = false) {
    const character = pattern[at] ?? '';
    if (character === ']' && !first) return { source: `${source}]`, end: at + 1 };
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named !== null) {
      source += CLASSES[named[1] ?? ''] ?? '';
      at += named[0].length;
    } else if (character === '\\' && at + 1 < pattern.length) {
      source += escapeRegExp(pattern[at + 1] ?? '');
      at += 2;
    } else {
      source += character === '-' ? '-' : escapeRegExp(character);
      at++;
    }
  }
  return null;
}

function closingParenthesis(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '(') depth++;
    else if (pattern[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function extendedGroup(
  pattern: string,
  at: number,
  options: PatternOptions,
  any: string,
): { source: string; end: number } | null {
  const operator = pattern[at] ?? '';
  if (!options.extended || !'?*+@!'.includes(operator) || pattern[at + 1] !== '(') return null;
  const close = closingParenthesis(pattern, at + 1);
  if (close === -1) return null;
  const alternatives = splitAlternatives(pattern.slice(at + 2, close)).map((part) =>
    patternSource(part, options),
  );
  const group = alternatives.join('|');
  const source =
    operator === '!' ? `(?:(?!(?:${group})$)${any}*)` : `(?:${group})${operator === '@' ? '' : operator}`;
  return { source, end: close + 1 };
}

function splitAlternatives(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '|' && depth === 0) {
      parts.push('');
      continue;
    }
    if (character === '(') depth++;
    if (character === ')') depth--;
    parts[parts.length - 1] += character === '\\' ? text.slice(at, ++at + 1) : character;
  }
  return parts;
}

/** The source of a regular expression that matches what the pattern matches, without anchors. */
export function patternSource(pattern: string, options: PatternOptions = {}): string {
  const any = options.pathname ? '[^/]' : '[\\s\\S]';
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? '';
    const group =
      extendedGroup(pattern, at, options, any) ?? (character === '[' ? bracket(pattern, at) : null);
    if (group !== null) {
      source += group.source;
      at = group.end;
    } else if (character === '\\' && at + 1 < pattern.length) {
      source += escapeRegExp(pattern[at + 1] ?? '');
      at += 2;
    } else {
      source += character === '*' ? `${any}*` : character === '?' ? any : escapeRegExp(character);
      at++;
    }
  }
  return source;
}

/** fnmatch(3): the whole text against the pattern. */
export function matchesPattern(pattern: string, text: string, options: PatternOptions = {}): boolean {
  return new RegExp(`^(?:${patternSource(pattern, options)})$`, options.ignoreCase ? 'i' : '').test(text);
}

/** The length of the shortest or longest prefix that matches, or -1. For `${x#p}` and `${x##p}`. */
export function matchingPrefix(pattern: string, text: string, longest: boolean): number {
  const expression = new RegExp(`^(?:${patternSource(pattern, { extended: true })})$`);
  for (let step = 0; step <= text.length; step++) {
    const length = longest ? text.length - step : step;
    if (expression.test(text.slice(0, length))) return length;
  }
  return -1;
}

/** The start of the shortest or longest suffix that matches, or -1. For `${x%p}` and `${x%%p}`. */
export function matchingSuffix(pattern: string, text: string, longest: boolean): number {
  const expression = new RegExp(`^(?:${patternSource(pattern, { extended: true })})$`);
  for (let step = 0; step <= text.length; step++) {
    const start = longest ? step : text.length - step;
    if (expression.test(text.slice(start))) return start;
  }
  return -1;
}
