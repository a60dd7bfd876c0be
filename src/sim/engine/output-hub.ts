/**
 * What a container has written: the json-file log (both streams, one entry a line, with its time) and the
 * clients attached to it. Models dockerd's broadcaster and `daemon/logger/jsonfilelog`.
 * Invariant: every byte goes to the log and to all clients attached at that moment, in order.
 * Left out: rotation, other log drivers.
 */
export type StreamName = 'stdout' | 'stderr';

export interface LogEntry {
  readonly stream: StreamName;
  readonly stampMs: number;
  /** One line with its newline, or the last piece without. */
  readonly text: string;
}

export type AttachedEvent =
  | { readonly kind: 'output'; readonly stream: StreamName; readonly data: Uint8Array }
  | { readonly kind: 'end' };
export type LogListener = (entry: LogEntry | null) => void;

const LONGEST_LINE = 16 * 1024;
/** A runaway container must not eat the learner's memory: the oldest entries go, as with log rotation. */
const MOST_ENTRIES = 50_000;

export class OutputHub {
  readonly #now: () => number;
  readonly #partial = new Map<StreamName, string>();
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #attached = new Set<(event: AttachedEvent) => void>();
  readonly #followers = new Set<LogListener>();
  #entries: LogEntry[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  write(stream: StreamName, data: Uint8Array): void {
    for (const client of this.#attached) client({ kind: 'output', stream, data });
    let text = (this.#partial.get(stream) ?? '') + this.#decoders[stream].decode(data, { stream: true });
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      this.#log(stream, text.slice(0, end + 1));
      text = text.slice(end + 1);
    }
    while (text.length > LONGEST_LINE) {
      this.#log(stream, text.slice(0, LONGEST_LINE));
      text = text.slice(LONGEST_LINE);
    }
    this.#partial.set(stream, text);
  }

  /** The main process and all that held its output have ended. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.#partial.get(stream) ?? '';
      if (rest !== '') this.#log(stream, rest);
      this.#partial.delete(stream);
    }
    for (const client of [...this.#attached]) client({ kind: 'end' });
    for (const follower of [...this.#followers]) follower(null);
  }

  /** Calls `listener` for all output from now on; the result ends that. */
  attach(listener: (event: AttachedEvent) => void): () => void {
    this.#attached.add(listener);
    return () => this.#attached.delete(listener);
  }

  /** Calls `listener` for each new log entry, and with null when the container has stopped. */
  follow(listener: LogListener): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  #log(stream: StreamName, text: string): void {
    const entry: LogEntry = { stream, stampMs: this.#now(), text };
    this.#entries.push(entry);
    if (this.#entries.length > MOST_ENTRIES) this.#entries = this.#entries.slice(MOST_ENTRIES / 10);
    for (const follower of this.#followers) follower(entry);
  }
}
