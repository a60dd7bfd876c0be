/** Models the rules, functions and statements of awk (POSIX XCU awk, "Grammar"). Invariant: pure; throws AwkSyntaxError. Left out: getline's rarer forms in conditions. */
import { tokens } from './lexer.ts';
import { ExpressionParser } from './parse-expression.ts';
import type { AwkProgram, Expression, Pattern, Redirection, Rule, Statement, UserFunction } from './tree.ts';

/** `powers`: `**` is `^`, as in busybox. */
export const parseAwk = (text: string, powers: boolean): AwkProgram =>
  new ProgramParser(tokens(text, powers)).program();

class ProgramParser extends ExpressionParser {
  program(): AwkProgram {
    const rules: Rule[] = [];
    const functions = new Map<string, UserFunction>();
    for (this.#separators(); this.token.kind !== 'end'; this.#separators()) {
      if (this.accept('function')) this.#function(functions);
      else rules.push(this.#rule());
    }
    return { rules, functions };
  }

  #separators(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.at++;
  }

  #function(functions: Map<string, UserFunction>): void {
    const name = this.token.text;
    if (this.token.kind !== 'name' && this.token.kind !== 'function-name') this.fail();
    this.at++;
    this.expect('(');
    const parameters: string[] = [];
    while (!this.is(')')) {
      parameters.push(this.name());
      if (!this.accept(',')) break;
      this.skipNewlines();
    }
    this.expect(')');
    this.skipNewlines();
    functions.set(name, { parameters, body: this.#block() });
  }

  #rule(): Rule {
    const pattern = this.#pattern();
    if (this.is('{')) return { pattern, action: this.#block() };
    if (pattern.kind === 'begin' || pattern.kind === 'end') this.fail();
    return { pattern, action: null };
  }

  #pattern(): Pattern {
    if (this.accept('BEGIN')) return { kind: 'begin' };
    if (this.accept('END')) return { kind: 'end' };
    if (this.is('{')) return { kind: 'always' };
    const test = this.expression();
    if (!this.accept(',')) return { kind: 'expression', test };
    this.skipNewlines();
    return { kind: 'range', from: test, to: this.expression() };
  }

  #block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (this.#separators(); !this.is('}'); this.#separators()) body.push(this.#statement());
    this.at++;
    return { kind: 'block', body };
  }

  #end(): void {
    if (this.token.kind === 'newline' || this.is(';')) this.at++;
    else if (!this.is('}') && this.token.kind !== 'end') this.fail();
  }

  #body(): Statement {
    this.skipNewlines();
    if (!this.accept(';')) return this.#statement();
    return { kind: 'block', body: [] };
  }

  #statement(): Statement {
    if (this.is('{')) return this.#block();
    if (this.token.kind === 'keyword') {
      const control = this.#control();
      if (control !== null) return control;
    }
    const simple = this.#simple();
    this.#end();
    return simple;
  }

  #control(): Statement | null {
    if (this.accept('if')) return this.#if();
    if (this.accept('while')) {
      const test = this.#test();
      if (this.accept(';'))
        return { kind: 'while', test, body: { kind: 'block', body: [] }, bodyFirst: false };
      return { kind: 'while', test, body: this.#body(), bodyFirst: false };
    }
    if (this.accept('do')) {
      const body = this.#body();
      this.#separators();
      this.expect('while');
      const test = this.#test();
      this.#end();
      return { kind: 'while', test, body, bodyFirst: true };
    }
    return this.accept('for') ? this.#for() : null;
  }

  #test(): Expression {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return test;
  }

  #if(): Statement {
    const test = this.#test();
    const yes = this.#body();
    const before = this.at;
    this.#separators();
    if (this.accept('else')) return { kind: 'if', test, yes, no: this.#body() };
    this.at = before;
    return { kind: 'if', test, yes, no: null };
  }

  #for(): Statement {
    this.expect('(');
    if (
      this.token.kind === 'name' &&
      this.tokens[this.at + 1]?.text === 'in' &&
      this.tokens[this.at + 3]?.text === ')'
    ) {
      const name = this.name();
      this.expect('in');
      const array = this.name();
      this.expect(')');
      return { kind: 'for-in', name, array, body: this.#body() };
    }
    const start = this.is(';') ? null : this.#simple();
    this.expect(';');
    this.skipNewlines();
    const test = this.is(';') ? null : this.expression();
    this.expect(';');
    this.skipNewlines();
    const step = this.is(')') ? null : this.#simple();
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.#body() };
  }

  #simple(): Statement {
    for (const kind of ['break', 'continue', 'next', 'nextfile'] as const)
      if (this.accept(kind)) return { kind };
    for (const kind of ['exit', 'return'] as const)
      if (this.accept(kind)) return { kind, value: this.#atEnd() ? null : this.expression() };
    if (this.accept('delete')) {
      const array = this.name();
      const keys = this.accept('[') ? this.list() : null;
      if (keys !== null) this.expect(']');
      return { kind: 'delete', array, keys };
    }
    if (this.accept('print')) return this.#print(false);
    if (this.accept('printf')) return this.#print(true);
    return { kind: 'expression', value: this.expression() };
  }

  #atEnd(): boolean {
    return this.token.kind === 'newline' || this.token.kind === 'end' || this.is(';') || this.is('}');
  }

  #print(formatted: boolean): Statement {
    this.noGreater = true;
    const none = this.#atEnd() || this.is('>') || this.is('>>') || this.is('|');
    const list = none ? [] : this.list();
    const [only] = list;
    const args = list.length === 1 && only?.kind === 'group' ? only.items : list;
    const to = this.#redirection();
    this.noGreater = false;
    return { kind: 'print', args, formatted, to };
  }

  #redirection(): Redirection | null {
    for (const how of ['>', '>>', '|'] as const) {
      if (!this.accept(how)) continue;
      const target = how === '|' ? this.expression() : this.#target();
      return { how, target };
    }
    return null;
  }

  /** `print "x" > "a" "b"` concatenates, but does not compare. */
  #target(): Expression {
    return this.expression();
  }
}
