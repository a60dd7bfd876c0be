/**
 * Models dentries and the mount table (mount_namespaces(7), mount(2)). Invariants: a place is a mount and a dentry
 * in it; what is mounted on a place hides what lies below; a copied table shares file systems but no mount.
 * Left out: propagation between peer groups; every mount behaves as private whatever flag it was given.
 */
import type { MountTable, PathRef } from '../kernel/file-system.ts';
import type { Process } from '../kernel/process.ts';
import type { Node } from './node.ts';

/** A name in a directory. The same name in the same directory is the same object as long as it is not removed. */
export class Dentry {
  name: string;
  parent: Dentry | null;
  node: Node;
  private readonly children = new Map<string, Dentry>();

  constructor(name: string, parent: Dentry | null, node: Node) {
    this.name = name;
    this.parent = parent;
    this.node = node;
  }

  /** The entry of that name, or null when there is none. */
  child(name: string, process: Process): Dentry | null {
    const node = this.node.lookup(name, process);
    const known = this.children.get(name);
    if (node === null) {
      this.children.delete(name);
      return null;
    }
    if (known !== undefined) {
      if (known.node === node) return known;
      if (known.node.identity === node.identity) {
        known.node = node;
        return known;
      }
    }
    const dentry = new Dentry(name, this, node);
    if (!node.isVolatile) this.children.set(name, dentry);
    return dentry;
  }

  forget(name: string): void {
    this.children.delete(name);
  }

  /** Keeps a renamed entry the same object, so that working directories move along. */
  moveChild(name: string, into: Dentry, to: string): void {
    const child = this.children.get(name);
    this.children.delete(name);
    into.children.delete(to);
    if (child === undefined) return;
    child.name = to;
    child.parent = into;
    into.children.set(to, child);
  }
}

export interface MountFlags {
  readonly ro: boolean;
  readonly nosuid: boolean;
  readonly nodev: boolean;
  readonly noexec: boolean;
  /** Without it `relatime` is shown. */
  readonly strictatime: boolean;
}
export const NO_FLAGS: MountFlags = {
  ro: false,
  nosuid: false,
  nodev: false,
  noexec: false,
  strictatime: false,
};

export class Mount {
  readonly id: number;
  readonly root: Dentry;
  readonly source: string;
  parent: Mount | null;
  mountpoint: Dentry | null;
  flags: MountFlags;
  /** The table it hangs in. A path may lead into the mounts of another namespace, through /proc/PID/root. */
  table: Mounts | null = null;

  constructor(init: {
    readonly id: number;
    readonly root: Dentry;
    readonly source: string;
    readonly parent: Mount | null;
    readonly mountpoint: Dentry | null;
    readonly flags: MountFlags;
  }) {
    this.id = init.id;
    this.root = init.root;
    this.source = init.source;
    this.parent = init.parent;
    this.mountpoint = init.mountpoint;
    this.flags = init.flags;
  }
}

export class Place implements PathRef {
  readonly pathRef = true as const;
  readonly mount: Mount;
  readonly dentry: Dentry;

  constructor(mount: Mount, dentry: Dentry) {
    this.mount = mount;
    this.dentry = dentry;
  }

  get node(): Node {
    return this.dentry.node;
  }

  is(other: Place): boolean {
    return this.mount === other.mount && this.dentry === other.dentry;
  }
}

export class Mounts implements MountTable {
  readonly mountTable = true as const;
  root: Mount;
  /** In the order of mounting. */
  readonly all = new Set<Mount>();
  private readonly at = new Map<Dentry, Mount[]>();
  private readonly below = new Map<Mount, Set<Mount>>();

  constructor(root: Mount) {
    this.root = root;
    this.add(root);
  }

  add(mount: Mount): void {
    this.all.add(mount);
    mount.table = this;
    if (mount.mountpoint === null) return;
    const here = this.at.get(mount.mountpoint) ?? [];
    here.push(mount);
    this.at.set(mount.mountpoint, here);
    this.childSet(mount.parent)?.add(mount);
  }

  remove(mount: Mount): void {
    this.all.delete(mount);
    this.unhook(mount);
    this.below.delete(mount);
  }

  /** Hangs a mount elsewhere; null makes it the root of the tree. */
  rehang(mount: Mount, on: Place | null): void {
    this.unhook(mount);
    mount.parent = on?.mount ?? null;
    mount.mountpoint = on?.dentry ?? null;
    this.add(mount);
  }

  /** What is mounted on a place, topmost; the place itself when nothing is. */
  enter(place: Place): Place {
    let at = place;
    for (;;) {
      const mount = this.mountedOn(at);
      if (mount === null) return at;
      at = new Place(mount, mount.root);
    }
  }

  mountedOn(place: Place): Mount | null {
    const here = this.at.get(place.dentry);
    return here?.findLast((mount) => mount.parent === place.mount) ?? null;
  }

  childrenOf(mount: Mount): Mount[] {
    return [...(this.below.get(mount) ?? [])];
  }

  /** A table of its own for a new mount namespace, and where each mount went. */
  copy(nextId: () => number): { readonly table: Mounts; readonly moved: ReadonlyMap<Mount, Mount> } {
    const moved = new Map<Mount, Mount>();
    const table = new Mounts(cloneMount(this.root, nextId(), null));
    moved.set(this.root, table.root);
    for (const mount of this.all) {
      if (mount === this.root) continue;
      const copy = cloneMount(mount, nextId(), null);
      moved.set(mount, copy);
    }
    for (const [old, copy] of moved) {
      if (old === this.root) continue;
      copy.parent = old.parent === null ? null : (moved.get(old.parent) ?? null);
      table.add(copy);
    }
    return { table, moved };
  }

  private childSet(parent: Mount | null): Set<Mount> | null {
    if (parent === null) return null;
    const known = this.below.get(parent) ?? new Set<Mount>();
    this.below.set(parent, known);
    return known;
  }

  private unhook(mount: Mount): void {
    if (mount.mountpoint === null) return;
    this.childSet(mount.parent)?.delete(mount);
    const here = (this.at.get(mount.mountpoint) ?? []).filter((other) => other !== mount);
    if (here.length === 0) this.at.delete(mount.mountpoint);
    else this.at.set(mount.mountpoint, here);
  }
}

export function cloneMount(mount: Mount, id: number, parent: Mount | null): Mount {
  const { root, source, mountpoint, flags } = mount;
  return new Mount({ id, root, source, mountpoint, flags, parent });
}
