import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

const NEWLINE = 0x0a;
const ATTEMPTS = 3;

/**
 * Appends `lines`, which end with a line end, and returns once they are on the disk. Other sessions may append
 * to the same file at the same time, or be killed in the middle: O_APPEND (open(2)) keeps one write whole, a
 * fragment that somebody left is closed with a line end first, and what was written is read back. Throws what
 * the file system throws; then a part may stand in the file, which reading skips.
 */
export async function appendDurably(path: string, lines: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  try {
    const isNew = await appendChecked(file, Buffer.from(lines));
    await file.sync();
    if (isNew) await syncDirectory(dirname(path));
  } finally {
    await file.close();
  }
}

/** Says whether the file was empty before. */
async function appendChecked(file: FileHandle, lines: Buffer): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await file.stat();
    if (!before.isFile()) throw new Error('it is not a regular file');
    await writeWhole(
      file,
      (await endsLine(file, before.size)) ? lines : Buffer.concat([Buffer.of(NEWLINE), lines]),
    );
    if (await stands(file, before.size, lines)) return before.size === 0;
  }
  throw new Error('another program keeps writing into the same line');
}

/** A write is cut short when the disk is nearly full; writing the rest brings up the reason. */
async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  return (await readRange(file, size - 1, size))[0] === NEWLINE;
}

/** Whether `lines` can be read back behind what stood before, beginning on a line of their own. */
async function stands(file: FileHandle, sizeBefore: number, lines: Buffer): Promise<boolean> {
  const from = Math.max(0, sizeBefore - 1);
  const tail = await readRange(file, from, (await file.stat()).size);
  const at = tail.indexOf(lines);
  return at === -1 ? false : (at === 0 && from === 0) || tail[at - 1] === NEWLINE;
}

async function readRange(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}

/** Makes the file's name as durable as its bytes. Windows and some network file systems cannot, and need not. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    await directory.sync().finally(() => directory.close());
  } catch {
    return;
  }
}
