/**
 * Models tmpfs(5), and stands for a disk file system (ext4) as well: nodes held in memory, begun from a TreeSpec.
 * Invariants: a directory of the tree becomes nodes when someone first looks into it; the tree itself is never
 * changed; nlink counts names (and `.` and `..` of directories). Left out: extended attributes, reserved blocks.
 */

import { SysError } from '../kernel/sys.ts';
import type { NodeSpec, TreeSpec } from '../kernel/tree-spec.ts';
import { contentOf, FileContent } from './content.ts';
import { hardLinkCounts, splitTreePath } from './hard-links.ts';
import { type AttributeChange, type Attributes, type NewNode, Node } from './node.ts';
import { attributesOf, NO_DEVICE } from './spec-attributes.ts';
import type { Superblock } from './superblock.ts';

/** One tree being unfolded: hard links in it name nodes by path from its root. */
interface Unfolding {
  readonly root: MemoryNode;
  readonly linkCounts: ReadonlyMap<string, number>;
}

export class MemoryNode extends Node {
  readonly superblock: Superblock;
  readonly ino: number;
  attributes: Attributes;
  private entries: Map<string, MemoryNode> | null = null;
  private spec: NodeSpec | null = null;
  private unfolding: Unfolding | null = null;
  private treePath = '';
  private bytes: FileContent | null = null;
  private target = '';

  constructor(superblock: Superblock, attributes: Attributes, target = '') {
    super();
    this.superblock = superblock;
    this.ino = superblock.nextIno();
    this.attributes = attributes;
    this.target = target;
  }

  override get sizeBytes(): number {
    switch (this.attributes.type) {
      case 'file':
        return this.content().sizeBytes;
      case 'symlink':
        return this.target.length;
      case 'directory':
        return inMemory(this.superblock) ? 40 + 20 * this.children().size : 4096;
      default:
        return 0;
    }
  }

  override setAttributes(change: AttributeChange): void {
    this.attributes = { ...this.attributes, ctimeMs: this.now(), ...change };
  }

  override lookup(name: string): MemoryNode | null {
    return this.children().get(name) ?? null;
  }

  override list(): Iterable<readonly [string, MemoryNode]> {
    return this.children();
  }

  override create(name: string, init: NewNode): MemoryNode {
    const now = this.now();
    const { type, mode, uid, gid } = init;
    const nlink = type === 'directory' ? 2 : 1;
    const times = { atimeMs: now, mtimeMs: now, ctimeMs: now };
    const rdev = init.rdev ?? NO_DEVICE;
    const node = new MemoryNode(
      this.superblock,
      { type, mode, uid, gid, nlink, rdev, ...times },
      init.target,
    );
    this.children().set(name, node);
    this.touch(type === 'directory' ? 1 : 0);
    return node;
  }

  override attach(name: string, node: Node): void {
    if (!(node instanceof MemoryNode) || node.superblock !== this.superblock) throw new SysError('EXDEV');
    node.setAttributes({ nlink: node.attributes.nlink + 1 });
    this.children().set(name, node);
    this.touch(0);
  }

  override detach(name: string): void {
    const node = this.children().get(name);
    if (node === undefined) throw new SysError('ENOENT');
    this.children().delete(name);
    const isDirectory = node.attributes.type === 'directory';
    node.setAttributes({ nlink: isDirectory ? 0 : node.attributes.nlink - 1 });
    this.touch(isDirectory ? -1 : 0);
  }

  override move(name: string, into: Node, to: string): void {
    const node = this.children().get(name);
    if (node === undefined) throw new SysError('ENOENT');
    if (!(into instanceof MemoryNode) || into.superblock !== this.superblock) throw new SysError('EXDEV');
    if (into.children().has(to)) into.detach(to);
    this.children().delete(name);
    into.children().set(to, node);
    const moved = node.attributes.type === 'directory' ? 1 : 0;
    this.touch(-moved);
    into.touch(moved);
    node.setAttributes({});
  }

  override readlink(): string {
    if (this.attributes.type !== 'symlink') throw new SysError('EINVAL');
    return this.target;
  }

