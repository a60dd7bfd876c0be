/** Models the file format of RFC 1952 (gzip): header, DEFLATE stream, checksum and size. Invariant: the checksum is looked at. */
import { deflate } from './deflate.ts';
import { BadStream, inflate } from './inflate.ts';

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The cyclic redundancy check of gzip and zip (RFC 1952, 8). */
export function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const le32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
const read32 = (data: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((sum, byte) => sum + (data[at + byte] ?? 0) * 2 ** (8 * byte), 0);

export const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;

export interface Original {
  /** Without its directory; '' for standard input. */
  readonly name: string;
  readonly mtimeSeconds: number;
}

export function gzipped(data: Uint8Array, original: Original): Uint8Array {
  const name = original.name === '' ? [] : [...new TextEncoder().encode(original.name), 0];
  const flags = name.length === 0 ? 0 : 8;
  const head = [0x1f, 0x8b, 8, flags, ...le32(original.mtimeSeconds), 0, 3, ...name];
  const body = deflate(data);
  const all = new Uint8Array(head.length + body.length + 8);
  all.set(head);
  all.set(body, head.length);
  all.set([...le32(crc32(data)), ...le32(data.length)], head.length + body.length);
  return all;
}

/** Throws BadStream with gzip's words. Members one after the other are one file. */
export function gunzipped(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length && isGzip(data.subarray(at)); ) {
    const { data: part, end } = inflate(data, afterHeader(data, at));
    if (end + 8 > data.length) throw new BadStream('unexpected end of file');
    if (read32(data, end) !== crc32(part)) throw new BadStream('invalid compressed data--crc error');
    parts.push(part);
    at = end + 8;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function afterHeader(data: Uint8Array, from: number): number {
  const flags = data[from + 3] ?? 0;
  let at = from + 10;
  if (flags & 4) at += 2 + ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8));
  for (const flag of [8, 16]) if (flags & flag) at = data.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}
