/** Cuts a stream of lines into statements, as the clients do: at `;` outside of quotes and comments. */
export interface Cut {
  readonly sql: string;
  /** What ended it: `;`, `\G`, `\g`; '' at the end of the input. */
  readonly end: string;
  /** The line it began on, from 1. */
  readonly line: number;
}

export class Splitter {
  #text = '';
  #line = 1;
  #startLine = 1;
  #quote = '';
  readonly #quotes: string;

  constructor(quotes: string) {
    this.#quotes = quotes;
  }

  /** Something has been typed that no `;` has ended. */
  get pending(): boolean {
    return this.#text.trim() !== '';
  }

  /** The quote that is open, or ''. */
  get openQuote(): string {
    return this.#quote;
  }

  clear(): void {
    this.#text = '';
    this.#quote = '';
  }

  /** Adds text, with its newline; gives the statements that are now whole. */
  add(text: string): readonly Cut[] {
    const cuts: Cut[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at] ?? '';
      if (this.#text.trim() === '' && letter.trim() !== '') this.#startLine = this.#line;
      if (letter === '\n') this.#line += 1;
      const comment = this.#quote === '' ? /^(?:-- |--\n|#)[^\n]*/.exec(text.slice(at)) : null;
      if (comment !== null && !(letter === '#' && this.#quotes === "'")) {
        at += comment[0].length - 1;
        continue;
      }
      const end = this.#quote === '' ? this.#endAt(text, at) : '';
      if (end !== '') {
        cuts.push({ sql: this.#text.trim(), end, line: this.#startLine });
        this.#text = '';
        at += end.length - 1;
        continue;
      }
      this.#track(letter);
      this.#text += letter;
    }
    return cuts;
  }

  /** What is left at the end of the input. */
  rest(): readonly Cut[] {
    const sql = this.#text.trim();
    this.clear();
    return sql === '' ? [] : [{ sql, end: '', line: this.#startLine }];
  }

  #endAt(text: string, at: number): string {
    if (text[at] === ';') return ';';
    const two = text.slice(at, at + 2);
    return this.#quotes !== "'" && (two === '\\G' || two === '\\g') ? two : '';
  }

  #track(letter: string): void {
    if (this.#quote === letter) this.#quote = '';
    else if (this.#quote === '' && this.#quotes.includes(letter)) this.#quote = letter;
  }
}
