/**
 * Models the decompression of RFC 1951 (DEFLATE): stored, fixed and dynamic blocks. Invariant: reads exactly the bytes of the stream
 * and says where it ends; throws BadStream for what is none.
 */
export class BadStream extends Error {}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
export const TABLES = { LENGTH_BASE, LENGTH_EXTRA, DISTANCE_BASE, DISTANCE_EXTRA };

/** Bits of a byte stream, lowest first. */
class BitReader {
  readonly #data: Uint8Array;
  at: number;
  #bits = 0;
  #count = 0;

  constructor(data: Uint8Array, at: number) {
    this.#data = data;
    this.at = at;
  }

  take(count: number): number {
    while (this.#count < count) {
      const byte = this.#data[this.at];
      if (byte === undefined) throw new BadStream('unexpected end of file');
      this.at += 1;
      this.#bits |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  /** The rest of a byte begun is dropped. */
  align(): void {
    this.#bits = 0;
    this.#count = 0;
  }
}

/** Canonical Huffman codes: how many of each length, and the symbols in order. */
interface Codes {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Array<number>(16).fill(0);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const symbols = lengths
    .map((length, symbol) => ({ length, symbol }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
  return { counts, symbols };
}

function symbolOf(bits: BitReader, codes: Codes): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length < 16; length += 1) {
    code |= bits.take(1);
    const count = codes.counts[length] ?? 0;
    if (code - count < first) return codes.symbols[index + (code - first)] ?? 0;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new BadStream('invalid compressed data--format violated');
}

const FIXED = {
  literals: codesOf(Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
  distances: codesOf(new Array<number>(30).fill(5)),
};

function dynamicCodes(bits: BitReader): { literals: Codes; distances: Codes } {
  const literalCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const codeCount = bits.take(4) + 4;
  const codeLengths = new Array<number>(19).fill(0);
  for (let at = 0; at < codeCount; at += 1) codeLengths[CODE_ORDER[at] ?? 0] = bits.take(3);
  const codes = codesOf(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const symbol = symbolOf(bits, codes);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths.at(-1) ?? 0, 3 + bits.take(2));
    else repeat(lengths, 0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7));
  }
  return {
    literals: codesOf(lengths.slice(0, literalCount)),
    distances: codesOf(lengths.slice(literalCount)),
  };
}

const repeat = (into: number[], value: number, times: number): void => {
  for (let at = 0; at < times; at += 1) into.push(value);
};

export interface Inflated {
  readonly data: Uint8Array;
  /** Where the stream ends in the input. */
  readonly end: number;
}

export function inflate(input: Uint8Array, from: number): Inflated {
  const bits = new BitReader(input, from);
  const out: number[] = [];
  for (let last = false; !last; ) {
    last = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 0) stored(bits, input, out);
    else if (kind === 3) throw new BadStream('invalid compressed data--format violated');
    else compressed(bits, kind === 1 ? FIXED : dynamicCodes(bits), out);
  }
  return { data: Uint8Array.from(out), end: bits.at };
}

function stored(bits: BitReader, input: Uint8Array, out: number[]): void {
  bits.align();
  const length = (input[bits.at] ?? 0) | ((input[bits.at + 1] ?? 0) << 8);
  bits.at += 4;
  if (bits.at + length > input.length) throw new BadStream('unexpected end of file');
  for (let at = 0; at < length; at += 1) out.push(input[bits.at + at] ?? 0);
  bits.at += length;
}

function compressed(bits: BitReader, codes: { literals: Codes; distances: Codes }, out: number[]): void {
  for (;;) {
    const symbol = symbolOf(bits, codes.literals);
    if (symbol === 256) return;
    if (symbol < 256) {
      out.push(symbol);
      continue;
    }
    const at = symbol - 257;
    const length = (LENGTH_BASE[at] ?? 0) + bits.take(LENGTH_EXTRA[at] ?? 0);
    const far = symbolOf(bits, codes.distances);
    const distance = (DISTANCE_BASE[far] ?? 0) + bits.take(DISTANCE_EXTRA[far] ?? 0);
    if (distance > out.length) throw new BadStream('invalid compressed data--format violated');
    for (let count = 0; count < length; count += 1) out.push(out[out.length - distance] ?? 0);
  }
}
