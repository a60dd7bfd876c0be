/** SHA-256 and SHA-512 (FIPS 180-4). Invariant: pure; constants are computed from the primes as the standard says. */

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}

const MASK = (1n << 64n) - 1n;

/** The first 64 bits of the fraction of a prime's root, by integer Newton steps. */
function rootFraction(prime: number, degree: 2n | 3n): bigint {
  const scaled = BigInt(prime) << (64n * degree);
  let low = 0n;
  let high = 1n << 70n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle - 1n;
  }
  return low & MASK;
}

const CONSTANTS = primes(80).map((prime) => rootFraction(prime, 3n));
const START = primes(8).map((prime) => rootFraction(prime, 2n));
const K32 = Uint32Array.from(CONSTANTS.slice(0, 64), (value) => Number(value >> 32n));
const H32 = START.map((value) => Number(value >> 32n));

function padded(data: Uint8Array, block: number, lengthBytes: number): Uint8Array {
  const size = Math.ceil((data.length + 1 + lengthBytes) / block) * block;
  const result = new Uint8Array(size);
  result.set(data);
  result[data.length] = 0x80;
  new DataView(result.buffer).setBigUint64(size - 8, BigInt(data.length) * 8n);
  return result;
}

const turn = (value: number, bits: number): number => (value >>> bits) | (value << (32 - bits));

export function sha256(data: Uint8Array): string {
  const bytes = padded(data, 64, 8);
  const view = new DataView(bytes.buffer);
  const state = Uint32Array.from(H32);
  const words = new Uint32Array(64);
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const [older, newer] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
      const s0 = turn(older, 7) ^ turn(older, 18) ^ (older >>> 3);
      const s1 = turn(newer, 17) ^ turn(newer, 19) ^ (newer >>> 10);
      words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
    }
    round256(state, words);
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function round256(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (K32[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value;
}

const turn64 = (value: bigint, bits: bigint): bigint => ((value >> bits) | (value << (64n - bits))) & MASK;

export function sha512(data: Uint8Array): string {
  const bytes = padded(data, 128, 16);
  const view = new DataView(bytes.buffer);
  const state = [...START];
  const words: bigint[] = [];
  for (let at = 0; at < bytes.length; at += 128) {
    for (let i = 0; i < 16; i++) words[i] = view.getBigUint64(at + i * 8);
    for (let i = 16; i < 80; i++) {
      const [older, newer] = [words[i - 15] ?? 0n, words[i - 2] ?? 0n];
      const s0 = turn64(older, 1n) ^ turn64(older, 8n) ^ (older >> 7n);
      const s1 = turn64(newer, 19n) ^ turn64(newer, 61n) ^ (newer >> 6n);
      words[i] = ((words[i - 16] ?? 0n) + s0 + (words[i - 7] ?? 0n) + s1) & MASK;
    }
    round512(state, words);
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('');
}

function round512(state: bigint[], words: readonly bigint[]): void {
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i++) {
    const s1 = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
    const one = (h + s1 + ((e & f) ^ (~e & MASK & g)) + (CONSTANTS[i] ?? 0n) + (words[i] ?? 0n)) & MASK;
    const s0 = turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries())
    state[index] = ((state[index] ?? 0n) + value) & MASK;
}
