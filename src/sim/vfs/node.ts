/**
 * Models the inode (inode(7)) as each file system implements it. Invariant: what one file system cannot do, its
 * nodes refuse with the errno the real one gives. The callers check permissions and read-only mounts first.
 */
import type { PathRef } from '../kernel/file-system.ts';
import type { OpenFile, OpenMode } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { type FileType, SysError } from '../kernel/sys.ts';
import type { FileContent } from './content.ts';
import type { Superblock } from './superblock.ts';

export interface Attributes {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly rdev: { readonly major: number; readonly minor: number };
}
export type AttributeChange = Partial<Omit<Attributes, 'type' | 'rdev'>>;

/** What a new entry is to be. */
export interface NewNode {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target?: string;
  readonly rdev?: { readonly major: number; readonly minor: number };
}

export abstract class Node {
  /** Open descriptions: the bytes of a file without names live as long as one is left. */
  openCount = 0;
  /** trusted.overlay.opaque: nothing of lower layers shows in this directory. */
  opaque = false;

  abstract readonly superblock: Superblock;
  abstract readonly ino: number;
  abstract readonly attributes: Attributes;
  abstract readonly sizeBytes: number;

  get isDirectory(): boolean {
    return this.attributes.type === 'directory';
  }

  setAttributes(_change: AttributeChange): void {
    throw new SysError('EPERM');
  }

  lookup(_name: string, _process: Process): Node | null {
    return null;
  }

  list(_process: Process): Iterable<readonly [string, Node]> {
    return [];
  }

  create(_name: string, _init: NewNode): Node {
    throw new SysError('EPERM');
  }

  /** A further name for a node of the same file system. */
  attach(_name: string, _node: Node): void {
    throw new SysError('EPERM');
  }

  detach(_name: string): void {
    throw new SysError('EPERM');
  }

  /** Moves an entry within one file system, over `to` if that exists. */
  move(_name: string, _into: Node, _to: string): void {
    throw new SysError('EPERM');
  }

  readlink(_process: Process): string {
    throw new SysError('EINVAL');
  }

  /** Where a magic link of procfs leads without its text being followed. */
  jump(_process: Process): PathRef | OpenFile | null {
    return null;
  }

  /** The bytes of a regular file; a copy on write file system makes them its own first when `forWriting`. */
  content(_forWriting: boolean): FileContent {
    throw new SysError('EINVAL');
  }

  /** Comes and goes by itself, as /proc/PID does: no entry is kept for it. */
  get isVolatile(): boolean {
    return false;
  }

  /** A directory that rmdir(2) may remove whatever it lists, as cgroups. */
  get emptyForRemoval(): boolean {
    return false;
  }

  /** Takes over bytes that were copied from elsewhere. */
  adopt(_content: FileContent): void {
    throw new SysError('EPERM');
  }

  /** Null: the generic way, by type. */
  openSpecial(_process: Process, _mode: OpenMode, _label: string): OpenFile | null {
    return null;
  }

  /** The object that stands for this node however it is reached: fifos and sockets hang on it. */
  get identity(): Node {
    return this;
  }
}
