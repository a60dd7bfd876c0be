/** A file that an image builds on, and what opening it failed with. */
export class BackingError extends Error {
  readonly path: string;
  readonly errno: SysError;
  constructor(path: string, errno: SysError) {
    super(`${path}: ${errno.errno}`);
    this.path = path;
    this.errno = errno;
  }
}

/** A disk image file, raw or qcow2 as its first bytes say, with what its backing files give. Left out: other formats. */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { ByteFile } from './byte-file.ts';
import { CLUSTER_BYTES, isQcow2 } from './header.ts';
import { Qcow2 } from './qcow2.ts';

const SECTOR = 512;
const DEEPEST = 16;

export class DiskImage {
  readonly path: string;
  readonly file: ByteFile;
  /** Null for a raw file. */
  readonly qcow2: Qcow2 | null;
  readonly backing: DiskImage | null;

  private constructor(path: string, file: ByteFile, qcow2: Qcow2 | null, backing: DiskImage | null) {
    this.path = path;
    this.file = file;
    this.qcow2 = qcow2;
    this.backing = backing;
  }

  /** Throws SysError, ELOOP for a chain that does not end; BackingError. */
  static *open(
    sys: Sys,
    path: string,
    mode: 'read' | 'write',
    depth = 0,
    as: 'raw' | 'probe' = 'probe',
  ): Task<DiskImage> {
    if (depth > DEEPEST) throw new SysError('ELOOP');
    const file = yield* ByteFile.open(sys, path, mode === 'read' ? ['read'] : ['read', 'write']);
    if (as === 'raw' || !isQcow2(yield* file.read(0, 8))) return new DiskImage(path, file, null, null);
    const qcow2 = yield* Qcow2.open(file);
    const { backing } = qcow2.header;
    if (backing === null) return new DiskImage(path, file, qcow2, null);
    const below = beside(path, backing.file);
    const format = backing.format === 'raw' ? 'raw' : 'probe';
    try {
      return new DiskImage(path, file, qcow2, yield* DiskImage.open(sys, below, 'read', depth + 1, format));
    } catch (error) {
      file.close();
      throw error instanceof SysError ? new BackingError(below, error) : error;
    }
  }

  /** The file alone, as if nothing lay behind it. Throws SysError. */
  static *openAlone(sys: Sys, path: string, mode: 'read' | 'write' = 'read'): Task<DiskImage> {
    const file = yield* ByteFile.open(sys, path, mode === 'read' ? ['read'] : ['read', 'write']);
    const qcow2 = isQcow2(yield* file.read(0, 8)) ? yield* Qcow2.open(file) : null;
    return new DiskImage(path, file, qcow2, null);
  }

  get format(): 'raw' | 'qcow2' {
    return this.qcow2 === null ? 'raw' : 'qcow2';
  }

  /** Whole sectors. */
  get virtualBytes(): number {
    if (this.qcow2 !== null) return this.qcow2.virtualBytes;
    return Math.ceil(this.file.sizeBytes / SECTOR) * SECTOR;
  }

  /** Within one cluster. */
  *read(offset: number, length: number): Task<Uint8Array> {
    if (this.qcow2 === null) return yield* this.file.read(offset, length);
    const start = Math.floor(offset / CLUSTER_BYTES) * CLUSTER_BYTES;
    const cluster = yield* this.qcow2.readCluster(start);
    if (cluster !== null) return cluster.subarray(offset - start, offset - start + length);
    if (this.backing === null || offset >= this.backing.virtualBytes) return new Uint8Array(length);
    return yield* this.backing.read(offset, length);
  }

  /** Within one cluster. */
  *write(offset: number, data: Uint8Array): Task<void> {
    if (this.qcow2 === null) return yield* this.file.write(offset, data);
    const start = Math.floor(offset / CLUSTER_BYTES) * CLUSTER_BYTES;
    const cluster = (yield* this.read(start, CLUSTER_BYTES)).slice();
    cluster.set(data, offset - start);
    yield* this.qcow2.writeCluster(start, cluster);
  }

  close(): void {
    this.file.close();
    this.backing?.close();
  }
}

/** A relative name is meant from where the image is. */
export const beside = (path: string, name: string): string =>
  name.startsWith('/') || !path.includes('/') ? name : `${path.slice(0, path.lastIndexOf('/') + 1)}${name}`;
