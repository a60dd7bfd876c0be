/**
 * Models field splitting and quote removal (POSIX XCU 2.6.5, 2.6.7). Invariant: every piece of a field knows whether it was
 * quoted, because only what was not is split, matched and removed. Left out: nothing.
 */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}
export type Field = readonly Piece[];

/** Collects the pieces of one word and cuts them into fields as they come. */
export class FieldBuilder {
  readonly #fields: Piece[][] = [];
  #current: Piece[] | null = null;
  /** IFS white space was seen after the last field, so that a non-white separator does not make an empty one. */
  #afterWhite = false;
  readonly #ifs: string;
  /** False for assignments, redirections and the like: all stays one field. */
  readonly splits: boolean;

  constructor(ifs: string, splits: boolean) {
    this.#ifs = ifs;
    this.splits = splits;
  }

  /** Text that is never split: literals and everything in quotes. */
  add(text: string, quoted: boolean): void {
    if (text === '' && !quoted) return;
    this.#current ??= [];
    this.#current.push({ text, quoted });
    this.#afterWhite = false;
  }

  /** The result of an unquoted expansion. */
  split(text: string): void {
    if (!this.splits) {
      this.add(text, false);
      return;
    }
    let start = 0;
    for (let at = 0; at <= text.length; at++) {
      const character = text[at];
      if (character !== undefined && !this.#ifs.includes(character)) continue;
      if (at > start) this.add(text.slice(start, at), false);
      if (character !== undefined) this.#separator(character);
      start = at + 1;
    }
  }

  /** The end of a field, between the elements of "$@". */
  cut(): void {
    if (this.#current !== null) this.#fields.push(this.#current);
    this.#current = null;
  }

  finish(): readonly Field[] {
    this.cut();
    return this.#fields;
  }

  #separator(character: string): void {
    const white = character === ' ' || character === '\t' || character === '\n';
    if (this.#current !== null) {
      this.cut();
      this.#afterWhite = white;
    } else if (white) {
      // Leading or repeated white space separates nothing.
    } else if (this.#afterWhite) {
      this.#afterWhite = false;
    } else {
      this.#fields.push([]);
    }
  }
}

/** Quote removal. */
export const plain = (field: Field): string => field.map((piece) => piece.text).join('');

/** The field as a pattern: what was quoted is escaped. */
export const asPattern = (field: Field): string =>
  field
    .map((piece) => (piece.quoted ? piece.text.replace(/[\\*?[\]!^+@()|-]/g, '\\$&') : piece.text))
    .join('');
