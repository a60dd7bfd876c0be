export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** The person at the terminal, as a machine hears of them while a line has it. */
export interface Typist {
  /** Keys as the terminal sends them in raw mode: Ctrl-C is a byte, not a signal. */
  typed(bytes: Uint8Array): void;
  resized(size: TerminalSize): void;
  /** The terminal is gone: nothing will be typed any more. */
  hungUp(): void;
}

/** A real terminal, lent to a machine for one line; the lender reads nothing from it meanwhile. */
export interface LentTerminal {
  size(): TerminalSize;
  /** From now on every key goes to `typist`; what it gives ends that, and the terminal is as it was before. */
  listen(typist: Typist): () => void;
  /** Bytes as a program writes them to a terminal. Settles when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Keys that came while a line had it and that nobody read: they are there when the terminal is given back. */
  unread?(bytes: Uint8Array): void;
  /** A word of ours to the person, on a line of its own. */
  say(sentence: string): void;
  /** The whole terminal belongs to a child process until `use` has settled; nobody else reads or changes it. */
  handOver<T>(use: () => Promise<T>): Promise<T>;
  /** Says so, and settles once Enter is pressed or `gone` is aborted. Inside `handOver`, when its child has ended. */
  acknowledge?(sentence: string, gone: AbortSignal): Promise<void>;
}
