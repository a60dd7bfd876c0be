/** A word as the program would get it, or an operator of the shell. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string };

/**
 * Marks a character that the shell would expand, so that `'$HOME'` and `$HOME` stay two words: outside quotes,
 * and inside double ones.
 */
const EXPANDED = '\u0001';
const EXPANDED_IN_QUOTES = '\u0002';

const OPERATOR = /^(?:\d+(?=[<>])|)(?:&&|\|\||&>>?|<<<|<<-?|<>|>>|>&|<&|>\||;;|[;|&<>()])/;

interface Reading {
  readonly rest: string;
  readonly text: string;
}

/** Splits a command line by the quoting rules of POSIX sh, 2.2 and 2.3; null when a quote is left open. */
export function tokenise(line: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let rest = line.trimStart();
  while (rest !== '' && !rest.startsWith('#')) {
    const operator = OPERATOR.exec(rest)?.[0];
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator });
      rest = rest.slice(operator.length).trimStart();
      continue;
    }
    const word = readWord(rest);
    if (word === null) return null;
    tokens.push({ kind: 'word', text: word.text });
    rest = word.rest.trimStart();
  }
  return tokens;
}

function readWord(from: string): Reading | null {
  let rest = from;
  let text = '';
  while (rest !== '' && !/^[\s;|&<>()]/.test(rest)) {
    const piece = readPiece(rest, text === '');
    if (piece === null) return null;
    text += piece.text;
    rest = piece.rest;
  }
  return { rest, text };
}

function readPiece(rest: string, startsWord: boolean): Reading | null {
  const first = rest[0] ?? '';
  if (first === "'") {
    const end = rest.indexOf("'", 1);
    return end === -1 ? null : { rest: rest.slice(end + 1), text: rest.slice(1, end) };
  }
  if (first === '"') return readDoubleQuoted(rest.slice(1));
  if (first === '\\') return { rest: rest.slice(2), text: rest[1] ?? '' };
  const expands = /[$`*?[]/.test(first) || (first === '~' && startsWord);
  return { rest: rest.slice(1), text: expands ? EXPANDED + first : first };
}

function readDoubleQuoted(from: string): Reading | null {
  let text = '';
  for (let index = 0; index < from.length; index += 1) {
    const character = from[index] ?? '';
    if (character === '"') return { rest: from.slice(index + 1), text };
    if (character === '\\' && /[$`"\\]/.test(from[index + 1] ?? '')) {
      index += 1;
      text += from[index];
    } else {
      text += character === '$' || character === '`' ? EXPANDED_IN_QUOTES + character : character;
    }
  }
  return null;
}
