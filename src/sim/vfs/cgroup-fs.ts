/**
 * Models the cgroup2 file system (Documentation/admin-guide/cgroup-v2.rst): directories are groups, files their
 * knobs. Invariants: the mount shows what the mounter's cgroup namespace shows; mkdir makes a group, rmdir removes
 * an empty one (EBUSY otherwise). Left out: subtree_control (all controllers are on), pressure files, io.
 */
import { Cgroup } from '../kernel/cgroup.ts';
import { SysError } from '../kernel/sys.ts';
import { cgroupFiles } from './cgroup-files.ts';
import type { NewNode, Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { VirtualDirectory, VirtualText } from './virtual-nodes.ts';

export function makeCgroupFs(superblock: Superblock, root: Cgroup): Node {
  return new CgroupDirectory(superblock, root, new WeakMap());
}

class CgroupDirectory extends VirtualDirectory {
  private readonly group: Cgroup;
  private readonly made: WeakMap<Cgroup, CgroupDirectory>;
  private readonly files: ReadonlyMap<string, Node>;

  constructor(superblock: Superblock, group: Cgroup, made: WeakMap<Cgroup, CgroupDirectory>) {
    super(superblock, () => [], { mode: 0o755 });
    this.group = group;
    this.made = made;
    this.files = new Map(
      cgroupFiles(superblock.kernel, group).map(({ name, mode, source }): [string, Node] => [
        name,
        new VirtualText(superblock, mode, source),
      ]),
    );
  }

  protected override get nlink(): number {
    return 2 + this.group.children.size;
  }

  override lookup(name: string): Node | null {
    const child = this.group.children.get(name);
    return child === undefined ? (this.files.get(name) ?? null) : this.directoryOf(child);
  }

  override list(): Iterable<readonly [string, Node]> {
    const children = [...this.group.children].map(([name, child]): [string, Node] => [
      name,
      this.directoryOf(child),
    ]);
    return [...this.files, ...children];
  }

  override create(name: string, init: NewNode): Node {
    if (init.type !== 'directory') throw new SysError('EACCES');
    const child = new Cgroup(name, this.group, this.superblock.kernel.nextCgroupId());
    this.group.children.set(name, child);
    return this.directoryOf(child);
  }

  override detach(name: string): void {
    const child = this.group.children.get(name);
    if (child === undefined) throw new SysError('EPERM');
    if (child.pidsCurrent > 0 || child.children.size > 0) throw new SysError('EBUSY');
    this.group.children.delete(name);
  }

  /** rmdir(2) of a group does not mind the files in it. */
  override get emptyForRemoval(): boolean {
    return true;
  }

  private directoryOf(group: Cgroup): CgroupDirectory {
    const known = this.made.get(group) ?? new CgroupDirectory(this.superblock, group, this.made);
    this.made.set(group, known);
    return known;
  }
}
