/**
 * The keys by which an attached client leaves without ending what it watches: Ctrl-P Ctrl-Q, or what --detach-keys says (moby/term
 * `proxy.go`, `ascii.go`). Invariant: what might be the beginning of the sequence is held back until the next key says whether it was.
 */
import { CliError } from './cli.ts';

const DEFAULT_SEQUENCE: readonly number[] = [16, 17];
const CONTROL = new Map<string, number>([
  ['@', 0],
  ...Array.from({ length: 26 }, (_, at): [string, number] => [String.fromCharCode(97 + at), at + 1]),
  ['[', 27],
  ['\\', 28],
  [']', 29],
  ['^', 30],
  ['_', 31],
]);

/** `ctrl-a,b`: a sign or ctrl- and one. Null for what is none of them. */
export function parseDetachKeys(text: string): readonly number[] | null {
  const codes: number[] = [];
  for (const word of text.split(',')) {
    const control = word.startsWith('ctrl-') ? CONTROL.get(word.slice(5)) : undefined;
    if (control !== undefined) codes.push(control);
    else if (word.length === 1) codes.push(word.charCodeAt(0));
    else return null;
  }
  return codes;
}

/** The sequence of a flag's value, null or empty for the usual one. Throws CliError as the client ends when the daemon answers 400. */
export function detachSequence(text: string | null): readonly number[] {
  const codes = text === null || text === '' ? DEFAULT_SEQUENCE : parseDetachKeys(text);
  if (codes === null) throw new CliError('unable to upgrade to tcp, received 400');
  return codes;
}

/** Thrown by `stream` when they were typed. */
export class Detached extends Error {}

export class DetachKeys {
  readonly #sequence: readonly number[];
  #held = 0;

  constructor(sequence: readonly number[] = DEFAULT_SEQUENCE) {
    this.#sequence = sequence;
  }

  /** What goes on to the container. Throws Detached; of a read that holds the whole sequence nothing before it is lost. */
  pass(data: Uint8Array, onward: (data: Uint8Array) => void): void {
    const sequence = this.#sequence;
    const out: number[] = [];
    for (const byte of data) {
      if (byte !== sequence[this.#held]) out.push(...sequence.slice(0, this.#held));
      this.#held = byte === sequence[this.#held] ? this.#held + 1 : byte === sequence[0] ? 1 : 0;
      if (this.#held === sequence.length) break;
      if (this.#held === 0) out.push(byte);
    }
    if (out.length > 0) onward(Uint8Array.from(out));
    if (this.#held === sequence.length) throw new Detached('read escape sequence');
  }
}
