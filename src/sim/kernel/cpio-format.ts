/**
 * Models the archive that a kernel unpacks as its first root file system: cpio in the "new ASCII" format, magic 070701 (Linux,
 * Documentation/driver-api/early-userspace/buffer-format.rst; init/initramfs.c). Invariant: what is written here is read back the same.
 * Left out: checksums (070702), several archives one after the other, compression.
 */

export interface CpioEntry {
  readonly name: string;
  readonly ino: number;
  /** Type and permissions, as st_mode has them. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: number;
  readonly mtimeSeconds: number;
  readonly dev: Numbers;
  readonly rdev: Numbers;
  /** Of a symbolic link: where it leads. Of several names for one file only the last has it. */
  readonly data: Uint8Array;
}

export interface Numbers {
  readonly major: number;
  readonly minor: number;
}

const MAGIC = '070701';
const HEADER_BYTES = 110;
const TRAILER = 'TRAILER!!!';
const NOBODY: Numbers = { major: 0, minor: 0 };
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const padding = (bytes: number): number => (4 - (bytes % 4)) % 4;
const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0').slice(-8);

/** Header, name and data of one file, each filled up to a multiple of four bytes. */
export function cpioMember(entry: CpioEntry): Uint8Array {
  const name = encoder.encode(`${entry.name}\0`);
  const numbers = [
    ...[entry.ino, entry.mode, entry.uid, entry.gid, entry.nlink, entry.mtimeSeconds, entry.data.length],
    ...[entry.dev.major, entry.dev.minor, entry.rdev.major, entry.rdev.minor, name.length, 0],
  ];
  const head = encoder.encode(MAGIC + numbers.map(hex).join(''));
  const dataAt = HEADER_BYTES + name.length + padding(HEADER_BYTES + name.length);
  const member = new Uint8Array(dataAt + entry.data.length + padding(entry.data.length));
  member.set(head);
  member.set(name, HEADER_BYTES);
  member.set(entry.data, dataAt);
  return member;
}

/** The end of an archive. */
export const cpioTrailer = (): Uint8Array =>
  cpioMember({
    ...{ name: TRAILER, ino: 0, mode: 0, uid: 0, gid: 0, nlink: 0, mtimeSeconds: 0 },
    ...{ dev: NOBODY, rdev: NOBODY, data: new Uint8Array(0) },
  });

/** The entries up to the trailer; null: these bytes are no such archive. */
export function cpioEntries(archive: Uint8Array): readonly CpioEntry[] | null {
  const entries: CpioEntry[] = [];
  for (let at = 0; at + HEADER_BYTES <= archive.length; ) {
    const head = decoder.decode(archive.subarray(at, at + HEADER_BYTES));
    if (!/^070701[0-9a-fA-F]{104}$/.test(head)) return null;
    const number = (index: number): number =>
      Number.parseInt(head.slice(MAGIC.length + index * 8, MAGIC.length + index * 8 + 8), 16);
    const nameAt = at + HEADER_BYTES;
    const name = decoder.decode(archive.subarray(nameAt, nameAt + number(11) - 1));
    if (name === TRAILER) return entries;
    const dataAt = nameAt + number(11) + padding(HEADER_BYTES + number(11));
    entries.push({
      ...{ name, ino: number(0), mode: number(1), uid: number(2), gid: number(3), nlink: number(4) },
      mtimeSeconds: number(5),
      dev: { major: number(7), minor: number(8) },
      rdev: { major: number(9), minor: number(10) },
      data: archive.subarray(dataAt, dataAt + number(6)),
    });
    at = dataAt + number(6) + padding(number(6));
  }
  return null;
}
