/**
 * The tar format as Docker writes and reads it: POSIX ustar headers, PAX records for long names (tar(5)).
 * Invariant: what is written here is read back the same. Left out: sparse files, extended attributes, GNU dumps.
 */
import type { Task } from '../../kernel/sys.ts';

export type TarKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'char-device' | 'block-device' | 'fifo';

export interface TarEntry {
  /** Relative, without a slash at the end. */
  readonly name: string;
  readonly kind: TarKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch; whole seconds are kept. */
  readonly mtimeMs: number;
  /** Of a symlink or hard link. */
  readonly target: string;
  readonly rdev: { readonly major: number; readonly minor: number };
  /** As tar(1) writes them; Docker leaves them empty. */
  readonly userName?: string;
  readonly groupName?: string;
}

export interface TarMember {
  readonly entry: TarEntry;
  readonly data: Uint8Array;
  /** What the header says, where tar(1) must show it: the name with its `./` and its slash at the end, the names of the owners. */
  readonly written?: { readonly name: string; readonly user: string; readonly group: string };
}

/** Takes the pieces of an archive in order. */
export type TarSink = (piece: Uint8Array) => Task<void>;

export const TAR_BLOCK = 512;
const FLAGS: Readonly<Record<TarKind, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  'char-device': '3',
  'block-device': '4',
  directory: '5',
  fifo: '6',
};
const KINDS = new Map(Object.entries(FLAGS).map(([kind, flag]) => [flag, kind as TarKind]));
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const padding = (sizeBytes: number): number => (TAR_BLOCK - (sizeBytes % TAR_BLOCK)) % TAR_BLOCK;

/** The two empty blocks at the end. */
export const TAR_END = new Uint8Array(2 * TAR_BLOCK);

/** The header, with a PAX record before it where a name is too long for ustar. */
export function tarHeader(entry: TarEntry): Uint8Array {
  const name = entry.kind === 'directory' ? `${entry.name}/` : entry.name;
  const records = [
    ...(encoder.encode(name).length > 100 ? [paxRecord('path', name)] : []),
    ...(encoder.encode(entry.target).length > 100 ? [paxRecord('linkpath', entry.target)] : []),
  ].join('');
  const main = ustar({ ...entry, name }, FLAGS[entry.kind]);
  if (records === '') return main;
  const body = encoder.encode(records);
  const pax = ustar({ ...entry, name: 'PaxHeaders.0', sizeBytes: body.length, target: '', mode: 0 }, 'x');
  const all = new Uint8Array(TAR_BLOCK * 2 + body.length + padding(body.length));
  all.set(pax, 0);
  all.set(body, TAR_BLOCK);
  all.set(main, all.length - TAR_BLOCK);
  return all;
}

/** `20 path=...\n`, where the number counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = encoder.encode(rest).length;
  let length = bytes + String(bytes).length;
  length = bytes + String(length).length;
  return `${length}${rest}`;
}

function ustar(entry: Omit<TarEntry, 'kind'>, flag: string): Uint8Array {
  const header = new Uint8Array(TAR_BLOCK);
  const put = (at: number, most: number, text: string): void => {
    header.set(encoder.encode(text).subarray(0, most), at);
  };
  const octal = (at: number, width: number, value: number): void =>
    put(
      at,
      width,
      `${Math.max(0, Math.floor(value))
        .toString(8)
        .padStart(width - 1, '0')}\0`,
    );
  put(0, 100, entry.name);
  octal(100, 8, entry.mode);
  octal(108, 8, entry.uid);
  octal(116, 8, entry.gid);
  octal(124, 12, entry.sizeBytes);
  octal(136, 12, entry.mtimeMs / 1000);
  put(148, 8, '        ');
  put(156, 1, flag);
  put(157, 100, entry.target);
  put(257, 8, 'ustar\x0000');
  put(265, 31, entry.userName ?? '');
  put(297, 31, entry.groupName ?? '');
  octal(329, 8, entry.rdev.major);
  octal(337, 8, entry.rdev.minor);
  put(148, 8, `${checksum(header).toString(8).padStart(6, '0')}\0 `);
  return header;
}

const checksum = (header: Uint8Array): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);

export class TarError extends Error {}

const UNEXPECTED = 'unexpected EOF';

/** All members of an archive. Throws TarError with Go's archive/tar words. */
export function readTar(bytes: Uint8Array): readonly TarMember[] {
  const members: TarMember[] = [];
  let pax = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + TAR_BLOCK);
    if (header.length < TAR_BLOCK) throw new TarError(UNEXPECTED);
    at += TAR_BLOCK;
    if (header.every((byte) => byte === 0)) break;
    if (Number.parseInt(field(header, 148, 8), 8) !== checksum(header))
      throw new TarError('archive/tar: invalid tar header');
    const sizeBytes = number(header, 124, 12);
    const flag = String.fromCharCode(header[156] ?? 48);
    const data = bytes.subarray(at, at + sizeBytes);
    if (hasData(flag)) {
      if (data.length < sizeBytes) throw new TarError(UNEXPECTED);
      at += sizeBytes + padding(sizeBytes);
    }
    if (flag === 'x' || flag === 'L' || flag === 'K') {
      pax = new Map([...pax, ...extended(flag, data)]);
      continue;
    }
    if (flag !== 'g') members.push(member(header, flag, data, pax));
    pax = new Map();
  }
  return members;
}

const hasData = (flag: string): boolean => !['1', '2', '3', '4', '5', '6'].includes(flag);

function extended(flag: string, data: Uint8Array): readonly [string, string][] {
  const text = decoder.decode(data);
  if (flag === 'L') return [['path', text.replace(/\0+$/, '')]];
  if (flag === 'K') return [['linkpath', text.replace(/\0+$/, '')]];
  return text
    .split('\n')
    .map((line) => /^\d+ ([^=]+)=(.*)$/.exec(line))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as [string, string]]));
}

function member(
  header: Uint8Array,
  flag: string,
  data: Uint8Array,
  pax: ReadonlyMap<string, string>,
): TarMember {
  const prefix = field(header, 257, 5) === 'ustar' ? field(header, 345, 155) : '';
  const short = (prefix === '' ? '' : `${prefix}/`) + field(header, 0, 100);
  const name = pax.get('path') ?? short;
  const kind = name.endsWith('/') && flag === '0' ? 'directory' : (KINDS.get(flag) ?? 'file');
  return {
    entry: {
      name: name.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''),
      kind,
      mode: number(header, 100, 8) & 0o7777,
      uid: number(header, 108, 8),
      gid: number(header, 116, 8),
      sizeBytes: kind === 'file' ? data.length : 0,
      mtimeMs: number(header, 136, 12) * 1000,
      target: pax.get('linkpath') ?? field(header, 157, 100),
      rdev: { major: number(header, 329, 8), minor: number(header, 337, 8) },
    },
    data: kind === 'file' ? data : new Uint8Array(0),
    written: { name, user: field(header, 265, 32), group: field(header, 297, 32) },
  };
}

function field(header: Uint8Array, at: number, length: number): string {
  const bytes = header.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

const number = (header: Uint8Array, at: number, length: number): number =>
  Number.parseInt(field(header, at, length).trim() || '0', 8);
