/** Goes through the tokens of one statement. Invariant: what does not fit is a syntax error at the token that does not. */
import { SqlError } from './problems.ts';
import { type Lexis, type Token, tokensOf } from './tokens.ts';

export class Cursor {
  readonly sql: string;
  readonly lexis: Lexis;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(sql: string, lexis: Lexis) {
    this.sql = sql;
    this.lexis = lexis;
    this.#tokens = tokensOf(sql, lexis);
  }

  get token(): Token {
    return this.#tokens[this.#at] as Token;
  }

  /** How far it has come, to go back to with `rewind`. */
  get mark(): number {
    return this.#at;
  }

  rewind(mark: number): void {
    this.#at = mark;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end' || (this.token.text === ';' && this.token.kind === 'symbol');
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  /** Whether the words come next, in any case; steps over them if so. */
  word(...words: readonly string[]): boolean {
    const fits = words.every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return token?.kind === 'word' && token.text.toUpperCase() === word;
    });
    if (fits) this.#at += words.length;
    return fits;
  }

  /** As `word`, without stepping. */
  sees(...words: readonly string[]): boolean {
    const { mark } = this;
    const fits = this.word(...words);
    this.rewind(mark);
    return fits;
  }

  symbol(text: string): boolean {
    if (this.token.kind !== 'symbol' || this.token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  expectWord(...words: readonly string[]): void {
    if (!this.word(...words)) this.fail();
  }

  expectSymbol(text: string): void {
    if (!this.symbol(text)) this.fail();
  }

  /** A name, quoted or not. */
  name(): string {
    const { token } = this;
    if (token.kind !== 'word' && token.kind !== 'quoted') this.fail();
    this.#at += 1;
    // PostgreSQL folds what is not quoted; MySQL keeps it.
    return token.kind === 'word' && this.lexis.nameQuote === '"' ? token.text.toLowerCase() : token.text;
  }

  string(): string {
    if (this.token.kind !== 'string') this.fail();
    return this.next().text;
  }

  integer(): number {
    if (this.token.kind !== 'number' || !/^\d+$/.test(this.token.text)) this.fail();
    return Number(this.next().text);
  }

  /** Things with commas between. */
  list<T>(one: () => T): T[] {
    const all = [one()];
    while (this.symbol(',')) all.push(one());
    return all;
  }

  /** The text between two places. */
  textFrom(mark: number): string {
    const from = this.#tokens[mark]?.at ?? 0;
    return this.sql.slice(from, this.token.at).trimEnd();
  }

  end(): void {
    if (!this.atEnd) this.fail();
  }

  fail(): never {
    const { at } = this.token;
    throw new SqlError({ kind: 'syntax', at, near: this.sql.slice(at) });
  }
}
