/**
 * The header of a qcow2 file, version 3 (QEMU docs/interop/qcow2.txt), and its snapshot table, as bytes. Invariant: what is
 * written reads back; unknown extensions are dropped. Left out: encryption, compression, external data files.
 */
export const CLUSTER_BYTES = 65536;
const MAGIC = 0x514649fb;
const HEADER_BYTES = 112;
const BACKING_FORMAT = 0xe2792aca;

export interface Header {
  readonly virtualBytes: number;
  readonly backing: { readonly file: string; readonly format: string } | null;
  readonly l1Offset: number;
  readonly l1Entries: number;
  readonly refcountTableOffset: number;
  readonly refcountTableClusters: number;
  readonly snapshotCount: number;
  readonly snapshotsOffset: number;
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export const isQcow2 = (bytes: Uint8Array): boolean =>
  bytes.length >= 8 && view(bytes).getUint32(0) === MAGIC && view(bytes).getUint32(4) === 3;

export const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const getOffset = (data: DataView, at: number): number => Number(data.getBigUint64(at));
export const setOffset = (data: DataView, at: number, value: number): void =>
  data.setBigUint64(at, BigInt(value));

export function encodeHeader(header: Header): Uint8Array {
  const bytes = new Uint8Array(CLUSTER_BYTES);
  const data = view(bytes);
  data.setUint32(0, MAGIC);
  data.setUint32(4, 3);
  data.setUint32(20, 16);
  setOffset(data, 24, header.virtualBytes);
  data.setUint32(36, header.l1Entries);
  setOffset(data, 40, header.l1Offset);
  setOffset(data, 48, header.refcountTableOffset);
  data.setUint32(56, header.refcountTableClusters);
  data.setUint32(60, header.snapshotCount);
  setOffset(data, 64, header.snapshotsOffset);
  data.setUint32(96, 4);
  data.setUint32(100, HEADER_BYTES);
  if (header.backing === null) return bytes;
  const format = ENCODER.encode(header.backing.format);
  data.setUint32(HEADER_BYTES, BACKING_FORMAT);
  data.setUint32(HEADER_BYTES + 4, format.length);
  bytes.set(format, HEADER_BYTES + 8);
  const nameAt = HEADER_BYTES + 8 + Math.ceil(format.length / 8) * 8 + 8;
  const name = ENCODER.encode(header.backing.file);
  bytes.set(name, nameAt);
  setOffset(data, 8, nameAt);
  data.setUint32(16, name.length);
  return bytes;
}

export function decodeHeader(bytes: Uint8Array): Header {
  const data = view(bytes);
  const nameAt = getOffset(data, 8);
  return {
    virtualBytes: getOffset(data, 24),
    backing:
      nameAt === 0
        ? null
        : { file: textAt(bytes, nameAt, data.getUint32(16)), format: backingFormat(bytes, data) },
    l1Entries: data.getUint32(36),
    l1Offset: getOffset(data, 40),
    refcountTableOffset: getOffset(data, 48),
    refcountTableClusters: data.getUint32(56),
    snapshotCount: data.getUint32(60),
    snapshotsOffset: getOffset(data, 64),
  };
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  DECODER.decode(bytes.subarray(at, at + length));

const backingFormat = (bytes: Uint8Array, data: DataView): string =>
  data.getUint32(HEADER_BYTES) === BACKING_FORMAT
    ? textAt(bytes, HEADER_BYTES + 8, data.getUint32(HEADER_BYTES + 4))
    : 'raw';

export interface SnapshotRecord {
  readonly id: string;
  readonly name: string;
  readonly dateSeconds: number;
  readonly l1Offset: number;
  readonly l1Entries: number;
  readonly virtualBytes: number;
}

const FIXED = 40;
const EXTRA = 24;

export function encodeSnapshots(snapshots: readonly SnapshotRecord[]): Uint8Array {
  const last = snapshots.at(-1);
  const bytes = concat(snapshots.map(encodeSnapshot));
  if (last === undefined) return bytes;
  // Records begin at multiples of 8; nothing follows the last.
  const length = FIXED + EXTRA + ENCODER.encode(last.id).length + ENCODER.encode(last.name).length;
  return bytes.subarray(0, bytes.length - (Math.ceil(length / 8) * 8 - length));
}

function encodeSnapshot(snapshot: SnapshotRecord): Uint8Array {
  const id = ENCODER.encode(snapshot.id);
  const name = ENCODER.encode(snapshot.name);
  const bytes = new Uint8Array(Math.ceil((FIXED + EXTRA + id.length + name.length) / 8) * 8);
  const data = view(bytes);
  setOffset(data, 0, snapshot.l1Offset);
  data.setUint32(8, snapshot.l1Entries);
  data.setUint16(12, id.length);
  data.setUint16(14, name.length);
  data.setUint32(16, snapshot.dateSeconds);
  data.setUint32(36, EXTRA);
  setOffset(data, FIXED + 8, snapshot.virtualBytes);
  bytes.set(id, FIXED + EXTRA);
  bytes.set(name, FIXED + EXTRA + id.length);
  return bytes;
}

/** `bytes` from the table's beginning, `count` records. */
export function decodeSnapshots(bytes: Uint8Array, count: number): readonly SnapshotRecord[] {
  const records: SnapshotRecord[] = [];
  const data = view(bytes);
  for (let at = 0; records.length < count; ) {
    const idLength = data.getUint16(at + 12);
    const nameLength = data.getUint16(at + 14);
    const text = at + FIXED + data.getUint32(at + 36);
    records.push({
      id: textAt(bytes, text, idLength),
      name: textAt(bytes, text + idLength, nameLength),
      dateSeconds: data.getUint32(at + 16),
      l1Offset: getOffset(data, at),
      l1Entries: data.getUint32(at + 8),
      virtualBytes: getOffset(data, at + FIXED + 8),
    });
    at = Math.ceil((text + idLength + nameLength) / 8) * 8;
  }
  return records;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
