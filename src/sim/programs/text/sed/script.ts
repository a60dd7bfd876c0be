/**
 * Models the script language of sed (POSIX XCU sed, GNU sed 4.9): addresses and commands. Invariant: pure; a script that cannot be read throws
 * SedError with GNU's words and the place. Left out: commands e, F, l, r, R, w, W, z, v, Q and the flags e, m, w, which refuse.
 */

import { Regex } from '../regex/regex.ts';
import { RegexError } from '../regex/syntax.ts';
import { type ReplacementPart, replacementParts } from './replacement.ts';

export class SedError extends Error {}

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  /** Null: the last expression used. */
  | { readonly kind: 'match'; readonly regex: Regex | null }
  | { readonly kind: 'plus'; readonly lines: number };

export interface Command {
  readonly from: Address | null;
  readonly to: Address | null;
  readonly negated: boolean;
  readonly name: string;
  readonly text: string;
  readonly substitution: Substitution | null;
  /** Where `{` ends, `b`, `t` and `T` go: an index in the list of commands. */
  target: number;
}

export interface Substitution {
  readonly regex: Regex | null;
  readonly parts: readonly ReplacementPart[];
  readonly all: boolean;
  readonly nth: number;
  readonly print: boolean;
}
/** Throws SedError. */
export function parseScript(text: string, extended: boolean, isBusybox: boolean): Command[] {
  return new Parser(text, extended, isBusybox).all();
}

/** `[...]` with what may stand in it. */
const BRACKET = /\[\^?\]?(?:\[:\w+:\]|[^\]\n])*\]/y;

class Parser {
  readonly #text: string;
  readonly #extended: boolean;
  readonly #isBusybox: boolean;
  #at = 0;
  readonly #commands: Command[] = [];
  readonly #open: Command[] = [];
  readonly #labels = new Map<string, number>();

  constructor(text: string, extended: boolean, isBusybox: boolean) {
    this.#text = text;
    this.#isBusybox = isBusybox;
    this.#extended = extended;
  }

  all(): Command[] {
    for (this.#skip(/[\s;]*/y); this.#at < this.#text.length; this.#skip(/[\s;]*/y)) this.#command();
    if (this.#open.length > 0) throw new SedError("-e expression #1, char 0: unmatched `{'");
    for (const command of this.#commands) {
      if (!'btT'.includes(command.name)) continue;
      const target = command.text === '' ? this.#commands.length : this.#labels.get(command.text);
      if (target === undefined)
        throw new SedError(
          `-e expression #1, char ${this.#text.length}: can't find label for jump to \`${command.text}'`,
        );
      command.target = target;
    }
    return this.#commands;
  }

  #fail(words: string, at = this.#at): never {
    throw new SedError(`-e expression #1, char ${at}: ${words}`);
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #command(): void {
    if (this.#text[this.#at] === '#') {
      this.#skip(/[^\n]*/y);
      return;
    }
    const from = this.#address(false);
    this.#skip(/[ \t]*/y);
    let to: Address | null = null;
    if (from !== null && this.#text[this.#at] === ',') {
      this.#at++;
      this.#skip(/[ \t]*/y);
      to = this.#address(true);
      if (to === null) this.#fail("unexpected `,'");
    }
    const negated = this.#skip(/[ \t]*(![ \t]*)?/y).includes('!');
    const name = this.#text[this.#at++];
    if (name === undefined) this.#fail('missing command', this.#at - 1);
    this.#named(name, { from, to, negated, name, text: '', substitution: null, target: 0 });
  }

  #named(name: string, command: Command): unknown {
    if (name === '}') return this.#close();
    if (name === ':') return this.#labels.set(this.#skip(/[^\n;]*/y).trim(), this.#commands.length);
    if (name === 's') return this.#add({ ...command, substitution: this.#substitution() });
    if (name === 'y') return this.#add({ ...command, text: this.#transliteration() });
    if ('aic'.includes(name)) return this.#add({ ...command, text: this.#lines() });
    if ('btT'.includes(name)) return this.#add({ ...command, text: this.#skip(/[^\n;}]*/y).trim() });
    if ('qQ'.includes(name)) return this.#add({ ...command, text: this.#skip(/[ \t]*\d*/y).trim() });
    if (!'{=dDgGhHnNpPxz'.includes(name)) {
      if ('eFlrRwWv'.includes(name))
        throw new SedError(`command '${name}' is real, but this simulator does not model it`);
      this.#fail(`unknown command: \`${name}'`);
    }
    this.#add(command);
    if (name === '{') return this.#open.push(command);
    return this.#endOfCommand();
  }

