/** Python's tokens, with indents and dedents (Python reference, 2). */
import { PyError } from './values.ts';

/** Real Python that nothing here carries out. */
export class NotModelled extends Error {}
export class SyntaxFault extends PyError {
  readonly line: number;
  constructor(message: string, line: number) {
    super('SyntaxError', message);
    this.line = line;
  }
}

export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'symbol' | 'newline' | 'indent' | 'dedent' | 'end';
  readonly text: string;
  readonly line: number;
}

const TOKEN =
  /\s*(?:(\d+\.\d*(?:e[+-]?\d+)?|\.\d+|\d+e[+-]?\d+|\d[\d_]*)|([fFrRbBuU]?)("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|([A-Za-z_]\w*)|(\*\*=|\/\/=|\*\*|\/\/|[-+*/%]=|==|!=|<=|>=|->|[-+*/%()[\]{}.,:;=<>]))/y;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const indents = [0];
  let depth = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const code = raw.replace(/^((?:[^"'#]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*)#.*$/, '$1').trimEnd();
    if (code.trim() === '') continue;
    if (depth === 0) indent(tokens, indents, /^[ \t]*/.exec(code)?.[0].length ?? 0, line);
    for (const token of lineTokens(code, line)) {
      tokens.push(token);
      depth += depthOf(token);
    }
    if (depth === 0) tokens.push({ kind: 'newline', text: '\n', line });
  }
  const last = text.split('\n').length;
  if (depth > 0) throw new SyntaxFault("'(' was never closed", last);
  for (; indents.length > 1; indents.pop()) tokens.push({ kind: 'dedent', text: '', line: last });
  return [...tokens, { kind: 'end', text: '', line: last }];
}

function depthOf({ kind, text }: Token): number {
  if (kind !== 'symbol') return 0;
  return '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
}

function lineTokens(code: string, line: number): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < code.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(code);
    if (found === null) {
      const open = /["']/.test(code.slice(at).trimStart()[0] ?? '');
      throw new SyntaxFault(
        open ? `unterminated string literal (detected at line ${line})` : 'invalid syntax',
        line,
      );
    }
    tokens.push(tokenOf(found, line));
  }
  return tokens;
}

function tokenOf([, number, prefix, string, name, symbol = '']: RegExpExecArray, line: number): Token {
  if (number !== undefined) return { kind: 'number', text: number, line };
  if (string !== undefined) return { kind: 'string', text: `${prefix}${string}`, line };
  if (name !== undefined) return { kind: 'name', text: name, line };
  return { kind: 'symbol', text: symbol, line };
}

function indent(tokens: Token[], indents: number[], width: number, line: number): void {
  if (width > (indents.at(-1) ?? 0)) {
    indents.push(width);
    tokens.push({ kind: 'indent', text: '', line });
  }
  while (width < (indents.at(-1) ?? 0)) {
    indents.pop();
    tokens.push({ kind: 'dedent', text: '', line });
  }
}
