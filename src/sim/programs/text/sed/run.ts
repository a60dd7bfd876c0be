/**
 * Models how sed runs a script over its input (POSIX XCU sed): pattern space, hold space, ranges, the text that waits for the end of a cycle.
 * Invariant: a line is written as soon as its cycle ends; a last line without newline is written without one. Left out: see script.ts.
 */
import type { Task } from '../../../kernel/sys.ts';
import type { Regex } from '../regex/regex.ts';
import type { Address, Command, Substitution } from './script.ts';
import { replaceIn, transliterated } from './substitute.ts';

export interface SedInput {
  /** The next line with its newline where it has one; null at the end. */
  next(): Task<string | null>;
  /** Whether no line is left (of this file, where files are treated apart). */
  isLast(): Task<boolean>;
}

export class SedRun {
  readonly #commands: readonly Command[];
  readonly #input: SedInput;
  readonly #write: (text: string) => Task<void>;
  readonly #quiet: boolean;
  /** The first line after which a range ends, or a condition that is still to come. */
  readonly #active = new Map<Command, number>();
  #pattern = '';
  #newline = true;
  #hold = '';
  #line = 0;
  #appended = '';
  #replaced = false;
  #lastRegex: Regex | null = null;
  #missingNewline = false;

  constructor(
    commands: readonly Command[],
    input: SedInput,
    write: (text: string) => Task<void>,
    quiet: boolean,
  ) {
    this.#commands = commands;
    this.#input = input;
    this.#write = write;
    this.#quiet = quiet;
  }

  /** The exit status. */
  *run(): Task<number> {
    let keep = false;
    for (;;) {
      if (!keep && !(yield* this.#read())) return 0;
      keep = false;
      const end = yield* this.#cycle();
      if (end.kind !== 'delete' && !this.#quiet && end.kind !== 'quit-silently' && end.kind !== 'restart')
        yield* this.#print(this.#pattern);
      yield* this.#flush();
      if (end.kind === 'quit' || end.kind === 'quit-silently') return end.status;
      keep = end.kind === 'restart';
    }
  }

  *#read(): Task<boolean> {
    const line = yield* this.#input.next();
    if (line === null) return false;
    this.#newline = line.endsWith('\n');
    this.#pattern = line.replace(/\n$/, '');
    this.#line++;
    this.#replaced = false;
    return true;
  }

  *#print(text: string): Task<void> {
    yield* this.#out(`${text}${this.#newline ? '\n' : ''}`);
  }

  *#out(text: string): Task<void> {
    const before = this.#missingNewline && text !== '' ? '\n' : '';
    if (text !== '') this.#missingNewline = !text.endsWith('\n');
    yield* this.#write(before + text);
  }

