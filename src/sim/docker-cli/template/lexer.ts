/** Words of a Go template: text and, between {{ and }}, tokens with their columns (text/template/parse/lex.go). */
import { TemplateParseError } from './ast.ts';

export interface Token {
  readonly kind:
    | 'field'
    | 'variable'
    | 'identifier'
    | 'string'
    | 'character'
    | 'number'
    | 'punctuation'
    | 'dot'
    | 'other'
    | 'space';
  readonly text: string;
  /** From 0, as Go counts in its messages. */
  readonly column: number;
  readonly line: number;
}
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[]; readonly line: number };

const QUOTED = /^(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')/;
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['space', /^\s+/],
  ['string', /^"(?:[^"\\\n]|\\.)*"|^`[^`]*`/],
  ['character', /^'(?:[^'\\\n]|\\.)+'/],
  ['field', /^\.[A-Za-z_]\w*/],
  ['variable', /^\$\w*/],
  ['number', /^[+-]?(?:\d|\.\d)[\w.]*(?:(?<=[eE])[+-]\d+)?/],
  ['identifier', /^[A-Za-z_]\w*/],
  ['punctuation', /^(?::=|[|(),=])/],
  ['dot', /^\./],
];
/** What may follow a field, a variable or a name. */
const TERMINATOR = /^(?:$|[\s.,|:)(=])/;
const NUMBER = /^[+-]?(?:0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|\d*\.?\d+(?:[eE][+-]?\d+)?|\d+\.)$/;

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
    const start = open + (trims ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s-)?\}\}/.exec(template.slice(start));
    if (comment !== null) {
      trimNext = comment[1] !== undefined;
      at = start + comment[0].length;
      continue;
    }
    const close = closing(template, start);
    const body = template.slice(start, close);
    trimNext = /\s-$/.test(body);
    pieces.push(action(template, trimNext ? body.slice(0, -1) : body, start));
    at = close + 2;
  }
  return pieces;
}

function lineOf(template: string, at: number): { line: number; column: number } {
  const before = template.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: at - lastBreak - 1 };
}

function closing(template: string, start: number): number {
  let at = start;
  while (at < template.length) {
    if (template.startsWith('}}', at)) return at;
    const quoted = QUOTED.exec(template.slice(at));
    at += quoted === null ? 1 : quoted[0].length;
  }
  action(template, template.slice(start), start);
  throw new TemplateParseError(`template: :${lineOf(template, start).line}: unclosed action`);
}

function action(template: string, body: string, start: number): Piece {
  const tokens: Token[] = [];
  let depth = 0;
  const { line: firstLine } = lineOf(template, start);
  for (let at = 0; at < body.length; ) {
    const { line, column } = lineOf(template, start + at);
    const found = match(body.slice(at), line);
    if (found.kind !== 'space') tokens.push({ ...found, line, column });
    else if (tokens.length > 0) tokens.push({ ...found, text: ' ', line, column });
    if (found.kind === 'punctuation') depth += found.text === '(' ? 1 : found.text === ')' ? -1 : 0;
    if (depth < 0) throw new TemplateParseError(`template: :${line}: unexpected right paren`);
    at += found.text.length;
  }
  if (depth > 0) throw new TemplateParseError(`template: :${firstLine}: unclosed left paren`);
  return { kind: 'action', tokens, line: firstLine };
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} '${character}'`;

function match(rest: string, line: number): { kind: Token['kind']; text: string } {
  const fail = (words: string): TemplateParseError => new TemplateParseError(`template: :${line}: ${words}`);
  for (const [kind, pattern] of PATTERNS) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    const after = [...rest.slice(found[0].length)][0] ?? '';
    if (['field', 'variable', 'identifier'].includes(kind) && !TERMINATOR.test(after)) {
      throw fail(`bad character ${codePoint(after)}`);
    }
    if (kind === 'number' && !NUMBER.test(found[0])) throw fail(`bad number syntax: "${found[0]}"`);
    return { kind, text: found[0] };
  }
  const [first = ''] = [...rest];
  if (first === '"') throw fail('unterminated quoted string');
  if (first === '`') throw fail('unterminated raw quoted string');
  if (first === "'") throw fail('unterminated character constant');
  if (first === ':') throw fail('expected :=');
  if (!/^[\x20-\x7e]$/.test(first)) throw fail(`unrecognized character in action: ${codePoint(first)}`);
  return { kind: 'other', text: first };
}
