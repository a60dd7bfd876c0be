import { createInterface, type Interface } from 'node:readline';
import type { Machine } from '../machine/machine.ts';
import type { CommandIo } from '../terminal/command-io.ts';
import type { Holder } from '../terminal/hand-over.ts';

export interface EditorEvents {
  line(line: string): void;
  interrupt(): void;
  close(): void;
}

type Completion = [matches: string[], word: string];

/** The sandbox's line editor: node's readline, which is ended to give the terminal away and begun again to have it back. */
export class LineEditor implements Holder {
  readonly #machine: Machine;
  readonly #io: CommandIo;
  readonly #events: EditorEvents;
  #history: string[] = [];
  #unfinished = '';
  /** Typed ahead while a command ran: a line of it comes with each prompt, as from a terminal's own buffer. */
  #ahead = '';
  #lent = false;
  #asking = false;
  readonly #prompt: string;
  #lines: Interface;

  constructor(machine: Machine, io: CommandIo, prompt: string, events: EditorEvents) {
    this.#machine = machine;
    this.#io = io;
    this.#events = events;
    this.#prompt = prompt;
    this.#lines = this.#begin();
  }

  prompt(): void {
    this.#asking = false;
    this.#lines.setPrompt(this.#prompt);
    this.#lines.prompt();
    const [unfinished, ahead] = [this.#unfinished, this.#ahead];
    const end = ahead.search(/[\r\n]/);
    this.#unfinished = '';
    this.#ahead = end < 0 ? '' : ahead.slice(end + 1);
    const line = unfinished + (end < 0 ? ahead : ahead.slice(0, end));
    if (line !== '') this.#lines.write(line);
    if (end >= 0) this.#lines.write(null, { name: 'return' });
  }

  typedAhead(bytes: Uint8Array): void {
    this.#ahead += new TextDecoder().decode(bytes);
  }

  /** A line with other words before it, which does not come into the history. */
  question(words: string): void {
    this.#asking = true;
    this.#lines.setPrompt(words);
    this.#lines.prompt();
  }

  /** Drops what is typed so far. */
  clear(): void {
    // Ctrl-E then Ctrl-U: readline has no other way to drop the line it holds.
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
    this.#ahead = '';
  }

  close(): void {
    this.#lines.close();
  }

  release(): void {
    const lines = this.#lines;
    this.#unfinished = lines.line;
    this.#lent = true;
    lines.close();
    this.#lent = false;
  }

  takeBack(): void {
    this.#lines = this.#begin();
  }

  #begin(): Interface {
    const { interactive, stdin } = this.#io;
    const lines = createInterface({
      input: stdin,
      ...(interactive ? { output: process.stdout, completer: completer(this.#machine) } : {}),
      terminal: interactive,
      prompt: this.#prompt,
      history: [...this.#history],
      historySize: 500,
      removeHistoryDuplicates: true,
    });
    lines.on('history', (history) => {
      if (this.#asking) history.shift();
      this.#history = history;
    });
    lines.on('SIGINT', () => this.#events.interrupt());
    lines.on('line', (line) => {
      this.#asking = false;
      this.#events.line(line);
    });
    lines.on('close', () => {
      if (!this.#lent) this.#events.close();
    });
    return lines;
  }
}

function completer(machine: Machine) {
  return (line: string, done: (error: Error | null, completion: Completion) => void): void => {
    const word = /\S*$/.exec(line)?.[0] ?? '';
    machine.complete(line, line.length).then(
      (found) => done(null, [[...found], word]),
      () => done(null, [[], word]),
    );
  };
}
