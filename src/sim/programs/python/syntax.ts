/** Reads Python: expressions with its precedence, assignments, imports, print of 2.7, if, while and for. Left out, and refused: def, class, try, with, lambda and comprehensions. */
import type { Expression, Statement } from './ast.ts';
import { ExpressionParser, REFUSED } from './expressions.ts';
import { NotModelled, SyntaxFault, type Token, tokensOf } from './tokens.ts';
import { PyError } from './values.ts';

export function parsePython(text: string, two: boolean): readonly Statement[] {
  const parser = new Parser(tokensOf(text), two);
  return parser.statements('end');
}

class Parser extends ExpressionParser {
  statements(until: 'end' | 'dedent'): readonly Statement[] {
    const all: Statement[] = [];
    while (this.token.kind !== until) {
      if (this.token.kind === 'end') break;
      if (this.token.kind === 'indent') throw new PyError('IndentationError', 'unexpected indent');
      all.push(...this.line());
    }
    return all;
  }

  protected line(): readonly Statement[] {
    const compound = this.compound();
    if (compound !== null) return [compound];
    const all = [this.simple()];
    while (this.take(';')) if (this.token.kind !== 'newline') all.push(this.simple());
    if (this.token.kind !== 'newline' && this.token.kind !== 'end')
      throw new SyntaxFault('invalid syntax', this.token.line);
    if (this.token.kind === 'newline') this.at += 1;
    return all;
  }

  protected compound(): Statement | null {
    if (REFUSED.test(this.token.text) && this.token.kind === 'name') throw new NotModelled(this.token.text);
    if (this.take('if')) return this.if();
    if (this.take('while')) {
      const test = this.expression();
      return { kind: 'while', test, body: this.suite() };
    }
    if (!this.take('for')) return null;
    const name = this.name();
    this.expect('in');
    const over = this.expression();
    return { kind: 'for', name, over, body: this.suite() };
  }

  protected if(): Statement {
    const test = this.expression();
    const body = this.suite();
    if (this.take('elif')) return { kind: 'if', test, body, otherwise: [this.if()] };
    return { kind: 'if', test, body, otherwise: this.take('else') ? this.suite() : [] };
  }

  protected suite(): readonly Statement[] {
    this.expect(':');
    if (!this.sees('newline')) return this.line();
    this.at += 1;
    if (!this.sees('indent')) throw new PyError('IndentationError', 'expected an indented block');
    this.at += 1;
    const body = this.statements('dedent');
    if (this.sees('dedent')) this.at += 1;
    return body;
  }

  protected simple(): Statement {
    for (const kind of ['pass', 'break', 'continue'] as const) if (this.take(kind)) return { kind };
    if (this.take('import')) return this.import();
    if (this.take('from')) return this.from();
    if (this.token.text === 'print' && this.tokens[this.at + 1]?.text !== '(') return this.print();
    const assigned = this.tokens[this.at + 1]?.text ?? '';
    if (this.token.kind === 'name' && /^(=|[-+*/%]=|\*\*=|\/\/=)$/.test(assigned)) {
      const target = this.name();
      this.at += 1;
      return { kind: 'assign', target, operator: assigned.slice(0, -1), value: this.sequence() };
    }
    return { kind: 'expression', expression: this.sequence() };
  }

  /** print as a statement, which only 2.7 has. */
  protected print(): Statement {
    if (!this.two)
      throw new SyntaxFault(
        "Missing parentheses in call to 'print'. Did you mean print(...)?",
        this.token.line,
      );
    this.at += 1;
    const args: Expression[] = [];
    let newline = true;
    while (!['newline', 'end'].includes(this.token.kind) && this.token.text !== ';') {
      args.push(this.expression());
      newline = !this.take(',');
      if (newline) break;
    }
    return { kind: 'print', args, newline };
  }

  protected dotted(): string {
    let name = this.name();
    while (this.take('.')) name += `.${this.name()}`;
    return name;
  }

  protected import(): Statement {
    const module = this.dotted();
    const as = this.take('as') ? this.name() : (module.split('.')[0] ?? module);
    // `import a, b` is read as one import after the other.
    if (this.token.text === ',')
      (this.tokens as Token[]).splice(
        this.at,
        1,
        { kind: 'symbol', text: ';', line: this.token.line },
        { kind: 'name', text: 'import', line: this.token.line },
      );
    return { kind: 'import', module, names: null, as };
  }

  protected from(): Statement {
    const module = this.dotted();
    this.expect('import');
    const names: [string, string][] = [];
    do {
      const name = this.name();
      names.push([name, this.take('as') ? this.name() : name]);
    } while (this.take(','));
    return { kind: 'import', module, names, as: module };
  }

  /** A tuple may stand without brackets. */
  protected sequence(): Expression {
    const first = this.expression();
    if (this.token.text !== ',') return first;
    const items = [first];
    while (this.take(',')) if (!['newline', 'end'].includes(this.token.kind)) items.push(this.expression());
    return { kind: 'sequence', of: 'tuple', items };
  }
}
