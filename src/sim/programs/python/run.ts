/** Carries out statements of Python, one after the other. Invariant: each turn of a loop lets other processes run. */
import { STDOUT, type Task } from '../../kernel/sys.ts';
import type { Expression, Statement } from './ast.ts';
import { builtins, importModule, isTwo, type Runtime, unknownName } from './library.ts';
import { methodOf } from './methods.ts';
import { isList, operate, unary } from './operators.ts';
import { PyError, represent, show, truthy, typeName, type Value } from './values.ts';

type Flow = 'on' | 'break' | 'continue';
const TURN_MS = 0.01;

export class Interpreter {
  readonly #runtime: Runtime;
  readonly #names: Map<string, Value>;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#names = builtins(runtime);
  }

  /** `echoes`: expressions are shown, as at the prompt. */
  *run(statements: readonly Statement[], echoes = false): Task<Flow> {
    for (const statement of statements) {
      const flow = yield* this.#statement(statement, echoes);
      if (flow !== 'on') return flow;
    }
    return 'on';
  }

  *#statement(statement: Statement, echoes: boolean): Task<Flow> {
    switch (statement.kind) {
      case 'expression': {
        const value = yield* this.#value(statement.expression);
        if (echoes && value !== null) yield* this.#runtime.sys.write(STDOUT, `${represent(value)}\n`);
        return 'on';
      }
      case 'assign':
        yield* this.#assign(statement);
        return 'on';
      case 'import':
        this.#import(statement);
        return 'on';
      case 'print': {
        const values: string[] = [];
        for (const one of statement.args) values.push(show(yield* this.#value(one)));
        yield* this.#runtime.sys.write(STDOUT, values.join(' ') + (statement.newline ? '\n' : ' '));
        return 'on';
      }
      case 'if':
        return yield* this.run(
          truthy(yield* this.#value(statement.test)) ? statement.body : statement.otherwise,
          echoes,
        );
      case 'while':
      case 'for':
        return yield* this.#loop(statement);
      case 'pass':
        return 'on';
      default:
        return statement.kind;
    }
  }

  *#assign({ target, operator, value }: Extract<Statement, { kind: 'assign' }>): Task<void> {
    const made = yield* this.#value(value);
    const before = operator === '' ? null : this.#lookUp(target);
    const { sys } = this.#runtime;
    this.#names.set(
      target,
      operator === '' ? made : operate(sys, operator, before, made, isTwo(this.#runtime)),
    );
  }

  #import({ module, names, as }: Extract<Statement, { kind: 'import' }>): void {
    const found = importModule(this.#runtime, module);
    if (names === null) {
      this.#names.set(as, found);
      return;
    }
    for (const [name, alias] of names) {
      const member = found.members.get(name);
      if (member === undefined)
        throw new PyError(
          'ImportError',
          isTwo(this.#runtime)
            ? `cannot import name ${name}`
            : `cannot import name '${name}' from '${module}'`,
        );
      this.#names.set(alias, member);
    }
  }

  *#loop(loop: Extract<Statement, { kind: 'while' | 'for' }>): Task<Flow> {
    const items = loop.kind === 'for' ? this.#itemsOf(yield* this.#value(loop.over)) : null;
    for (let turn = 0; items === null || turn < items.length; turn += 1) {
      if (loop.kind === 'for') this.#names.set(loop.name, items?.[turn] ?? null);
      else if (!truthy(yield* this.#value(loop.test))) break;
      const flow = yield* this.run(loop.body);
      if (flow === 'break') break;
      yield* this.#runtime.sys.compute(TURN_MS);
    }
    return 'on';
  }

  #itemsOf(value: Value): readonly Value[] {
    if (isList(value)) return value.items;
    if (typeof value === 'string') return [...value];
    throw new PyError('TypeError', `'${typeName(value)}' object is not iterable`);
  }

  #lookUp(name: string): Value {
    const found = this.#names.get(name);
    return found === undefined ? unknownName(name) : found;
  }

  *#value(expression: Expression): Task<Value> {
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'name':
        return this.#lookUp(expression.name);
      case 'sequence':
        return { kind: expression.of, items: yield* this.#all(expression.items) };
      case 'format': {
        let text = '';
        for (const part of expression.parts)
          text += typeof part === 'string' ? part : show(yield* this.#value(part));
        return text;
      }
      case 'unary':
        return unary(expression.operator, yield* this.#value(expression.operand));
      case 'binary':
        return yield* this.#binary(expression);
      case 'attribute':
        return attribute(yield* this.#value(expression.of), expression.name);
      case 'index':
        return item(yield* this.#value(expression.of), yield* this.#value(expression.at));
      case 'call':
        return yield* this.#call(expression);
    }
  }

  *#all(expressions: readonly Expression[]): Task<Value[]> {
    const values: Value[] = [];
    for (const one of expressions) values.push(yield* this.#value(one));
    return values;
  }

  *#binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Task<Value> {
    const first = yield* this.#value(left);
    if (operator === 'and') return truthy(first) ? yield* this.#value(right) : first;
    if (operator === 'or') return truthy(first) ? first : yield* this.#value(right);
    return operate(this.#runtime.sys, operator, first, yield* this.#value(right), isTwo(this.#runtime));
  }

  *#call({ of, args, named }: Extract<Expression, { kind: 'call' }>): Task<Value> {
    const called = yield* this.#value(of);
    if (typeof called !== 'object' || called === null || called.kind !== 'function')
      throw new PyError('TypeError', `'${typeName(called)}' object is not callable`);
    const given = yield* this.#all(args);
    const names = new Map<string, Value>();
    for (const [name, one] of named) names.set(name, yield* this.#value(one));
    return yield* called.call(given, names);
  }
}

function attribute(value: Value, name: string): Value {
  if (typeof value === 'object' && value !== null && value.kind === 'module') {
    const member = value.members.get(name);
    if (member !== undefined) return member;
    throw new PyError('AttributeError', `module '${value.name}' has no attribute '${name}'`);
  }
  const method = methodOf(value, name);
  if (method !== null) return method;
  throw new PyError('AttributeError', `'${typeName(value)}' object has no attribute '${name}'`);
}

function item(value: Value, at: Value): Value {
  const items = isList(value) ? value.items : typeof value === 'string' ? [...value] : null;
  if (items === null) throw new PyError('TypeError', `'${typeName(value)}' object is not subscriptable`);
  const found = items.at(Number(at));
  if (found === undefined)
    throw new PyError(
      'IndexError',
      `${typeName(value) === 'str' ? 'string' : typeName(value)} index out of range`,
    );
  return found;
}
