/**
 * Models shell arithmetic (POSIX XCU 2.6.4, bash(1) ARITHMETIC EVALUATION): 64-bit signed integers with the operators of C.
 * Invariant: pure but for the variables handed in; overflow wraps. Left out: nothing but floating point, which shells lack.
 */
import { OPERATIONS } from './arithmetic-operations.ts';

export interface ArithmeticScope {
  /** The text of a variable or array element; '' when unset. */
  get(name: string, index: string | null): string;
  set(name: string, index: string | null, value: bigint): void;
}

/** `rest` is the text where reading stopped. */
export class ArithmeticError extends Error {
  readonly kind: 'syntax' | 'division-by-zero' | 'base';
  readonly rest: string;
  constructor(kind: ArithmeticError['kind'], rest: string) {
    super(kind);
    this.kind = kind;
    this.rest = rest;
  }
}

const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
];
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|='];
const TOKEN =
  /\s*(?:(\d+#[0-9A-Za-z@_]+|0[xX][0-9A-Fa-f]+|\d[\w]*)|([A-Za-z_]\w*)|(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|[-+*/%&|^!=<>]=|[-+*/%<>=!~&^|?:,()[\]]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

interface Place {
  readonly name: string;
  readonly index: string | null;
}

const bool = (value: boolean): bigint => (value ? 1n : 0n);

export function evaluate(text: string, scope: ArithmeticScope, depth = 0): bigint {
  if (text.trim() === '') return 0n;
  const reader = new Reader(text, scope, depth);
  const value = reader.comma();
  reader.expectEnd();
  return BigInt.asIntN(64, value);
}

class Reader {
  readonly #text: string;
  readonly #scope: ArithmeticScope;
  readonly #depth: number;
  #token: Token;
  #at = 0;
  /** Inside a branch that is not taken: nothing is assigned, nothing divides by zero. */
  #skipping = 0;

  constructor(text: string, scope: ArithmeticScope, depth: number) {
    this.#text = text;
    this.#scope = scope;
    this.#depth = depth;
    this.#token = this.#read();
  }

  expectEnd(): void {
    if (this.#token.kind !== 'end') this.#fail();
  }

  comma(): bigint {
    let value = this.#assignment();
    while (this.#accept(',')) value = this.#assignment();
    return value;
  }

  #read(): Token {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) {
      const rest = this.#text.slice(this.#at);
      if (rest.trim() !== '') throw new ArithmeticError('syntax', rest.trim());
      return { kind: 'end', text: '', at: this.#text.length };
    }
    this.#at = TOKEN.lastIndex;
    const [, number, name, operator] = match;
    const text = number ?? name ?? operator ?? '';
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'operator';
    return { kind, text, at: this.#at - text.length };
  }

  #next(): Token {
    const token = this.#token;
    this.#token = this.#read();
    return token;
  }

  #accept(text: string): boolean {
    if (this.#token.kind !== 'operator' || this.#token.text !== text) return false;
    this.#next();
    return true;
  }

  #fail(): never {
    const rest = this.#text.slice(this.#token.at).trim();
    throw new ArithmeticError('syntax', rest === '' ? this.#lastToken() : rest);
  }

  #lastToken(): string {
    return /(\S)\s*$/.exec(this.#text)?.[1] ?? '';
  }

  #assignment(): bigint {
    const start = { token: this.#token, at: this.#at };
    if (this.#token.kind === 'name') {
      const place = this.#place();
      const operator = this.#token.text;
      if (ASSIGNMENTS.includes(operator)) {
        this.#next();
        const right = this.#assignment();
        const value =
          operator === '=' ? right : this.#apply(operator.slice(0, -1), this.#value(place), right);
        return this.#store(place, value);
      }
      this.#token = start.token;
      this.#at = start.at;
    }
    return this.#ternary();
  }

  #ternary(): bigint {
    const test = this.#binary(0);
    if (!this.#accept('?')) return test;
    const yes = this.#branch(test === 0n, () => this.#assignment());
    if (!this.#accept(':')) this.#fail();
    const no = this.#branch(test !== 0n, () => this.#assignment());
    return test !== 0n ? yes : no;
  }

  #branch(skip: boolean, read: () => bigint): bigint {
    if (skip) this.#skipping++;
    const value = read();
    if (skip) this.#skipping--;
    return value;
  }

  #binary(level: number): bigint {
    const operators = BINARY[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    while (this.#token.kind === 'operator' && operators.includes(this.#token.text)) {
      const operator = this.#next().text;
      const skip = (operator === '&&' && left === 0n) || (operator === '||' && left !== 0n);
      const right = this.#branch(skip, () => this.#binary(operator === '**' ? level : level + 1));
      left = this.#apply(operator, left, right);
    }
    return left;
  }

  #unary(): bigint {
    if (this.#accept('!')) return bool(this.#unary() === 0n);
    if (this.#accept('~')) return ~this.#unary();
    if (this.#accept('-')) return -this.#unary();
    if (this.#accept('+')) return this.#unary();
    for (const operator of ['++', '--'] as const) {
      if (!this.#accept(operator)) continue;
      if (this.#token.kind !== 'name') return operator === '++' ? this.#unary() : -(-this.#unary());
      const place = this.#place();
      return this.#store(place, this.#value(place) + (operator === '++' ? 1n : -1n));
    }
    return this.#primary();
  }

  #primary(): bigint {
    if (this.#token.kind === 'number') return this.#number(this.#next().text);
    if (this.#accept('(')) {
      const value = this.comma();
      if (!this.#accept(')')) this.#fail();
      return value;
    }
    if (this.#token.kind !== 'name') this.#fail();
    const place = this.#place();
    const value = this.#value(place);
    if (this.#accept('++')) this.#store(place, value + 1n);
    else if (this.#accept('--')) this.#store(place, value - 1n);
    return value;
  }

  #place(): Place {
    const name = this.#next().text;
    if (!this.#accept('[')) return { name, index: null };
    const index = this.comma();
    if (!this.#accept(']')) this.#fail();
    return { name, index: String(index) };
  }

  #value(place: Place): bigint {
    const text = this.#scope.get(place.name, place.index);
    if (/^\s*[-+]?\d+\s*$/.test(text) && !/^\s*[-+]?0\d/.test(text))
      return BigInt(text.trim().replace(/^\+/, ''));
    if (this.#depth > 100) throw new ArithmeticError('syntax', text);
    return evaluate(text, this.#scope, this.#depth + 1);
  }

  #store(place: Place, value: bigint): bigint {
    const wrapped = BigInt.asIntN(64, value);
    if (this.#skipping === 0) this.#scope.set(place.name, place.index, wrapped);
    return wrapped;
  }

  #number(text: string): bigint {
    if (/^(0[xX][0-9a-fA-F]+|[1-9]\d*|0)$/.test(text)) return BigInt(text);
    if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
    const based = /^(\d+)#(\w+)$/.exec(text);
    if (based === null) throw new ArithmeticError('base', text);
    const base = BigInt(based[1] ?? '10');
    let value = 0n;
    for (const digit of based[2] ?? '') {
      const place = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(digit.toLowerCase());
      if (place === -1 || BigInt(place) >= base) throw new ArithmeticError('base', text);
      value = value * base + BigInt(place);
    }
    return value;
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    const make = OPERATIONS[operator];
    if (make === undefined) this.#fail();
    if ((operator === '/' || operator === '%') && right === 0n) {
      if (this.#skipping > 0) return 0n;
      throw new ArithmeticError('division-by-zero', this.#text.slice(this.#text.search(/[/%]/) + 1).trim());
    }
    return BigInt.asIntN(64, make(left, right));
  }
}
