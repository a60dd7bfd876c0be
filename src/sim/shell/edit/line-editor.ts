/**
 * Models the line editors of interactive shells: busybox lineedit (ash) and GNU readline in its emacs keys (bash). Invariants: the terminal is raw
 * only while a line is being read; keys that no command has taken stay in the terminal for whoever reads next. Left out: the question where the
 * cursor stands that busybox asks the terminal, searching, yanking, undo.
 */
import { STDIN, type Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import { commonStart, completions } from './complete.ts';
import { History } from './history.ts';
import { firstKey, type Key } from './keys.ts';
import { BUSYBOX_PAINTER, type Buffer, type Painter, READLINE_PAINTER } from './painter.ts';

export type Edited =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupted' | 'end' };

const BELL = '\x07';

export class LineEditor {
  readonly history: History;
  readonly #shell: Shell;
  readonly #painter: Painter;
  readonly #busybox: boolean;
  readonly #decoder = new TextDecoder();
  #typed = '';
  #line: Buffer = { before: '', after: '' };
  #prompt = '';
  /** Where Up and Down stand; what was being typed is kept as the last one. */
  #place = 0;
  #draft = '';
  #tabs = 0;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#busybox = shell.dialect.kind === 'ash';
    this.#painter = this.#busybox ? BUSYBOX_PAINTER : READLINE_PAINTER;
    this.history = new History(this.#busybox);
  }

  /** One line without its newline. `isNew`: the prompt is still to be written. Throws SysError (EINTR after a handled signal). */
  *read(prompt: string, isNew: boolean): Task<Edited> {
    const { sys } = this.#shell;
    sys.setRawMode(STDIN, true, true);
    try {
      if (isNew) yield* this.#begin(prompt);
      for (;;) {
        const edited = yield* this.#press(yield* this.#nextKey());
        if (edited !== null) return edited;
      }
    } finally {
      sys.setRawMode(STDIN, false);
    }
  }

  *#begin(prompt: string): Task<void> {
    this.#prompt = prompt;
    this.#line = { before: '', after: '' };
    this.#place = this.history.lines.length;
    this.#draft = '';
    yield* this.#write(prompt);
  }

  /** bash writes its prompt and echo to standard error, ash to standard output. */
  *#write(text: string): Task<void> {
    if (text === '') return;
    if (this.#busybox) yield* this.#shell.out(text);
    else yield* this.#shell.err(text);
  }

  *#nextKey(): Task<Key> {
    for (;;) {
      const first = this.#typed === '' ? null : firstKey(this.#typed);
      if (first !== null) {
        this.#typed = this.#typed.slice(first.length);
        return first.key;
      }
      const byte = yield* this.#shell.sys.read(STDIN, 1);
      if (byte.length === 0) return { kind: 'end-of-file' };
      this.#typed += this.#decoder.decode(byte, { stream: true });
    }
  }

  *#press(key: Key): Task<Edited | null> {
    this.#tabs = key.kind === 'complete' ? this.#tabs + 1 : 0;
    switch (key.kind) {
      case 'enter':
        return yield* this.#enter();
      case 'interrupt':
        yield* this.#write(this.#busybox ? '^C\n' : '^C');
        return { kind: 'interrupted' };
      case 'end-of-file':
        if (this.#line.before + this.#line.after === '') return { kind: 'end' };
        yield* this.#write(this.#erase(false));
        return null;
      case 'complete':
        yield* this.#complete();
        return null;
      default:
        yield* this.#write(this.#change(key));
        return null;
    }
  }

  *#enter(): Task<Edited> {
    const text = this.#line.before + this.#line.after;
    yield* this.#write('\n');
    this.history.add(text);
    return { kind: 'line', text };
  }

  #change(key: Key): string {
    const { before, after } = this.#line;
    switch (key.kind) {
      case 'text':
        this.#line = { before: before + key.text, after };
        return this.#painter.insert(key.text, after);
      case 'backspace':
        return this.#erase(true);
      case 'delete':
        return this.#erase(false);
      case 'kill-before':
        return before === '' ? '' : this.#become({ before: '', after });
      case 'kill-after':
        this.#line = { before, after: '' };
        return after === '' ? '' : this.#painter.killToEnd(after);
      case 'kill-word':
        return this.#killWord();
      case 'up':
        return this.#recall(-1);
      case 'down':
        return this.#recall(1);
      case 'clear':
        return this.#painter.clearScreen(this.#prompt, this.#line);
      default:
        return this.#move(key.kind);
    }
  }

  #move(kind: Key['kind']): string {
    const { before, after } = this.#line;
    const left = kind === 'home' ? [...before].length : kind === 'left' && before !== '' ? 1 : 0;
    if (left > 0) {
      const characters = [...before];
      const moved = characters.slice(characters.length - left).join('');
      this.#line = { before: before.slice(0, before.length - moved.length), after: moved + after };
      return this.#painter.left(left);
    }
    const passed = kind === 'end' ? after : kind === 'right' ? ([...after][0] ?? '') : '';
    this.#line = { before: before + passed, after: after.slice(passed.length) };
    return this.#painter.right(passed);
  }

  #erase(backwards: boolean): string {
    const { before, after } = this.#line;
    if (backwards) {
      const last = [...before].at(-1);
      if (last === undefined) return '';
      this.#line = { before: before.slice(0, before.length - last.length), after };
      return this.#painter.eraseBack(1, after);
    }
    const [first] = after;
    if (first === undefined) return '';
    this.#line = { before, after: after.slice(first.length) };
    return this.#painter.eraseAhead(this.#line.after);
  }

  #killWord(): string {
    const { before, after } = this.#line;
    const left = before.replace(/\S*\s*$/, '');
    const count = [...before].length - [...left].length;
    this.#line = { before: left, after };
    return count === 0 ? '' : this.#painter.eraseBack(count, after);
  }

  #become(line: Buffer): string {
    const old = this.#line;
    this.#line = line;
    return this.#painter.replace(this.#prompt, old, line);
  }

  #recall(step: -1 | 1): string {
    const { lines } = this.history;
    const place = this.#place + step;
    if (place < 0) return this.#busybox ? BELL + BELL : '';
    if (place > lines.length) return this.#busybox ? BELL : '';
    if (this.#place === lines.length) this.#draft = this.#line.before + this.#line.after;
    this.#place = place;
    return this.#become({ before: lines[place] ?? this.#draft, after: '' });
  }

  *#complete(): Task<void> {
    const { before, after } = this.#line;
    const { word, found } = completions(this.#shell, before);
    const start = commonStart(found);
    const [only] = found;
    const done = found.length === 1 && only !== undefined ? `${only}${only.endsWith('/') ? '' : ' '}` : start;
    if (done.length > word.length)
      return yield* this.#write(
        this.#become({ before: before.slice(0, before.length - word.length) + done, after }),
      );
    const redrawn = this.#busybox && found.length > 0 ? this.#become(this.#line) : '';
    if (this.#tabs < 2) return yield* this.#write(BELL + redrawn);
    if (found.length === 0) return;
    const names = found.map((name) => name.replace(/^.*\/(?=.)/, ''));
    yield* this.#write(`\n${inColumns(names, this.#shell.sys.getWinsize(STDIN).columns || 80)}`);
    yield* this.#write(this.#prompt + before + after);
    yield* this.#write(after === '' ? '' : this.#painter.left([...after].length));
  }
}

function inColumns(names: readonly string[], columns: number): string {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(names.length / perRow);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const cells = names.filter((_, index) => index % rows === row);
    text += `${cells.map((name, index) => (index === cells.length - 1 ? name : name.padEnd(width))).join('')}\n`;
  }
  return text;
}
