/**
 * Messages on a byte stream, each with its length before it in three bytes, as MySQL's protocol frames them (Client/Server Protocol,
 * "MySQL Packets"). What the messages hold is JSON here, not the real encoding.
 */
const HEAD_BYTES = 4;

export function frame(payload: Uint8Array | string): Uint8Array {
  const body = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  bytes.set([body.length & 255, (body.length >> 8) & 255, (body.length >> 16) & 255, 0]);
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

/** Takes bytes as they come and gives whole messages. */
export class FrameBuffer {
  #bytes = new Uint8Array(0);

  add(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.#bytes.length + chunk.length);
    joined.set(this.#bytes);
    joined.set(chunk, this.#bytes.length);
    this.#bytes = joined;
  }

  /** Null while no message is whole. */
  next(): Uint8Array | null {
    const [low = 0, middle = 0, high = 0] = this.#bytes;
    const end = HEAD_BYTES + low + (middle << 8) + (high << 16);
    if (this.#bytes.length < HEAD_BYTES || this.#bytes.length < end) return null;
    const payload = this.#bytes.slice(HEAD_BYTES, end);
    this.#bytes = this.#bytes.slice(end);
    return payload;
  }
}
