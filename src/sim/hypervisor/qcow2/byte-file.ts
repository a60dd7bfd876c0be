/** A file of the host as disk formats see it: bytes at offsets. */

import type { Fd, OpenFlag, Sys, Task } from '../../kernel/sys.ts';
import { ZEROS } from '../../vfs/content.ts';

/** Zeros that were read from where nobody wrote, known without looking at each. */
export const isBlank = (data: Uint8Array): boolean => data.buffer === ZEROS.buffer;

const CHUNK = 1024 * 1024;

export class ByteFile {
  readonly sys: Sys;
  readonly fd: Fd;

  private constructor(sys: Sys, fd: Fd) {
    this.sys = sys;
    this.fd = fd;
  }

  /** Throws SysError. */
  static *open(sys: Sys, path: string, flags: readonly OpenFlag[]): Task<ByteFile> {
    return new ByteFile(sys, yield* sys.open(path, flags, 0o644));
  }

  get sizeBytes(): number {
    return this.sys.fstat(this.fd).sizeBytes;
  }

  /** As many bytes as asked for; what lies beyond the end is zero. */
  *read(offset: number, length: number): Task<Uint8Array> {
    this.sys.lseek(this.fd, offset, 'set');
    const first = yield* this.sys.read(this.fd, Math.min(length, CHUNK));
    if (first.length === length) return first;
    const bytes = new Uint8Array(length);
    bytes.set(first);
    for (let at = first.length; at < length; ) {
      const part = yield* this.sys.read(this.fd, Math.min(length - at, CHUNK));
      if (part.length === 0) break;
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  *write(offset: number, data: Uint8Array): Task<void> {
    this.sys.lseek(this.fd, offset, 'set');
    yield* this.sys.write(this.fd, data);
  }

  truncate(sizeBytes: number): void {
    this.sys.ftruncate(this.fd, sizeBytes);
  }

  close(): void {
    this.sys.close(this.fd);
  }
}
