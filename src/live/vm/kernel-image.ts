import { closeSync, openSync, readSync } from 'node:fs';

/** What the first bytes of a kernel's file say. */
export interface KernelImage {
  /** As uname(2) calls it; null: this kind of file does not say. */
  readonly release: string | null;
}

const HEAD_BYTES = 64 * 1024;

/**
 * Reads a kernel that QEMU can start directly: on x86 a bzImage (Linux, Documentation/arch/x86/boot.rst), on arm64 an Image
 * (Documentation/arch/arm64/booting.rst), which may be compressed. null: it is none, or may not be read.
 */
export function kernelImage(path: string, arch: string): KernelImage | null {
  const head = beginningOf(path);
  if (head === null) return null;
  if (arch === 'arm64') return isArmImage(head) ? { release: null } : null;
  if (head.toString('latin1', 0x202, 0x206) !== 'HdrS') return null;
  const at = head.readUInt16LE(0x20e) + 0x200;
  const text = head.toString('latin1', at, Math.min(head.length, at + 256));
  return { release: /^[\w.+~-]+/.exec(text)?.[0] ?? null };
}

const isArmImage = (head: Buffer): boolean =>
  head.toString('latin1', 56, 60) === 'ARM\x64' || (head[0] === 0x1f && head[1] === 0x8b);

function beginningOf(path: string): Buffer | null {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const length = readSync(file, head, 0, HEAD_BYTES, 0);
      return length < 0x210 ? null : head.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
