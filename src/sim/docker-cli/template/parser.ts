/** From words to the tree of a Go template, with the errors of text/template/parse. */
import { type Command, type Node, type Operand, type Pipe, TemplateParseError } from './ast.ts';
import { FUNCTIONS } from './functions.ts';
import { lex, type Piece, type Token } from './lexer.ts';

/** Throws TemplateParseError. */
export function parseTemplate(template: string): readonly Node[] {
  const pieces = lex(template);
  const reader = { pieces, at: 0 };
  const nodes = parseList(reader, false).nodes;
  return nodes;
}

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
}
type Ending = 'end' | 'else' | 'eof';

function parseList(
  reader: Reader,
  nested: boolean,
): { nodes: Node[]; ending: Ending; rest: readonly Token[] } {
  const nodes: Node[] = [];
  for (let piece = reader.pieces[reader.at]; piece !== undefined; piece = reader.pieces[reader.at]) {
    reader.at += 1;
    if (piece.kind === 'text') {
      nodes.push({ kind: 'text', text: piece.text });
      continue;
    }
    const tokens = trimmed(piece.tokens);
    const word = tokens[0]?.kind === 'identifier' ? tokens[0].text : '';
    if (word === 'end' || word === 'else') {
      if (!nested) throw new TemplateParseError(`template: :${piece.line}: unexpected {{${word}}}`);
      return { nodes, ending: word, rest: trimmed(tokens.slice(1)) };
    }
    if (word === 'if' || word === 'with' || word === 'range')
      nodes.push(control(reader, word, tokens, piece.line));
    else nodes.push({ kind: 'action', pipe: parsePipe(tokens, piece.line, 'command') });
  }
  if (nested) throw new TemplateParseError('template: :1: unexpected EOF');
  return { nodes, ending: 'eof', rest: [] };
}

function control(
  reader: Reader,
  kind: 'if' | 'with' | 'range',
  tokens: readonly Token[],
  line: number,
): Node {
  const pipe = parsePipe(trimmed(tokens.slice(1)), line, kind);
  const body = parseList(reader, true);
  if (body.ending === 'end') return { kind, pipe, body: body.nodes, otherwise: [] };
  const next = body.rest[0];
  if (next?.kind === 'identifier' && (next.text === 'if' || next.text === 'with')) {
    return { kind, pipe, body: body.nodes, otherwise: [control(reader, next.text, body.rest, line)] };
  }
  return { kind, pipe, body: body.nodes, otherwise: parseList(reader, true).nodes };
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  const list = [...tokens];
  while (list[0]?.kind === 'space') list.shift();
  while (list.at(-1)?.kind === 'space') list.pop();
  return list;
}

function parsePipe(tokens: readonly Token[], line: number, where: string): Pipe {
  const assigned = tokens.findIndex(({ text }) => text === ':=');
  const declares =
    assigned < 0
      ? []
      : tokens
          .slice(0, assigned)
          .filter(({ kind }) => kind === 'variable')
          .map(({ text }) => text);
  const body = trimmed(assigned < 0 ? tokens : tokens.slice(assigned + 1));
  if (body.length === 0) throw new TemplateParseError(`template: :${line}: missing value for ${where}`);
  const commands = split(body).map((part) => parseCommand(part, line));
  return { declares, commands };
}

/** At the top level's pipes. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(' && token.kind === 'punctuation') depth += 1;
    if (token.text === ')' && token.kind === 'punctuation') depth -= 1;
    if (token.text === '|' && token.kind === 'punctuation' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function parseCommand(tokens: readonly Token[], line: number): Command {
  const operands: Operand[] = [];
  const list = trimmed(tokens);
  if (list.length === 0) throw new TemplateParseError(`template: :${line}: missing value for command`);
  for (let at = 0; at < list.length; ) {
    const token = list[at];
    if (token === undefined || token.kind === 'space') {
      at += 1;
      continue;
    }
    if (token.kind === 'punctuation' && token.text === '(') {
      const { operand, next } = parenthesis(list, at, line);
      operands.push(operand);
      at = next;
      continue;
    }
    operands.push(simple(token, line));
    at += 1;
  }
  return { operands };
}

function parenthesis(
  tokens: readonly Token[],
  open: number,
  line: number,
): { operand: Operand; next: number } {
  let depth = 0;
  let close = open;
  for (; close < tokens.length; close += 1) {
    if (tokens[close]?.text === '(') depth += 1;
    if (tokens[close]?.text === ')') depth -= 1;
    if (depth === 0) break;
  }
  if (depth !== 0) throw new TemplateParseError(`template: :${line}: unclosed left paren`);
  const inner = tokens.slice(open + 1, close);
  const after = tokens[close + 1];
  const path = after?.kind === 'field' ? after.text.slice(1).split('.') : [];
  const source = `(${inner.map(({ text }) => text).join('')})`;
  const column = tokens[open]?.column ?? 0;
  const pipe = parsePipe(trimmed(inner), line, 'parenthesized pipeline');
  return {
    operand: { kind: 'parenthesis', pipe, path, source, column },
    next: close + (path.length > 0 ? 2 : 1),
  };
}

function simple(token: Token, line: number): Operand {
  const at = { source: token.text, column: token.column };
  switch (token.kind) {
    case 'dot':
      return { kind: 'dot', ...at };
    case 'field':
      return { kind: 'field', path: token.text.slice(1).split('.'), ...at };
    case 'variable': {
      const [name = '$', ...path] = token.text.split('.');
      return { kind: 'variable', name, path, ...at };
    }
    case 'string':
      return { kind: 'literal', value: unquote(token.text), ...at };
    case 'number':
      return { kind: 'literal', value: Number(token.text), ...at };
    case 'identifier':
      return identifier(token, line, at);
    default:
      throw new TemplateParseError(`template: :${line}: unexpected ${JSON.stringify(token.text)} in operand`);
  }
}

function identifier(token: Token, line: number, at: { source: string; column: number }): Operand {
  if (token.text === 'true' || token.text === 'false')
    return { kind: 'literal', value: token.text === 'true', ...at };
  if (token.text === 'nil') return { kind: 'nil', ...at };
  if (!FUNCTIONS.has(token.text)) {
    throw new TemplateParseError(`template: :${line}: function ${JSON.stringify(token.text)} not defined`);
  }
  return { kind: 'identifier', name: token.text, ...at };
}

const unquote = (text: string): string =>
  text.startsWith('`')
    ? text.slice(1, -1)
    : text.slice(1, -1).replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
