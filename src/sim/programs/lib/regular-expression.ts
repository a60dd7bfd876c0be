/**
 * Models POSIX regular expressions, basic and extended, in JavaScript's (regex(7)). Invariant: what a basic expression takes literally
 * is escaped. Left out: leftmost-longest among alternatives, collating symbols.
 */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  xdigit: '0-9A-Fa-f',
};

function bracketEnd(text: string, start: number): number {
  let at = start + 1;
  if (text[at] === '^') at++;
  if (text[at] === ']') at++;
  while (at < text.length && text[at] !== ']')
    at = text.startsWith('[:', at) ? text.indexOf(':]', at) + 2 : at + 1;
  return at;
}

function bracket(text: string): string {
  const negated = text.startsWith('^');
  const body = (negated ? text.slice(1) : text)
    .replace(/[\\\]]/g, '\\$&')
    .replace(/\[:(\w+):\\\]/g, (_, name: string) => CLASSES[name] ?? '')
    .replace(/\[(?!:)/g, '\\[');
  return `[${negated ? '^' : ''}${body}]`;
}

export function toRegExpSource(text: string, extended: boolean): string {
  let source = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '[') {
      const end = bracketEnd(text, at);
      source += bracket(text.slice(at + 1, end));
      at = end;
    } else if (character === '\\') source += escaped(text[++at] ?? '', extended);
    else if (!extended && '+?(){}|'.includes(character)) source += `\\${character}`;
    else if (!extended && character === '*' && /^$|\($|\|$|\^$/.test(source)) source += '\\*';
    else if (character === '/') source += '\\/';
    else source += character;
  }
  return source;
}

function escaped(character: string, extended: boolean): string {
  if (!extended && '+?(){}|'.includes(character)) return character;
  if (character === '<' || character === '>') return '\\b';
  if (/[1-9wWsSbBnt]/.test(character)) return `\\${character}`;
  return character === '' ? '\\\\' : character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