  override content(): FileContent {
    if (this.attributes.type !== 'file') throw new SysError('EINVAL');
    if (this.bytes === null) {
      const begun = this.spec === null ? undefined : contentOf(this.spec);
      this.bytes = new FileContent(this.superblock.charge, begun?.base, begun?.sizeBytes);
    }
    return this.bytes;
  }

  override adopt(content: FileContent): void {
    this.bytes = content;
  }

  /** Unpacks a tree into this directory, replacing what has the same name. */
  extract(tree: TreeSpec): void {
    if (this.entries === null && this.spec === null) {
      this.unfold({ kind: 'dir', entries: tree }, { root: this, linkCounts: hardLinkCounts(tree) }, '');
      return;
    }
    const staging = new MemoryNode(this.superblock, this.attributes);
    staging.unfold({ kind: 'dir', entries: tree }, { root: staging, linkCounts: hardLinkCounts(tree) }, '');
    this.merge(staging);
  }

  private merge(from: MemoryNode): void {
    for (const [name, node] of from.children()) {
      const old = this.children().get(name);
      if (old?.isDirectory && node.isDirectory) {
        old.merge(node);
        continue;
      }
      if (old !== undefined) this.detach(name);
      this.children().set(name, node);
      this.touch(node.isDirectory ? 1 : 0);
    }
  }

  private unfold(spec: NodeSpec, unfolding: Unfolding, treePath: string): void {
    this.spec = spec;
    this.unfolding = unfolding;
    this.treePath = treePath;
    if (spec.kind === 'dir') {
      const folders = Object.values(spec.entries).filter((entry) => entry.kind === 'dir').length;
      this.attributes = { ...this.attributes, nlink: 2 + folders };
    }
  }

  private children(): Map<string, MemoryNode> {
    if (this.attributes.type !== 'directory') throw new SysError('ENOTDIR');
    if (this.entries === null) {
      this.entries = new Map();
      if (this.spec?.kind === 'dir') this.unfoldEntries(this.spec.entries, this.entries);
    }
    return this.entries;
  }

  private unfoldEntries(tree: TreeSpec, into: Map<string, MemoryNode>): void {
    const unfolding = this.unfolding;
    if (unfolding === null) return;
    for (const [name, spec] of Object.entries(tree)) {
      if (spec.kind !== 'hardlink') into.set(name, this.child(name, spec, unfolding));
    }
    for (const [name, spec] of Object.entries(tree)) {
      if (spec.kind === 'hardlink') into.set(name, hardLinkTarget(unfolding.root, spec.path));
    }
  }

  private child(
    name: string,
    spec: Exclude<NodeSpec, { kind: 'hardlink' }>,
    unfolding: Unfolding,
  ): MemoryNode {
    const treePath = `${this.treePath}/${name}`;
    const bootMs = this.superblock.kernel.clock.bootRealtimeMs;
    const links = unfolding.linkCounts.get(treePath) ?? 0;
    const target = spec.kind === 'link' ? spec.target : '';
    const node = new MemoryNode(this.superblock, attributesOf(spec, bootMs, 1 + links), target);
    node.unfold(spec, unfolding, treePath);
    return node;
  }

  private touch(folders: number): void {
    const now = this.now();
    this.setAttributes({ mtimeMs: now, ctimeMs: now, nlink: this.attributes.nlink + folders });
  }

  private now(): number {
    return Math.floor(this.superblock.kernel.clock.realtimeMs);
  }
}

const inMemory = ({ type }: Superblock): boolean => type === 'tmpfs' || type === 'mqueue';

function hardLinkTarget(root: MemoryNode, path: string): MemoryNode {
  let at: MemoryNode | null = root;
  for (const name of splitTreePath(path)) at = at?.lookup(name) ?? null;
  if (at === null) throw new SysError('EIO');
  return at;
}

/** An empty file system whose root directory has this mode, or one begun from a tree. */
export function memoryRoot(superblock: Superblock, mode: number, tree: TreeSpec | null = null): MemoryNode {
  const { clock } = superblock.kernel;
  const madeMs = tree === null ? Math.floor(clock.realtimeMs) : clock.bootRealtimeMs;
  const root = new MemoryNode(superblock, attributesOf({ kind: 'dir', entries: {}, mode }, madeMs, 2));
  if (tree !== null) root.extract(tree);
  return root;
}
