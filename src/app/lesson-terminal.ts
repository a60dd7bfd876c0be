import type { LentTerminal, TerminalSize, Typist } from '../machine/terminal.ts';
import { TerminalTail } from './output/terminal-tail.ts';
import { wordWrap } from './text-width.ts';

/** What a lesson keeps of a conversation. */
const keptLines = 12;

export interface LessonTerminalSettings {
  readonly terminal: LentTerminal;
  /** The line, as it stands above the conversation on the normal screen. */
  readonly commandLine: string;
  /** Said before it begins: how to come back; null: the machine says so itself, or nobody needs to know. */
  readonly before: string | null;
  /** What the conversation printed, asked once a child process has had the terminal; null: nobody knows. */
  printed(): Promise<string | null>;
}

/**
 * A terminal that is left to a line only when the line asks for it. Until then what is said and written is kept for the
 * lesson, so that a line that fails at once never leaves the screen.
 */
export class LessonTerminal implements LentTerminal {
  readonly #settings: LessonTerminalSettings;
  readonly #tail = new TerminalTail();
  readonly #decoder = new TextDecoder();
  readonly #gone = new AbortController();
  readonly #held: string[] = [];
  #typist: Typist | null = null;
  #wasLent = false;
  #unseen = false;

  constructor(settings: LessonTerminalSettings) {
    this.#settings = settings;
  }

  /** Whether the terminal was left to the line at all. */
  get wasLent(): boolean {
    return this.#wasLent;
  }

  /** What it said while the lesson kept the screen. */
  get said(): readonly string[] {
    return this.#held;
  }

  /** The end of what stood on the terminal; null: it was between the person and the child, and nobody else read it. */
  get tail(): readonly string[] | null {
    return this.#unseen ? null : this.#tail.lines(keptLines);
  }

  size(): TerminalSize {
    return this.#settings.terminal.size();
  }

  listen(typist: Typist): () => void {
    this.#typist = typist;
    const stop = this.#settings.terminal.listen(typist);
    this.#begin();
    if (this.#gone.signal.aborted) typist.hungUp();
    return () => {
      this.#typist = null;
      stop();
    };
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#tail.write(this.#decoder.decode(bytes, { stream: true }));
    if (this.#wasLent) await this.#settings.terminal.write(bytes);
  }

  say(sentence: string): void {
    if (this.#wasLent) this.#settings.terminal.say(sentence);
    else this.#held.push(sentence);
  }

  handOver<T>(use: () => Promise<T>): Promise<T> {
    return this.#settings.terminal.handOver(async () => {
      this.#begin();
      const result = await use();
      await this.#recall();
      return result;
    });
  }

  /** The person is called away: the session ends. */
  hangUp(): void {
    this.#gone.abort();
    this.#typist?.hungUp();
  }

  #begin(): void {
    if (this.#wasLent) return;
    const { terminal, commandLine, before } = this.#settings;
    this.#wasLent = true;
    terminal.say(`$ ${commandLine}`);
    const width = terminal.size().columns - 1;
    for (const sentence of [...(before === null ? [] : [before]), ...this.#held])
      terminal.say(wordWrap(sentence, width).join('\n'));
  }

  /** What a child wrote went past us: the machine may know, else the person has it before them until Enter. */
  async #recall(): Promise<void> {
    const printed = await this.#settings.printed();
    if (printed !== null) return this.#tail.write(printed);
    this.#unseen = true;
    if (this.#gone.signal.aborted) return;
    await this.#settings.terminal.acknowledge?.('(Enter goes back to the lesson.)', this.#gone.signal);
  }
}
