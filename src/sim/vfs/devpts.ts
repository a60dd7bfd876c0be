/**
 * Models devpts: /dev/pts/N for each open pseudo-terminal and ptmx to open a new one. Invariant: every mount after
 * the first is an instance of its own, so a container counts its terminals from 0 (newinstance).
 */
import type { OpenFile, OpenMode } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import type { PtyRegistry } from '../kernel/pty-registry.ts';
import type { Tty } from '../kernel/tty.ts';
import { TtySlave } from '../kernel/tty-files.ts';
import { type Attributes, Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { VirtualDirectory } from './virtual-nodes.ts';

export class DevptsRoot extends VirtualDirectory {
  readonly registry: PtyRegistry;

  constructor(superblock: Superblock, registry: PtyRegistry) {
    const nodes = new WeakMap<Tty, Node>();
    const ptmx = new TerminalNode(superblock, { major: 5, minor: 2 }, 0o666, 0, () =>
      registry.open(superblock.kernel, { columns: 80, rows: 24 }),
    );
    const slave = (tty: Tty): Node => {
      const known = nodes.get(tty);
      if (known !== undefined) return known;
      const open = (mode: OpenMode) => new TtySlave(tty, mode);
      const node = new TerminalNode(superblock, { major: 136, minor: tty.index }, 0o620, 5, open);
      nodes.set(tty, node);
      return node;
    };
    super(
      superblock,
      () => [
        ...[...registry.ttys].map(([index, tty]): [string, Node] => [String(index), slave(tty)]),
        ['ptmx', ptmx] as const,
      ],
      { mode: 0o755 },
    );
    this.registry = registry;
  }
}

export function makeDevpts(superblock: Superblock, registry: PtyRegistry): Node {
  return new DevptsRoot(superblock, registry);
}

class TerminalNode extends Node {
  readonly superblock: Superblock;
  readonly ino: number;
  attributes: Attributes;
  override readonly sizeBytes = 0;
  private readonly open: (mode: OpenMode) => OpenFile;

  constructor(
    superblock: Superblock,
    rdev: Attributes['rdev'],
    mode: number,
    gid: number,
    open: (mode: OpenMode) => OpenFile,
  ) {
    super();
    this.superblock = superblock;
    this.ino = superblock.nextIno();
    this.open = open;
    const now = Math.floor(superblock.kernel.clock.realtimeMs);
    const times = { atimeMs: now, mtimeMs: now, ctimeMs: now };
    this.attributes = { type: 'char-device', mode, uid: 0, gid, nlink: 1, rdev, ...times };
  }

  override setAttributes(change: Partial<Attributes>): void {
    this.attributes = { ...this.attributes, ...change };
  }

  override openSpecial(_process: Process, mode: OpenMode): OpenFile {
    return this.open(mode);
  }
}
