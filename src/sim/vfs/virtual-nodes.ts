/**
 * Models the nodes of file systems that have no storage (procfs, sysfs, cgroup2): their text is made when it is
 * read. Invariant: one open file shows one moment; it is made at its first read and again after a seek to 0.
 */
import type { PathRef } from '../kernel/file-system.ts';
import { OpenFile, type OpenMode } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { type FileType, type Stat, SysError } from '../kernel/sys.ts';
import { type AttributeChange, type Attributes, type NewNode, Node } from './node.ts';
import { statOf } from './stat.ts';
import type { Superblock } from './superblock.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}
const ROOT: Owner = { uid: 0, gid: 0 };

abstract class VirtualNode extends Node {
  readonly superblock: Superblock;
  readonly ino: number;
  private fixed: Omit<Attributes, 'nlink'>;

  constructor(superblock: Superblock, type: FileType, mode: number, owner: Owner = ROOT) {
    super();
    this.superblock = superblock;
    this.ino = superblock.nextIno();
    const now = Math.floor(superblock.kernel.clock.realtimeMs);
    const times = { atimeMs: now, mtimeMs: now, ctimeMs: now };
    this.fixed = { type, mode, ...owner, ...times, rdev: { major: 0, minor: 0 } };
  }

  protected get nlink(): number {
    return 1;
  }

  override get attributes(): Attributes {
    return { ...this.fixed, nlink: this.nlink };
  }

  override get sizeBytes(): number {
    return 0;
  }

  override setAttributes(change: AttributeChange): void {
    const { nlink: _, ...rest } = change;
    this.fixed = { ...this.fixed, ...rest };
  }
}

/** A directory whose entries are asked for each time. */
export class VirtualDirectory extends VirtualNode {
  private readonly entries: (process: Process) => Iterable<readonly [string, Node]>;
  private readonly find: ((name: string, process: Process) => Node | null) | null;

  constructor(
    superblock: Superblock,
    entries: (process: Process) => Iterable<readonly [string, Node]>,
    options: {
      readonly mode?: number;
      readonly owner?: Owner;
      readonly find?: (name: string, process: Process) => Node | null;
    } = {},
  ) {
    super(superblock, 'directory', options.mode ?? 0o555, options.owner);
    this.entries = entries;
    this.find = options.find ?? null;
  }

  /** Nothing is made in /proc: proc has no create, and says that the name is not there. */
  override create(_name: string, _init: NewNode): Node {
    throw new SysError(this.superblock.type === 'proc' ? 'ENOENT' : 'EPERM');
  }

  protected override get nlink(): number {
    return 2;
  }

  override lookup(name: string, process: Process): Node | null {
    if (this.find !== null) return this.find(name, process);
    for (const [key, node] of this.entries(process)) if (key === name) return node;
    return null;
  }

  override list(process: Process): Iterable<readonly [string, Node]> {
    return this.entries(process);
  }
}

/** A directory that always has the same entries. */
export function fixedDirectory(
  superblock: Superblock,
  entries: Readonly<Record<string, Node>>,
  mode = 0o555,
): VirtualDirectory {
  const map = new Map(Object.entries(entries));
  return new VirtualDirectory(superblock, () => map, { mode, find: (name) => map.get(name) ?? null });
}

export interface TextSource {
  readonly read: (process: Process) => string;
  /** Throws EINVAL for what it does not understand. */
  readonly write?: (text: string, process: Process) => void;
}

export class VirtualText extends VirtualNode {
  readonly source: TextSource;

  constructor(superblock: Superblock, mode: number, source: TextSource, owner?: Owner) {
    super(superblock, 'file', mode, owner);
    this.source = source;
  }

  override openSpecial(_process: Process, mode: OpenMode, label: string): OpenFile {
    return new TextFile(this, mode, label);
  }
}

class TextFile extends OpenFile {
  private readonly node: VirtualText;
  private bytes: Uint8Array | null = null;
  private offset = 0;

  constructor(node: VirtualText, mode: OpenMode, label: string) {
    super(mode, label);
    this.node = node;
  }

  override stat(): Stat {
    return statOf(this.node);
  }

  override read(process: Process, max: number): Uint8Array {
    this.bytes ??= new TextEncoder().encode(this.node.source.read(process));
    const data = this.bytes.slice(this.offset, this.offset + max);
    this.offset += data.length;
    return data;
  }

  override write(process: Process, data: Uint8Array): number {
    if (this.node.source.write === undefined) throw new SysError('EIO');
    this.node.source.write(new TextDecoder().decode(data), process);
    return data.length;
  }

  override seek(offset: number, whence: 'set' | 'current' | 'end'): number {
    if (whence === 'end') throw new SysError('EINVAL');
    this.offset = whence === 'set' ? offset : this.offset + offset;
    this.bytes = null;
    return this.offset;
  }

  override truncate(): void {}
}

/** A symbolic link whose target is made when read, and which may lead where its text does not (proc(5) fd, exe). */
export class VirtualLink extends VirtualNode {
  private readonly target: (process: Process) => string;
  private readonly leads: ((process: Process) => PathRef | OpenFile | null) | null;

  constructor(
    superblock: Superblock,
    target: (process: Process) => string,
    leads: ((process: Process) => PathRef | OpenFile | null) | null = null,
    owner?: Owner,
    mode = 0o777,
  ) {
    super(superblock, 'symlink', mode, owner);
    this.target = target;
    this.leads = leads;
  }

  override readlink(process: Process): string {
    return this.target(process);
  }

  override jump(process: Process): PathRef | OpenFile | null {
    return this.leads?.(process) ?? null;
  }
}
