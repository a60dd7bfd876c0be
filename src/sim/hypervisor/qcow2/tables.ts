/** The tables of a qcow2 file, L1 and L2: 64 bits an entry, of which the highest are flags (QEMU docs/interop/qcow2.txt). */
import type { Task } from '../../kernel/sys.ts';
import type { ByteFile } from './byte-file.ts';
import { getOffset, setOffset, view } from './header.ts';

const COPIED = 2 ** 63;

/** Offsets without their flag bits. */
export function* readTable(file: ByteFile, at: number, entries: number): Task<number[]> {
  const data = view(yield* file.read(at, entries * 8));
  return Array.from({ length: entries }, (_, index) => getOffset(data, index * 8) % COPIED);
}

export function* writeTable(file: ByteFile, at: number, entries: readonly number[]): Task<void> {
  const bytes = new Uint8Array(entries.length * 8);
  const data = view(bytes);
  for (const [index, entry] of entries.entries()) setOffset(data, index * 8, entry);
  yield* file.write(at, bytes);
}
