/**
 * Models the lexical structure of SQL as MySQL and PostgreSQL have it (ISO 9075, 5.2). Invariant: a token knows where it stands in
 * the statement, so that errors can show the place. Left out: dollar quotes, bit and hexadecimal literals.
 */
import { SqlError } from './problems.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'string' | 'symbol' | 'variable' | 'end';
  readonly text: string;
  /** Of its first character in the statement. */
  readonly at: number;
}

export interface Lexis {
  /** What encloses a name. */
  readonly nameQuote: '`' | '"';
  /** What may enclose a string. */
  readonly stringQuotes: readonly string[];
  readonly backslashEscapes: boolean;
  readonly hashComments: boolean;
}

const SYMBOL = /^(?:<=>|<=|>=|<>|!=|:=|\|\||&&|::|[-+*/%(),.;=<>!{}[\]:^~&|])/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b' };

export function tokensOf(sql: string, lexis: Lexis): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(sql, at, lexis);
    if (at >= sql.length) break;
    const token = tokenAt(sql, at, lexis);
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: 'end', text: '', at: sql.length });
  return tokens;
}

function skipSpace(sql: string, from: number, lexis: Lexis): number {
  let at = from;
  for (;;) {
    const rest = sql.slice(at);
    const comment = lexis.hashComments ? /^(?:--(?=\s|$)|#)[^\n]*/ : /^--[^\n]*/;
    const found = /^\s+/.exec(rest) ?? comment.exec(rest) ?? /^\/\*(?!!)[\s\S]*?\*\//.exec(rest);
    if (found === null) return at;
    at += found[0].length;
  }
}

interface Read {
  readonly token: Token;
  readonly next: number;
}

function tokenAt(sql: string, at: number, lexis: Lexis): Read {
  const rest = sql.slice(at);
  const first = rest[0] ?? '';
  const simple = (kind: Token['kind'], text: string): Read => ({
    token: { kind, text, at },
    next: at + text.length,
  });
  const word = /^[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/.exec(rest);
  if (word !== null) return simple('word', word[0]);
  const variable = /^@@?[\w.$]*/.exec(rest);
  if (variable !== null) return simple('variable', variable[0]);
  const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest);
  if (number !== null) return simple('number', number[0]);
  if (first === lexis.nameQuote) return enclosed(sql, at, 'quoted', false);
  if (lexis.stringQuotes.includes(first)) return enclosed(sql, at, 'string', lexis.backslashEscapes);
  const symbol = SYMBOL.exec(rest);
  if (symbol !== null) return simple('symbol', symbol[0]);
  throw new SqlError({ kind: 'syntax', at, near: rest });
}

/** A quote within is written twice, or escaped where that is so. */
function enclosed(sql: string, at: number, kind: Token['kind'], escapes: boolean): Read {
  const quote = sql[at] ?? '';
  let text = '';
  for (let place = at + 1; place < sql.length; place += 1) {
    const letter = sql[place] ?? '';
    if (letter === quote && sql[place + 1] !== quote) return { token: { kind, text, at }, next: place + 1 };
    if (letter === quote) place += 1;
    if (escapes && letter === '\\') {
      place += 1;
      const next = sql[place] ?? '';
      text += ESCAPES[next] ?? (next === '%' || next === '_' ? `\\${next}` : next);
    } else text += letter;
  }
  throw new SqlError({ kind: 'unterminated', at, near: sql.slice(at) });
}
