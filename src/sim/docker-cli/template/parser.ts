/** From words to the tree of a Go template, with the errors of text/template/parse. */
import { type Control, type Node, TemplateParseError } from './ast.ts';
import { lex, type Piece, type Token } from './lexer.ts';
import { parsePipe, pipeSource, unquote, Words } from './pipeline.ts';

/** Throws TemplateParseError. */
export function parseTemplate(template: string): readonly Node[] {
  const reader: Reader = { pieces: lex(template), at: 0, variables: ['$'], rangeDepth: 0 };
  return parseList(reader, false).nodes;
}

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
  readonly variables: string[];
  rangeDepth: number;
}
type Ending = 'end' | 'else' | 'eof';

interface Body {
  readonly nodes: readonly Node[];
  readonly ending: Ending;
  /** What stands after `else`. */
  readonly rest: readonly Token[];
  readonly line: number;
}

function parseList(reader: Reader, nested: boolean): Body {
  const nodes: Node[] = [];
  let lastLine = 1;
  for (let piece = reader.pieces[reader.at]; piece !== undefined; piece = reader.pieces[reader.at]) {
    reader.at += 1;
    if (piece.kind === 'text') {
      nodes.push({ kind: 'text', text: piece.text });
      continue;
    }
    lastLine = piece.line;
    const [first, ...rest] = piece.tokens;
    const word = first?.kind === 'identifier' ? first.text : '';
    if (word === 'end' || word === 'else') {
      if (!nested) throw new TemplateParseError(`template: :${piece.line}: unexpected {{${word}}}`);
      return { nodes, ending: word, rest, line: piece.line };
    }
    nodes.push(...parseAction(reader, word, piece));
  }
  if (nested) throw new TemplateParseError(`template: :${lastLine}: unexpected EOF`);
  return { nodes, ending: 'eof', rest: [], line: lastLine };
}

type Action = Extract<Piece, { kind: 'action' }>;

function parseAction(reader: Reader, word: string, { tokens, line }: Action): readonly Node[] {
  const words = new Words(word === '' ? tokens : tokens.slice(1), line, reader.variables);
  switch (word) {
    case 'if':
    case 'with':
    case 'range':
      return [parseControl(reader, word, words)];
    case 'define':
      return [parseDefinition(reader, words)];
    case 'block':
      return parseBlock(reader, words, tokens);
    case 'template':
      return [parseCall(words, tokens)];
    case 'break':
    case 'continue':
      if (reader.rangeDepth === 0) throw words.fail(`{{${word}}} outside {{range}}`);
      return [{ kind: word }];
    default:
      return [{ kind: 'action', pipe: parsePipe(new Words(tokens, line, reader.variables), 'command') }];
  }
}

function parseControl(reader: Reader, kind: Control['kind'], words: Words): Node {
  const mark = reader.variables.length;
  const pipe = parsePipe(words, kind);
  if (kind === 'range') reader.rangeDepth += 1;
  const body = parseList(reader, true);
  if (kind === 'range') reader.rangeDepth -= 1;
  const otherwise = body.ending === 'end' ? [] : parseElse(reader, kind, body);
  reader.variables.length = mark;
  return { kind, pipe, body: body.nodes, otherwise };
}

function parseElse(reader: Reader, kind: Control['kind'], { rest, line }: Body): readonly Node[] {
  const tokens = rest.filter((token, index) => index > 0 || token.kind !== 'space');
  const [first] = tokens;
  if (first?.kind === 'identifier' && first.text === kind && kind !== 'range')
    return [parseControl(reader, kind, new Words(tokens.slice(1), line, reader.variables))];
  if (first !== undefined) throw new Words(tokens, line, []).unexpected(first, '{{else}}');
  const body = parseList(reader, true);
  if (body.ending === 'else')
    throw new TemplateParseError(`template: :${body.line}: expected end; found {{else}}`);
  return body.nodes;
}

function templateName(words: Words, context: string): string {
  words.skipSpace();
  const token = words.next();
  if (token === undefined) throw words.fail(`unexpected "}}" in ${context}`);
  if (token.kind !== 'string') throw words.unexpected(token, context);
  words.skipSpace();
  return unquote(token.text);
}

function parseDefinition(reader: Reader, words: Words): Node {
  const name = templateName(words, 'define clause');
  const inner: Reader = reader;
  const body = parseList(inner, true);
  return { kind: 'define', name, body: body.nodes };
}

function parseCall(words: Words, tokens: readonly Token[]): Node {
  words.skipSpace();
  const place = words.peek() ?? tokens[0];
  const name = templateName(words, 'template clause');
  const pipe = words.peek() === undefined ? null : parsePipe(words, 'template clause');
  const argument = pipe === null ? '' : ` ${pipeSource(pipe)}`;
  return {
    kind: 'template',
    name,
    pipe,
    source: `{{template ${JSON.stringify(name)}${argument}}}`,
    column: place?.column ?? 0,
    line: words.line,
  };
}

/** `{{block "name" pipe}}...{{end}}`: a definition and its call. */
function parseBlock(reader: Reader, words: Words, tokens: readonly Token[]): readonly Node[] {
  const name = templateName(words, 'block clause');
  const pipe = parsePipe(words, 'block clause');
  const body = parseList(reader, true);
  const place = { column: tokens[0]?.column ?? 0, line: words.line };
  const source = `{{template ${JSON.stringify(name)} ${pipeSource(pipe)}}}`;
  return [
    { kind: 'define', name, body: body.nodes },
    { kind: 'template', name, pipe, source, ...place },
  ];
}