  *#flush(): Task<void> {
    const text = this.#appended;
    this.#appended = '';
    if (text !== '') yield* this.#out(text);
  }

  *#cycle(): Task<Ending> {
    for (let at = 0; at < this.#commands.length; at++) {
      const command = this.#commands[at];
      if (command === undefined) break;
      if ((yield* this.#selected(command)) === command.negated) {
        if (command.name === '{') at = command.target - 1;
        continue;
      }
      const next = yield* this.#perform(command);
      if (typeof next !== 'number') {
        if (next !== null) return next;
      } else at = next - 1;
    }
    return { kind: 'end' };
  }

  *#selected(command: Command): Task<boolean> {
    const { from, to } = command;
    if (from === null) return true;
    if (to === null) return yield* this.#holds(from);
    const until = this.#active.get(command);
    if (until !== undefined) return yield* this.#inRange(command, to, until);
    if (!(from.kind === 'line' && from.line === 0 && to.kind === 'match') && !(yield* this.#holds(from)))
      return false;
    if (from.kind === 'line' && from.line === 0) {
      if (this.#line > 1) return false;
      return yield* this.#inRange(command, to, Number.POSITIVE_INFINITY);
    }
    const end =
      to.kind === 'line' ? to.line : to.kind === 'plus' ? this.#line + to.lines : Number.POSITIVE_INFINITY;
    if (end > this.#line) this.#active.set(command, end);
    return true;
  }

  *#inRange(command: Command, to: Address, until: number): Task<boolean> {
    const counted = to.kind === 'line' || to.kind === 'plus';
    this.#active.set(command, until);
    if (counted ? this.#line >= until : yield* this.#holds(to)) this.#active.delete(command);
    return !counted || this.#line <= until;
  }

  *#holds(address: Address): Task<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#line === address.line;
      case 'last':
        return yield* this.#input.isLast();
      case 'step':
        return address.step === 0
          ? this.#line === address.first
          : this.#line >= address.first && (this.#line - address.first) % address.step === 0;
      case 'match':
        return this.#regex(address.regex)?.test(this.#pattern) ?? false;
      case 'plus':
        return false;
    }
  }

  #regex(regex: Regex | null): Regex | null {
    this.#lastRegex = regex ?? this.#lastRegex;
    return this.#lastRegex;
  }

  /** Null: go on; a number: go there. */
  *#perform(command: Command): Task<Ending | number | null> {
    switch (command.name) {
      case 's':
        return yield* this.#substitute(command.substitution);
      case 'y':
        this.#pattern = transliterated(this.#pattern, command.text);
        return null;
      case 'p':
        yield* this.#print(this.#pattern);
        return null;
      case 'P':
        yield* this.#out(`${this.#pattern.split('\n')[0] ?? ''}\n`);
        return null;
      case '=':
        yield* this.#out(`${this.#line}\n`);
        return null;
      case 'i':
        yield* this.#out(command.text);
        return null;
      case 'a':
        this.#appended += command.text;
        return null;
      case 'c':
        if (command.to === null || command.negated || !this.#active.has(command))
          yield* this.#out(command.text);
        return { kind: 'delete' };
      default:
        return yield* this.#move(command);
    }
  }

  *#move(command: Command): Task<Ending | number | null> {
    switch (command.name) {
      case 'd':
        return { kind: 'delete' };
      case 'D': {
        const newline = this.#pattern.indexOf('\n');
        if (newline === -1) return { kind: 'delete' };
        this.#pattern = this.#pattern.slice(newline + 1);
        return { kind: 'restart' };
      }
      case 'n':
        if (yield* this.#input.isLast()) return { kind: 'quit', status: 0 };
        if (!this.#quiet) yield* this.#print(this.#pattern);
        yield* this.#flush();
        yield* this.#read();
        return null;
      case 'N': {
        const before = this.#pattern;
        if (yield* this.#input.isLast()) return { kind: 'quit', status: 0 };
        yield* this.#flush();
        yield* this.#read();
        this.#pattern = `${before}\n${this.#pattern}`;
        return null;
      }
      case 'q':
        return { kind: 'quit', status: Number(command.text) };
      case 'Q':
        return { kind: 'quit-silently', status: Number(command.text) };
      case 'b':
        return command.target;
      case 't':
      case 'T': {
        const jumps = this.#replaced === (command.name === 't');
        this.#replaced = false;
        return jumps ? command.target : null;
      }
      default:
        this.#exchange(command.name);
        return null;
    }
  }

  #exchange(name: string): void {
    const [pattern, hold] = [this.#pattern, this.#hold];
    if (name === 'h') this.#hold = pattern;
    else if (name === 'H') this.#hold = `${hold}\n${pattern}`;
    else if (name === 'g') this.#pattern = hold;
    else if (name === 'G') this.#pattern = `${pattern}\n${hold}`;
    else if (name === 'z') this.#pattern = '';
    else if (name === 'x') [this.#pattern, this.#hold] = [hold, pattern];
  }

  *#substitute(substitution: Substitution | null): Task<null> {
    const regex = substitution === null ? null : this.#regex(substitution.regex);
    if (substitution === null || regex === null) return null;
    const result = replaceIn(this.#pattern, regex, substitution);
    if (result === null) return null;
    this.#pattern = result;
    this.#replaced = true;
    if (substitution.print) yield* this.#print(this.#pattern);
    return null;
  }
}

type Ending =
  | { readonly kind: 'end' | 'delete' | 'restart' }
  | { readonly kind: 'quit' | 'quit-silently'; readonly status: number };
