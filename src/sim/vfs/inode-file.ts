/**
 * Models an open regular file, and an open directory: an offset over an inode. Invariant: the bytes of a file
 * without names live until its last description is closed. Left out: SEEK_DATA, memory maps.
 */
import { OpenFile, type OpenMode } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { type Stat, SysError } from '../kernel/sys.ts';
import type { FileContent } from './content.ts';
import type { Place } from './mounts.ts';
import type { Node } from './node.ts';
import { statOf } from './stat.ts';

export class InodeFile extends OpenFile {
  readonly place: Place | null;
  private readonly node: Node;
  private readonly bytes: FileContent;
  private offset = 0;

  constructor(node: Node, place: Place | null, mode: OpenMode, label: string) {
    super(mode, label);
    this.node = node;
    this.place = place;
    this.bytes = node.content(mode.write);
    node.identity.openCount += 1;
  }

  override stat(): Stat {
    return statOf(this.node);
  }

  override read(_process: Process, max: number): Uint8Array {
    const data = this.bytes.read(this.offset, max);
    this.offset += data.length;
    return data;
  }

  override write(_process: Process, data: Uint8Array): number {
    if (this.mode.append) this.offset = this.bytes.sizeBytes;
    this.bytes.write(this.offset, data);
    this.offset += data.length;
    this.touch();
    return data.length;
  }

  override writeOffset(): number {
    return this.mode.append ? this.bytes.sizeBytes : this.offset;
  }

  override seek(offset: number, whence: 'set' | 'current' | 'end'): number {
    const base = { set: 0, current: this.offset, end: this.bytes.sizeBytes }[whence];
    if (base + offset < 0) throw new SysError('EINVAL');
    this.offset = base + offset;
    return this.offset;
  }

  override truncate(sizeBytes: number): void {
    this.bytes.truncate(sizeBytes);
    this.touch();
  }

  override release(): void {
    this.node.identity.openCount -= 1;
    dropIfGone(this.node);
  }

  private touch(): void {
    const now = Math.floor(this.node.superblock.kernel.clock.realtimeMs);
    this.node.setAttributes({ mtimeMs: now, ctimeMs: now });
  }
}

/** Frees the bytes of a file that has neither a name nor an open description. */
export function dropIfGone(node: Node): void {
  const { type, nlink } = node.attributes;
  if (type === 'file' && nlink === 0 && node.identity.openCount === 0) node.content(false).drop();
}

export class DirectoryFile extends OpenFile {
  readonly place: Place;

  constructor(place: Place, mode: OpenMode, label: string) {
    super(mode, label);
    this.place = place;
  }

  override stat(): Stat {
    return statOf(this.place.node);
  }

  override read(): Uint8Array {
    throw new SysError('EISDIR');
  }

  override seek(): number {
    return 0;
  }
}
