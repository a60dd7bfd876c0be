/**
 * Models overlayfs (Documentation/filesystems/overlayfs.rst): several lower directories, shared and never changed,
 * below one upper directory. Invariants: what is written is first copied up whole; removing what a lower layer has
 * leaves a whiteout (character device 0:0); a new directory over a removed one is opaque. As without redirect_dir,
 * renaming a directory of a lower layer fails with EXDEV. Left out: metacopy, nfs export, xino.
 */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import type { FileContent } from './content.ts';
import { type AttributeChange, type Attributes, type NewNode, Node } from './node.ts';
import type { Superblock } from './superblock.ts';

export const isWhiteout = (node: Node): boolean => {
  const { type, rdev } = node.attributes;
  return type === 'char-device' && rdev.major === 0 && rdev.minor === 0;
};

interface Layers {
  readonly upper: Node | null;
  /** Topmost first. */
  readonly lowers: readonly Node[];
}

export class OverlayNode extends Node {
  readonly superblock: Superblock;
  readonly ino: number;
  private upper: Node | null;
  private readonly lowers: readonly Node[];
  private parent: OverlayNode | null;
  private name: string;
  private readonly cache = new Map<string, OverlayNode>();

  constructor(superblock: Superblock, parent: OverlayNode | null, name: string, layers: Layers) {
    super();
    this.superblock = superblock;
    this.parent = parent;
    this.name = name;
    this.upper = layers.upper;
    this.lowers = layers.lowers;
    this.ino = (layers.lowers[0] ?? this.top).ino;
  }

  private get top(): Node {
    const top = this.upper ?? this.lowers[0];
    if (top === undefined) throw new SysError('EIO');
    return top;
  }

  override get attributes(): Attributes {
    const { attributes } = this.top;
    const layers = this.lowers.length + (this.upper === null ? 0 : 1);
    const isMerged = attributes.type === 'directory' && layers > 1;
    return isMerged ? { ...attributes, nlink: 1 } : attributes;
  }

  override get sizeBytes(): number {
    return this.top.sizeBytes;
  }

  override setAttributes(change: AttributeChange): void {
    this.copyUp().setAttributes(change);
  }

  override lookup(name: string, process: Process): OverlayNode | null {
    const layers = this.layersOf(name, process);
    if (layers.upper === null && layers.lowers.length === 0) {
      this.cache.delete(name);
      return null;
    }
    const known = this.cache.get(name);
    if (known?.holds(layers)) return known;
    const node = new OverlayNode(this.superblock, this, name, layers);
    this.cache.set(name, node);
    return node;
  }

  override list(process: Process): Iterable<readonly [string, Node]> {
    const names = new Set<string>();
    for (const layer of [this.upper, ...this.lowers]) {
      for (const [name] of layer?.list(process) ?? []) names.add(name);
    }
    const found: [string, Node][] = [];
    for (const name of names) {
      const node = this.lookup(name, process);
      if (node !== null) found.push([name, node]);
    }
    return found;
  }

  override create(name: string, init: NewNode): Node {
    const upper = this.copyUp();
    const hidesLower = this.uncover(name) || this.hasLower(name);
    const node = upper.create(name, init);
    if (hidesLower && init.type === 'directory') node.opaque = true;
    return node;
  }

  override attach(name: string, node: Node): void {
    if (!(node instanceof OverlayNode) || node.superblock !== this.superblock) throw new SysError('EXDEV');
    const source = node.copyUp();
    const upper = this.copyUp();
    this.uncover(name);
    upper.attach(name, source);
  }

  override detach(name: string): void {
    const upper = this.copyUp();
    if (this.upperEntry(name) !== null) upper.detach(name);
    this.coverLower(name);
    this.cache.delete(name);
  }

  override move(name: string, into: Node, to: string): void {
    if (!(into instanceof OverlayNode) || into.superblock !== this.superblock) throw new SysError('EXDEV');
    const node = this.cache.get(name);
    if (node === undefined) throw new SysError('ENOENT');
    if (node.isDirectory && node.lowers.length > 0) throw new SysError('EXDEV');
    const moved = node.copyUp();
    const target = into.copyUp();
    into.uncover(to);
    this.copyUp().move(name, target, to);
    if (moved.isDirectory && into.hasLower(to)) moved.opaque = true;
    this.coverLower(name);
    this.cache.delete(name);
    node.parent = into;
    node.name = to;
    into.cache.set(to, node);
  }

  override readlink(process: Process): string {
    return this.top.readlink(process);
  }

  override content(forWriting: boolean): FileContent {
    return (forWriting ? this.copyUp() : this.top).content(forWriting);
  }

  private holds(layers: Layers): boolean {
    return (
      this.upper === layers.upper &&
      this.lowers.length >= layers.lowers.length &&
      layers.lowers.every((node, index) => node === this.lowers[index])
    );
  }

  private layersOf(name: string, process: Process): Layers {
    const upper = this.upper?.lookup(name, process) ?? null;
    if (upper !== null && isWhiteout(upper)) return { upper: null, lowers: [] };
    if (upper !== null && (!upper.isDirectory || upper.opaque)) return { upper, lowers: [] };
    const lowers: Node[] = [];
    for (const layer of this.lowers) {
      const node = layer.lookup(name, process);
      if (node === null) continue;
      if (isWhiteout(node)) break;
      if (!node.isDirectory) {
        if (upper === null && lowers.length === 0) lowers.push(node);
        break;
      }
      lowers.push(node);
      if (node.opaque) break;
    }
    return { upper, lowers };
  }

  /** The node in the upper layer, made there first when only a lower layer has it. */
  private copyUp(): Node {
    if (this.upper !== null) return this.upper;
    if (this.parent === null) throw new SysError('EROFS');
    const source = this.top;
    const into = this.parent.copyUp();
    const { mtimeMs, ctimeMs } = into.attributes;
    const { type, mode, uid, gid, rdev } = source.attributes;
    const target = type === 'symlink' ? { target: source.readlink(NOBODY) } : {};
    const copy = into.create(this.name, { type, mode, uid, gid, rdev, ...target });
    if (type === 'file') copy.adopt(source.content(false).copyTo(copy.superblock.charge));
    const { atimeMs, mtimeMs: modified } = source.attributes;
    copy.setAttributes({ atimeMs, mtimeMs: modified });
    into.setAttributes({ mtimeMs, ctimeMs });
    this.upper = copy;
    return copy;
  }

  private upperEntry(name: string): Node | null {
    return this.upper?.lookup(name, NOBODY) ?? null;
  }

  private hasLower(name: string): boolean {
    return this.lowers.some((layer) => {
      const node = layer.lookup(name, NOBODY);
      return node !== null && !isWhiteout(node);
    });
  }

  /** Takes a whiteout away; whether there was one. */
  private uncover(name: string): boolean {
    const entry = this.upperEntry(name);
    if (entry === null || !isWhiteout(entry)) return false;
    this.upper?.detach(name);
    return true;
  }

  private coverLower(name: string): void {
    if (!this.hasLower(name)) return;
    const rdev = { major: 0, minor: 0 };
    this.upper?.create(name, { type: 'char-device', mode: 0, uid: 0, gid: 0, rdev });
  }
}

/** Layers are directories of ordinary file systems, whose entries do not depend on who looks. */
const NOBODY = null as unknown as Process;
