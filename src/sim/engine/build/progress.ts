/** BuildKit's plain progress (buildkit `util/progress/progressui`): numbered steps, their output with seconds, their end. */
import type { Sys } from '../../kernel/sys.ts';

export type Say = (text: string) => void;

export class BuildProgress {
  readonly #sys: Sys;
  readonly #out: Say;
  #held: string[] | null = null;
  #count = 0;

  constructor(sys: Sys, say: Say) {
    this.#sys = sys;
    this.#out = say;
    say('#0 building with "default" instance using docker driver\n');
  }

  #say: Say = (text) => {
    if (this.#held === null) this.#out(text);
    else this.#held.push(text);
  };

  /** What is said from now on waits for `release`. */
  hold(): void {
    this.#held = [];
  }

  /** Says what `first` has to say, then what waited. */
  release(first: () => void): void {
    const waiting = this.#held ?? [];
    this.#held = null;
    first();
    for (const text of waiting) this.#out(text);
  }

  step(name: string): BuildStep {
    this.#count += 1;
    this.#say(`\n#${this.#count} ${name}\n`);
    return new BuildStep(this.#sys, this.#say, this.#count, name);
  }

  /** After the last step, or before an error. */
  plain(text: string): void {
    this.#say(text);
  }
}

export class BuildStep {
  readonly #sys: Sys;
  readonly #say: Say;
  readonly #number: number;
  readonly #name: string;
  readonly #startMs: number;
  readonly #output: string[] = [];

  constructor(sys: Sys, say: Say, number: number, name: string) {
    this.#sys = sys;
    this.#say = say;
    this.#number = number;
    this.#name = name;
    this.#startMs = sys.monotonicMs();
  }

  #seconds(): number {
    return (this.#sys.monotonicMs() - this.#startMs) / 1000;
  }

  line(text: string): void {
    this.#say(`#${this.#number} ${text}\n`);
  }

  /** A line that the command wrote. */
  output(text: string): void {
    const stamped = `${this.#seconds().toFixed(3)} ${text}`;
    this.#output.push(stamped);
    this.line(stamped);
  }

  done(): void {
    this.line(`DONE ${this.#seconds().toFixed(1)}s`);
  }

  cached(): void {
    this.line('CACHED');
  }

  /** The error, and once more what led to it. */
  failed(words: string): void {
    this.line(`ERROR: ${words}`);
    this.#say(`------\n > ${this.#name}:\n${this.#output.map((one) => `${one}\n`).join('')}------\n`);
  }
}