  #add(command: Command): void {
    this.#commands.push(command);
    if ('syq'.includes(command.name)) this.#endOfCommand();
  }

  #close(): void {
    const open = this.#open.pop();
    if (open === undefined) this.#fail("unexpected `}'");
    open.target = this.#commands.length;
    this.#endOfCommand();
  }

  #endOfCommand(): void {
    this.#skip(/[ \t]*/y);
    const next = this.#text[this.#at];
    if (next !== undefined && !'\n;}#'.includes(next))
      this.#fail('extra characters after command', this.#at + 1);
  }

  #address(second: boolean): Address | null {
    const number = this.#skip(/\d+/y);
    if (number !== '') {
      if (this.#text[this.#at] !== '~' || this.#isBusybox) return { kind: 'line', line: Number(number) };
      this.#at++;
      return { kind: 'step', first: Number(number), step: Number(this.#skip(/\d+/y)) };
    }
    const character = this.#text[this.#at];
    if (character === '$') {
      this.#at++;
      return { kind: 'last' };
    }
    if (second && character === '+') {
      this.#at++;
      return { kind: 'plus', lines: Number(this.#skip(/\d+/y)) };
    }
    if (character !== '/' && character !== '\\') return null;
    this.#at += character === '\\' ? 2 : 1;
    const text = this.#delimited(this.#text[this.#at - 1] ?? '/', 'unterminated address regex');
    return { kind: 'match', regex: this.#regex(text, this.#skip(/[IM]*/y).includes('I')) };
  }

  /** Up to the delimiter, which may be escaped inside; brackets hide it in expressions. */
  #delimited(delimiter: string, words: string, brackets = true): string {
    let text = '';
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || (character === '\n' && brackets)) this.#fail(words);
      if (character === delimiter) break;
      if (character === '\\') text += this.#escape(delimiter, brackets);
      else if (character === '[' && brackets) text += this.#skip(BRACKET) || this.#skip(/\[/y);
      else {
        text += character;
        this.#at++;
      }
    }
    this.#at++;
    return text;
  }

  /** A backslash and what it escapes: the delimiter stands for itself, unless that means something in an expression. */
  #escape(delimiter: string, isExpression: boolean): string {
    const next = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    if (next !== delimiter) return `\\${next}`;
    return isExpression && /[.*[\]^$+?(){}]/.test(delimiter) ? `\\${delimiter}` : delimiter;
  }

  #regex(text: string, ignoreCase: boolean): Regex | null {
    if (text === '') return null;
    try {
      return new Regex(text, { extended: this.#extended, ignoreCase });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      return this.#fail(this.#isBusybox ? `bad regex '${text}': ${error.message}` : error.message);
    }
  }

  #substitution(): Substitution {
    const delimiter = this.#text[this.#at++];
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\')
      this.#fail("unterminated `s' command", this.#at - 1);
    const pattern = this.#delimited(delimiter, "unterminated `s' command");
    const replacement = this.#delimited(delimiter, "unterminated `s' command", false);
    const flags = this.#skip(/[gpiIe\dmMw]*/y);
    if (/[ewmM]/.test(flags))
      throw new SedError(`flag '${flags}' of s is real, but this simulator does not model it`);
    const next = this.#text[this.#at];
    if (next !== undefined && /[a-zA-Z]/.test(next)) this.#fail("unknown option to `s'", this.#at + 1);
    const regex = this.#regex(pattern, /i/i.test(flags));
    const parts = replacementParts(replacement);
    if (regex !== null && !this.#isBusybox) this.#checkReferences(parts, pattern);
    return {
      regex,
      parts,
      all: flags.includes('g'),
      nth: Number(/\d+/.exec(flags)?.[0] ?? 1),
      print: flags.includes('p'),
    };
  }

  #checkReferences(parts: readonly ReplacementPart[], pattern: string): void {
    const groups = (this.#extended ? pattern : pattern.replaceAll('\\(', '(')).split('(').length - 1;
    for (const part of parts)
      if (part.kind === 'group' && part.group > groups)
        this.#fail(`invalid reference \\${part.group} on \`s' command's RHS`);
  }

  #transliteration(): string {
    const delimiter = this.#text[this.#at++] ?? '/';
    const plain = (text: string): string =>
      text.replace(/\\([\\nt])/g, (_, c: string) => ({ n: '\n', t: '\t' })[c] ?? c);
    const from = plain(this.#delimited(delimiter, "unterminated `y' command", false));
    const to = plain(this.#delimited(delimiter, "unterminated `y' command", false));
    if (from.length !== to.length) this.#fail("strings for `y' command are different lengths");
    return from + to;
  }

  /** The text of a, i and c: on the same line (GNU) or after a backslash and a newline. */
  #lines(): string {
    this.#skip(/[ \t]*(\\[ \t]*\n)?/y);
    if (this.#text[this.#at] === undefined) this.#fail("expected \\ after `a', `c' or `i'");
    const text = this.#skip(/(\\[\s\S]|[^\n\\])*/y);
    return `${text.replace(/^\\([ \t])/, '$1').replace(/\\([\s\S])/g, '$1')}\n`;
  }
}
