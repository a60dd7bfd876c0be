/**
 * Models DNS messages, RFC 1035, as far as address questions go: one question, answers of type A or PTR. Invariant: `decode(encode(m))` is `m`.
 * Left out: compression when writing, other record types, more than 512 bytes.
 */
export type DnsType = 'A' | 'AAAA' | 'PTR';
export type DnsCode = 'NOERROR' | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED';
export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly authoritative: boolean;
  readonly code: DnsCode;
  readonly name: string;
  readonly type: DnsType;
  /** IPv4 addresses, or names for PTR. */
  readonly answers: readonly string[];
}

const TYPES: Readonly<Record<DnsType, number>> = { A: 1, PTR: 12, AAAA: 28 };
const CODES: Readonly<Record<DnsCode, number>> = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
const TTL_SECONDS = 600;

export function encodeDns(message: DnsMessage): Uint8Array {
  const flags =
    (message.response ? 0x8080 : 0) | 0x0100 | (message.authoritative ? 0x0400 : 0) | CODES[message.code];
  const head = [...u16(message.id), ...u16(flags), ...u16(1), ...u16(message.answers.length), 0, 0, 0, 0];
  const question = [...nameBytes(message.name), ...u16(TYPES[message.type]), 0, 1];
  const answers = message.answers.flatMap((answer) => {
    const data = message.type === 'PTR' ? nameBytes(answer) : answer.split('.').map(Number);
    return [
      0xc0,
      12,
      ...u16(TYPES[message.type]),
      0,
      1,
      0,
      0,
      ...u16(TTL_SECONDS),
      ...u16(data.length),
      ...data,
    ];
  });
  return Uint8Array.from([...head, ...question, ...answers]);
}

/** Null for what is no such message. */
export function decodeDns(bytes: Uint8Array): DnsMessage | null {
  if (bytes.length < 17) return null;
  const at = (offset: number) => ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
  const flags = at(2);
  const question = readName(bytes, 12);
  const type = keyOf(TYPES, at(question.next));
  const code = keyOf(CODES, flags & 15);
  if (type === null || code === null) return null;
  const answers: string[] = [];
  let offset = question.next + 4;
  for (let left = at(6); left > 0; left -= 1) {
    const name = readName(bytes, offset);
    const length = at(name.next + 8);
    const start = name.next + 10;
    answers.push(
      type === 'PTR' ? readName(bytes, start).name : [...bytes.subarray(start, start + length)].join('.'),
    );
    offset = start + length;
  }
  const response = (flags & 0x8000) !== 0;
  return {
    id: at(0),
    response,
    authoritative: (flags & 0x0400) !== 0,
    code,
    name: question.name,
    type,
    answers,
  };
}

const u16 = (value: number): [number, number] => [(value >> 8) & 255, value & 255];

function nameBytes(name: string): number[] {
  const labels = name.split('.').filter((label) => label !== '');
  return [
    ...labels.flatMap((label) => [label.length, ...[...label].map((char) => char.charCodeAt(0) & 255)]),
    0,
  ];
}

function readName(bytes: Uint8Array, start: number): { readonly name: string; readonly next: number } {
  const labels: string[] = [];
  let at = start;
  for (;;) {
    const length = bytes[at] ?? 0;
    if (length >= 0xc0) {
      const rest = readName(bytes, ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0));
      return { name: [...labels, ...(rest.name === '' ? [] : [rest.name])].join('.'), next: at + 2 };
    }
    if (length === 0) return { name: labels.join('.'), next: at + 1 };
    labels.push(String.fromCharCode(...bytes.subarray(at + 1, at + 1 + length)));
    at += length + 1;
  }
}

function keyOf<K extends string>(table: Readonly<Record<K, number>>, value: number): K | null {
  return (Object.keys(table) as K[]).find((key) => table[key] === value) ?? null;
}
