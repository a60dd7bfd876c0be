/**
 * Models the compression of RFC 1951 with one block of fixed Huffman codes over LZ77 matches, found by a hash of three bytes. Invariant:
 * inflate gives back what went in. Left out: dynamic codes, so that text comes out somewhat larger than zlib makes it.
 */
import { TABLES } from './inflate.ts';

const WINDOW = 32_768;
const LONGEST = 258;
const SHORTEST = 3;

class BitWriter {
  readonly bytes: number[] = [];
  #bits = 0;
  #count = 0;

  /** Lowest bit first. */
  put(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.bytes.push(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#count -= 8;
    }
  }

  /** Huffman codes go highest bit first. */
  putCode(code: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit -= 1) this.put((code >> bit) & 1, 1);
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.bytes.push(this.#bits & 0xff);
    return Uint8Array.from(this.bytes);
  }
}

function putSymbol(out: BitWriter, symbol: number): void {
  if (symbol < 144) out.putCode(0x30 + symbol, 8);
  else if (symbol < 256) out.putCode(0x190 + symbol - 144, 9);
  else if (symbol < 280) out.putCode(symbol - 256, 7);
  else out.putCode(0xc0 + symbol - 280, 8);
}

const classOf = (bases: readonly number[], value: number): number =>
  bases.findLastIndex((base) => base <= value);

function putMatch(out: BitWriter, length: number, distance: number): void {
  const { LENGTH_BASE, LENGTH_EXTRA, DISTANCE_BASE, DISTANCE_EXTRA } = TABLES;
  const near = classOf(LENGTH_BASE, length);
  putSymbol(out, 257 + near);
  out.put(length - (LENGTH_BASE[near] ?? 0), LENGTH_EXTRA[near] ?? 0);
  const far = classOf(DISTANCE_BASE, distance);
  out.putCode(far, 5);
  out.put(distance - (DISTANCE_BASE[far] ?? 0), DISTANCE_EXTRA[far] ?? 0);
}

export function deflate(data: Uint8Array): Uint8Array {
  const out = new BitWriter();
  out.put(1, 1);
  out.put(1, 2);
  const lastSeen = new Map<number, number>();
  for (let at = 0; at < data.length; ) {
    const key = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    const before = at + SHORTEST <= data.length ? lastSeen.get(key) : undefined;
    lastSeen.set(key, at);
    const length = before === undefined || at - before > WINDOW ? 0 : matchLength(data, before, at);
    if (length < SHORTEST || before === undefined) {
      putSymbol(out, data[at] ?? 0);
      at += 1;
      continue;
    }
    putMatch(out, length, at - before);
    at += length;
  }
  putSymbol(out, 256);
  return out.finish();
}

function matchLength(data: Uint8Array, before: number, at: number): number {
  let length = 0;
  while (length < LONGEST && at + length < data.length && data[before + length] === data[at + length])
    length += 1;
  return length;
}
