/** Words of a Go template: text and, between {{ and }}, tokens with their columns (text/template/parse/lex.go). */
import { TemplateParseError } from './ast.ts';

export interface Token {
  readonly kind: 'field' | 'variable' | 'identifier' | 'string' | 'number' | 'punctuation' | 'dot' | 'space';
  readonly text: string;
  /** From 0, as Go counts in its messages. */
  readonly column: number;
  readonly line: number;
}
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[]; readonly line: number };

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['space', /^\s+/],
  ['string', /^"(?:[^"\\\n]|\\.)*"|^`[^`]*`/],
  ['field', /^(?:\.[A-Za-z_]\w*)+/],
  ['variable', /^\$\w*(?:\.[A-Za-z_]\w*)*/],
  ['number', /^[+-]?\d+(?:\.\d+)?/],
  ['identifier', /^[A-Za-z_]\w*/],
  ['punctuation', /^(?::=|[|(),=])/],
  ['dot', /^\./],
];

export function lex(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimNext = false;
  while (at < template.length) {
    const open = template.indexOf('{{', at);
    const end = open < 0 ? template.length : open;
    const trims = open >= 0 && /^\{\{-\s/.test(template.slice(open));
    let text = template.slice(at, end);
    if (trimNext) text = text.trimStart();
    if (trims) text = text.trimEnd();
    if (text !== '') pieces.push({ kind: 'text', text });
    if (open < 0) break;
    const close = closing(template, open);
    const body = template.slice(open + (trims ? 3 : 2), close);
    trimNext = /\s-$/.test(body);
    const start = open + (trims ? 3 : 2);
    const inner = trimNext ? body.slice(0, -1) : body;
    if (!/^\s*\/\*/.test(inner)) pieces.push(action(template, inner, start));
    at = close + 2;
  }
  return pieces;
}

function lineOf(template: string, at: number): { line: number; column: number } {
  const before = template.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: at - lastBreak - 1 };
}

function closing(template: string, open: number): number {
  let at = open + 2;
  while (at < template.length) {
    if (template.startsWith('}}', at)) return at;
    const quoted = /^(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`)/.exec(template.slice(at));
    at += quoted === null ? 1 : quoted[0].length;
  }
  throw new TemplateParseError(`template: :${lineOf(template, open).line}: unclosed action`);
}

function action(template: string, body: string, start: number): Piece {
  const tokens: Token[] = [];
  for (let at = 0; at < body.length; ) {
    const { line, column } = lineOf(template, start + at);
    const found = match(body.slice(at), line);
    if (found.kind !== 'space') tokens.push({ ...found, line, column });
    else if (tokens.length > 0) tokens.push({ ...found, text: ' ', line, column });
    at += found.text.length;
  }
  return { kind: 'action', tokens, line: lineOf(template, start).line };
}

function match(rest: string, line: number): { kind: Token['kind']; text: string } {
  for (const [kind, pattern] of PATTERNS) {
    const found = pattern.exec(rest);
    if (found !== null) return { kind, text: found[0] };
  }
  if (rest.startsWith('"')) throw new TemplateParseError(`template: :${line}: unterminated quoted string`);
  throw new TemplateParseError(`template: :${line}: unexpected ${JSON.stringify(rest[0])} in operand`);
}
