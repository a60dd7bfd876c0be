/** Expressions of Python, by precedence (Python reference, 6.17). */
import type { Expression } from './ast.ts';
import { NotModelled, SyntaxFault, type Token, tokensOf } from './tokens.ts';
import type { Value } from './values.ts';

export const REFUSED =
  /^(def|class|try|with|lambda|raise|return|yield|async|await|global|del|assert|exec|match)$/;
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '>', '<=', '>=', 'in', 'is'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

export class ExpressionParser {
  protected readonly tokens: readonly Token[];
  protected readonly two: boolean;
  protected at = 0;

  constructor(tokens: readonly Token[], two: boolean) {
    this.tokens = tokens;
    this.two = two;
  }

  protected get token(): Token {
    return this.tokens[this.at] as Token;
  }

  protected sees(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  protected take(text: string): boolean {
    if (this.token.kind === 'string' || this.token.text !== text) return false;
    this.at += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take(text))
      throw new SyntaxFault(text === ':' ? "expected ':'" : 'invalid syntax', this.token.line);
  }

  protected name(): string {
    if (this.token.kind !== 'name') throw new SyntaxFault('invalid syntax', this.token.line);
    this.at += 1;
    return this.tokens[this.at - 1]?.text ?? '';
  }

  expression(level = 0): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    if (level === 2 && this.take('not'))
      return { kind: 'unary', operator: 'not', operand: this.expression(2) };
    let left = this.expression(level + 1);
    for (;;) {
      const operator = this.token.kind === 'string' ? undefined : operators.find((one) => this.take(one));
      const notIn =
        operator === undefined &&
        level === 2 &&
        this.token.text === 'not' &&
        this.tokens[this.at + 1]?.text === 'in';
      if (operator === undefined && !notIn) return left;
      if (notIn) this.at += 2;
      const negated = notIn || (operator === 'is' && this.take('not'));
      const made: Expression = {
        kind: 'binary',
        operator: operator ?? 'in',
        left,
        right: this.expression(level + 1),
      };
      left = negated ? { kind: 'unary', operator: 'not', operand: made } : made;
    }
  }

  protected unary(): Expression {
    for (const operator of ['-', '+'])
      if (this.take(operator)) return { kind: 'unary', operator, operand: this.unary() };
    const base = this.postfix();
    return this.take('**') ? { kind: 'binary', operator: '**', left: base, right: this.unary() } : base;
  }

  protected postfix(): Expression {
    let made = this.atom();
    for (;;) {
      if (this.take('.')) made = { kind: 'attribute', of: made, name: this.name() };
      else if (this.take('(')) made = this.call(made);
      else if (this.take('[')) {
        const at = this.expression();
        if (this.token.text === ':') throw new NotModelled('a slice');
        this.expect(']');
        made = { kind: 'index', of: made, at };
      } else return made;
    }
  }

  protected call(of: Expression): Expression {
    const args: Expression[] = [];
    const named: [string, Expression][] = [];
    while (!this.take(')')) {
      if (this.token.kind === 'name' && this.tokens[this.at + 1]?.text === '=') {
        const name = this.name();
        this.at += 1;
        named.push([name, this.expression()]);
      } else args.push(this.expression());
      if (this.token.text === 'for') throw new NotModelled('a comprehension');
      if (!this.take(',') && this.token.text !== ')')
        throw new SyntaxFault('invalid syntax. Perhaps you forgot a comma?', this.token.line);
    }
    return { kind: 'call', of, args, named };
  }

  protected atom(): Expression {
    const { kind, text, line } = this.token;
    if (this.take('(')) return this.group(')', 'tuple');
    if (this.take('[')) return this.group(']', 'list');
    if (text === '{' && kind === 'symbol') throw new NotModelled('a dict or set');
    if (kind === 'name' && REFUSED.test(text)) throw new NotModelled(text);
    if (kind !== 'number' && kind !== 'string' && kind !== 'name')
      throw new SyntaxFault('invalid syntax', line);
    this.at += 1;
    if (kind === 'number')
      return { kind: 'value', value: /[.e]/i.test(text) ? Number(text) : BigInt(text.replaceAll('_', '')) };
    if (kind === 'string') return this.text(text);
    const constant = new Map<string, Value>([
      ['True', true],
      ['False', false],
      ['None', null],
    ]).get(text);
    return constant === undefined ? { kind: 'name', name: text } : { kind: 'value', value: constant };
  }

  protected group(end: string, of: 'list' | 'tuple'): Expression {
    const items: Expression[] = [];
    let comma = false;
    while (!this.take(end)) {
      items.push(this.expression());
      if (this.token.text === 'for') throw new NotModelled('a comprehension');
      comma = this.take(',') || comma;
    }
    const [only] = items;
    return of === 'tuple' && items.length === 1 && !comma && only !== undefined
      ? only
      : { kind: 'sequence', of, items };
  }

  protected text(token: string): Expression {
    const [, prefix = '', quote = '', body = ''] = /^([a-zA-Z]?)("""|'''|"|')([\s\S]*)\2$/.exec(token) ?? [];
    const text = /r/i.test(prefix) || quote === '' ? body : unescaped(body);
    if (!/f/i.test(prefix)) return { kind: 'value', value: text };
    const parts = text
      .split(/\{([^{}]+)\}/)
      .map((part, at) => (at % 2 === 0 ? part : new ExpressionParser(tokensOf(part), this.two).expression()));
    return { kind: 'format', parts };
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const unescaped = (text: string): string =>
  text.replace(/\\([\s\S])/g, (all, letter: string) => ESCAPES[letter] ?? all);
