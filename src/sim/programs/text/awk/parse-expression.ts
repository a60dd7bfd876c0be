/** Models the expressions of awk with their precedence (POSIX XCU awk, table "Expressions in Decreasing Precedence"). Invariant: pure. */
import { TokenReader } from './token-reader.ts';
import type { Expression, Place } from './tree.ts';

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);
const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);

export class ExpressionParser extends TokenReader {
  protected list(): Expression[] {
    const items = [this.expression()];
    while (this.accept(',')) {
      this.skipNewlines();
      items.push(this.expression());
    }
    return items;
  }

  protected expression(): Expression {
    const left = this.#condition();
    const operator = this.token.text;
    if (this.token.kind !== 'operator' || !ASSIGNMENTS.has(operator) || !isPlace(left)) return left;
    this.at++;
    this.skipNewlines();
    return { kind: 'assign', place: left, operator: operator.slice(0, -1), value: this.expression() };
  }

  #condition(): Expression {
    const test = this.#or();
    if (!this.accept('?')) return test;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'condition', test, yes, no: this.expression() };
  }

  #logical(operator: '||' | '&&', next: () => Expression): Expression {
    let left = next();
    while (this.accept(operator)) {
      this.skipNewlines();
      left = { kind: 'binary', operator, left, right: next() };
    }
    return left;
  }

  #or(): Expression {
    return this.#logical('||', () => this.#logical('&&', () => this.#membership()));
  }

  #membership(): Expression {
    let left = this.#matching();
    while (!this.noIn && this.is('in')) {
      this.at++;
      const keys = left.kind === 'group' ? left.items : [left];
      left = { kind: 'in', keys, array: this.name() };
    }
    return left;
  }

  protected name(): string {
    if (this.token.kind !== 'name') this.fail();
    return this.tokens[this.at++]?.text ?? '';
  }

  #matching(): Expression {
    let left = this.#comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.token.text === '!~';
      this.at++;
      left = { kind: 'match', negated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expression {
    const left = this.#concatenation();
    const operator = this.token.text;
    if (this.token.kind !== 'operator' || !COMPARISONS.has(operator) || (operator === '>' && this.noGreater))
      return this.#piped(left);
    this.at++;
    return { kind: 'binary', operator, left, right: this.#concatenation() };
  }

  /** `command | getline`. */
  #piped(left: Expression): Expression {
    let result = left;
    while (this.is('|') && this.tokens[this.at + 1]?.text === 'getline') {
      this.at += 2;
      result = { kind: 'getline', place: this.#optionalPlace(), from: 'command', source: result };
    }
    return result;
  }

  #concatenation(): Expression {
    let left = this.#sum();
    while (this.#startsOperand()) left = { kind: 'binary', operator: ' ', left, right: this.#sum() };
    return left;
  }

  #startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === 'keyword') return false;
    if (kind === 'operator') return ['$', '!', '(', '-', '+', '++', '--'].includes(text);
    return kind !== 'newline' && kind !== 'end' && kind !== 'regex';
  }

  #binary(operators: readonly string[], next: () => Expression): Expression {
    let left = next();
    while (this.token.kind === 'operator' && operators.includes(this.token.text)) {
      const operator = this.token.text;
      this.at++;
      left = { kind: 'binary', operator, left, right: next() };
    }
    return left;
  }

  #sum(): Expression {
    return this.#binary(['+', '-'], () => this.#binary(['*', '/', '%'], () => this.#unary()));
  }

  #unary(): Expression {
    for (const operator of ['!', '-', '+'] as const)
      if (this.accept(operator)) return { kind: 'unary', operator, value: this.#unary() };
    return this.#power();
  }

  #power(): Expression {
    const left = this.#stepped();
    if (!this.accept('^')) return left;
    const right = this.is('-') || this.is('+') || this.is('!') ? this.#unary() : this.#power();
    return { kind: 'binary', operator: '^', left, right };
  }

  #stepped(): Expression {
    for (const [operator, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!this.accept(operator)) continue;
      const place = this.#primary();
      if (!isPlace(place)) this.fail();
      return { kind: 'step', place, by, before: true };
    }
    const value = this.#primary();
    if (!isPlace(value)) return value;
    if (this.accept('++')) return { kind: 'step', place: value, by: 1, before: false };
    if (this.accept('--')) return { kind: 'step', place: value, by: -1, before: false };
    return value;
  }

  #primary(): Expression {
    const { kind, text } = this.token;
    this.at++;
    switch (kind) {
      case 'number':
        return { kind: 'number', value: Number(text) };
      case 'string':
        return { kind: 'string', value: text };
      case 'regex':
        return { kind: 'regex', source: text };
      case 'name':
        return this.#variable(text);
      case 'function-name':
        return { kind: 'call', name: text, args: this.#arguments() };
      case 'builtin':
        return { kind: 'builtin', name: text, args: this.is('(') ? this.#arguments() : null };
      default:
        return this.#operatorPrimary(text);
    }
  }

  #operatorPrimary(text: string): Expression {
    if (text === '$') {
      const index =
        this.is('++') || this.is('--') ? this.#stepped() : this.is('-') ? this.#unary() : this.#primary();
      return { kind: 'field', index };
    }
    if (text === 'getline') {
      const place = this.#optionalPlace();
      if (!this.accept('<')) return { kind: 'getline', place, from: 'main', source: null };
      return { kind: 'getline', place, from: 'file', source: this.#primary() };
    }
    if (text !== '(') {
      this.at--;
      this.fail();
    }
    const [greater, isIn] = [this.noGreater, this.noIn];
    this.noGreater = false;
    this.noIn = false;
    const items = this.list();
    this.expect(')');
    this.noGreater = greater;
    this.noIn = isIn;
    return { kind: 'group', items };
  }

  #variable(name: string): Place {
    if (!this.accept('[')) return { kind: 'variable', name };
    const keys = this.list();
    this.expect(']');
    return { kind: 'element', name, keys };
  }

  #arguments(): Expression[] {
    const [greater, isIn] = [this.noGreater, this.noIn];
    this.noGreater = false;
    this.noIn = false;
    this.expect('(');
    this.skipNewlines();
    const items = this.is(')') ? [] : this.list();
    this.skipNewlines();
    this.expect(')');
    this.noGreater = greater;
    this.noIn = isIn;
    return items;
  }

  #optionalPlace(): Place | null {
    if (this.token.kind !== 'name' && !this.is('$')) return null;
    const place = this.#primary();
    return isPlace(place) ? place : this.fail();
  }
}

export const isPlace = (node: Expression): node is Place =>
  node.kind === 'variable' || node.kind === 'element' || node.kind === 'field';
