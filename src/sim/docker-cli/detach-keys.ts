/**
 * The keys by which an attached client leaves without ending what it watches: Ctrl-P Ctrl-Q (moby/term `proxy.go`). Invariant: what
 * might be the beginning of the sequence is held back until the next key says whether it was. Left out: other keys by --detach-keys.
 */

const SEQUENCE: readonly number[] = [16, 17];

/** Thrown by `stream` when they were typed. */
export class Detached extends Error {}

export class DetachKeys {
  #held = 0;

  /** What goes on to the container. Throws Detached; of a read that holds the whole sequence nothing before it is lost. */
  pass(data: Uint8Array, onward: (data: Uint8Array) => void): void {
    const out: number[] = [];
    for (const byte of data) {
      if (byte !== SEQUENCE[this.#held]) out.push(...SEQUENCE.slice(0, this.#held));
      this.#held = byte === SEQUENCE[this.#held] ? this.#held + 1 : byte === SEQUENCE[0] ? 1 : 0;
      if (this.#held === SEQUENCE.length) break;
      if (this.#held === 0) out.push(byte);
    }
    if (out.length > 0) onward(Uint8Array.from(out));
    if (this.#held === SEQUENCE.length) throw new Detached('read escape sequence');
  }
}
