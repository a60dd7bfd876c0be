/** From the words of one action to its pipeline (text/template/parse: pipeline, command, operand, term). */
import { type Command, type Operand, type Pipe, type Place, TemplateParseError } from './ast.ts';
import { FUNCTIONS } from './functions.ts';
import type { Token } from './lexer.ts';

/** The words of an action, and the variables that are known there. */
export class Words {
  readonly #tokens: readonly Token[];
  readonly line: number;
  /** Shared by all actions of a template; control structures cut it back at their end. */
  readonly variables: string[];
  #at = 0;

  constructor(tokens: readonly Token[], line: number, variables: string[]) {
    this.#tokens = tokens;
    this.line = line;
    this.variables = variables;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  skipSpace(): void {
    while (this.peek()?.kind === 'space') this.#at += 1;
  }

  /** The token `count` places on, blanks left out. */
  ahead(count: number): Token | undefined {
    return this.#tokens.slice(this.#at).filter(({ kind }) => kind !== 'space')[count];
  }

  fail(words: string): TemplateParseError {
    return new TemplateParseError(`template: :${this.line}: ${words}`);
  }

  unexpected(token: Token, context: string): TemplateParseError {
    const shown =
      token.kind === 'dot' || ['nil', 'end', 'else', 'if', 'range', 'with'].includes(token.text)
        ? `<${token.text}>`
        : token.text.length > 10
          ? `${JSON.stringify(token.text.slice(0, 10))}...`
          : JSON.stringify(token.text);
    return this.fail(`unexpected ${shown} in ${context}`);
  }
}

const is = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'punctuation' && token.text === text;

/** Reads to the end of the action, or to the closing parenthesis, which it leaves. */
export function parsePipe(words: Words, context: string): Pipe {
  const { declares, assigns } = declarations(words, context);
  const commands: Command[] = [];
  for (;;) {
    words.skipSpace();
    const token = words.peek();
    if (token === undefined || is(token, ')')) break;
    if (is(token, '|') || is(token, ',') || is(token, '=') || is(token, ':=') || token.kind === 'other')
      throw words.unexpected(token, context);
    commands.push(parseCommand(words));
  }
  if (commands.length === 0) throw words.fail(`missing value for ${context}`);
  commands.forEach((command, index) => {
    const [first] = command.operands;
    if (index > 0 && first !== undefined && ['literal', 'dot', 'nil'].includes(first.kind))
      throw words.fail(`non executable command in pipeline stage ${index + 1}`);
  });
  return { declares, assigns, commands };
}

function declarations(words: Words, context: string): { declares: string[]; assigns: boolean } {
  words.skipSpace();
  const none = { declares: [], assigns: false };
  const [first, second, third, fourth] = [0, 1, 2, 3].map((at) => words.ahead(at));
  if (first?.kind !== 'variable') return none;
  const pair = is(second, ',') && third?.kind === 'variable' && context === 'range';
  const sign = pair ? fourth : second;
  if (!is(sign, ':=') && !is(sign, '=')) return none;
  const declares = pair ? [first.text, third.text] : [first.text];
  for (let token = words.next(); token !== sign; token = words.next()) words.skipSpace();
  const assigns = is(sign, '=');
  for (const name of declares) if (assigns) known(words, name);
  if (!assigns) words.variables.push(...declares);
  return { declares, assigns };
}

function known(words: Words, name: string): void {
  if (!words.variables.includes(name)) throw words.fail(`undefined variable "${name}"`);
}

function parseCommand(words: Words): Command {
  const operands: Operand[] = [];
  words.skipSpace();
  const start = words.peek();
  for (;;) {
    words.skipSpace();
    const operand = parseOperand(words);
    if (operand !== null) operands.push(operand);
    const token = words.peek();
    if (token?.kind === 'space') {
      words.next();
      continue;
    }
    if (token === undefined || is(token, ')')) break;
    words.next();
    if (is(token, '|')) break;
    throw words.unexpected(token, 'operand');
  }
  if (operands.length === 0) throw words.fail('empty command');
  const source = operands.map((one) => one.source).join(' ');
  return { operands, source, column: start?.column ?? 0, line: words.line };
}

function parseOperand(words: Words): Operand | null {
  const term = parseTerm(words);
  const next = words.peek();
  if (term === null || next?.kind !== 'field') return term;
  const path: string[] = [];
  while (words.peek()?.kind === 'field') path.push((words.next()?.text ?? '.').slice(1));
  const place: Place = {
    source: `${term.source}.${path.join('.')}`,
    column: next.column,
    line: next.line,
  };
  if (term.kind === 'field') return { kind: 'field', path: [...term.path, ...path], ...place };
  if (term.kind === 'variable') return { kind: 'variable', name: term.name, path, ...place };
  if (['literal', 'nil', 'dot'].includes(term.kind))
    throw words.fail(`unexpected . after term ${JSON.stringify(term.source)}`);
  return { kind: 'chain', inner: term, path, ...place };
}

/** Null, and nothing read, where no operand begins. */
function parseTerm(words: Words): Operand | null {
  const token = words.peek();
  if (token === undefined) return null;
  const place: Place = { source: token.text, column: token.column, line: token.line };
  switch (token.kind) {
    case 'dot':
      words.next();
      return { kind: 'dot', ...place };
    case 'field':
      words.next();
      return { kind: 'field', path: [token.text.slice(1)], ...place };
    case 'variable':
      words.next();
      known(words, token.text);
      return { kind: 'variable', name: token.text, path: [], ...place };
    case 'string':
      words.next();
      return { kind: 'literal', value: unquote(token.text), ...place };
    case 'character':
      words.next();
      return { kind: 'literal', value: unquote(token.text).codePointAt(0) ?? 0, ...place };
    case 'number':
      words.next();
      return { kind: 'literal', value: Number(token.text), ...place };
    case 'identifier':
      words.next();
      return identifier(words, token, place);
    default:
      return is(token, '(') ? parenthesis(words, place) : null;
  }
}

function parenthesis(words: Words, place: Place): Operand {
  words.next();
  const pipe = parsePipe(words, 'parenthesized pipeline');
  words.next();
  return { kind: 'parenthesis', pipe, ...place, source: `(${pipeSource(pipe)})` };
}

/** As Go writes a pipeline back. */
export function pipeSource(pipe: Pipe): string {
  const body = pipe.commands.map((one) => one.source).join(' | ');
  if (pipe.declares.length === 0) return body;
  return `${pipe.declares.join(', ')} ${pipe.assigns ? '=' : ':='} ${body}`;
}

function identifier(words: Words, token: Token, place: Place): Operand {
  if (token.text === 'true' || token.text === 'false')
    return { kind: 'literal', value: token.text === 'true', ...place };
  if (token.text === 'nil') return { kind: 'nil', ...place };
  if (!FUNCTIONS.has(token.text)) throw words.fail(`function ${JSON.stringify(token.text)} not defined`);
  return { kind: 'identifier', name: token.text, ...place };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f' };

export const unquote = (text: string): string =>
  text.startsWith('`')
    ? text.slice(1, -1)
    : text
        .slice(1, -1)
        .replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g, (_, u, x, c: string) =>
          c === undefined ? String.fromCharCode(Number.parseInt(u ?? x, 16)) : (ESCAPES[c] ?? c),
        );
