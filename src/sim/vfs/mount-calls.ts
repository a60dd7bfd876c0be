/**
 * Models mount(2), umount2(2) and pivot_root(2). Invariants: a mount changes one mount namespace only; what is
 * busy is unmounted only lazily; pivot_root takes along every process that had the old root.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { FsContext, Process } from '../kernel/process.ts';
import { type MountRequest, SysError } from '../kernel/sys.ts';
import { makeFileSystem } from './file-systems.ts';
import { DirectoryFile, InodeFile } from './inode-file.ts';
import { cloneMount, Dentry, Mount, type MountFlags, type Mounts, NO_FLAGS, Place } from './mounts.ts';
import { findPlace, mountsOf, rootOf } from './path-walk.ts';

const PROPAGATION = ['private', 'slave', 'shared'] as const;

export class MountCalls {
  readonly kernel: Kernel;
  private lastId = 20;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  readonly nextId = (): number => {
    this.lastId += 1;
    return this.lastId;
  };

  copy(mounts: Mounts, fs: FsContext): { readonly mounts: Mounts; readonly fs: FsContext } {
    const { table, moved } = mounts.copy(this.nextId);
    const move = (place: Place): Place => new Place(moved.get(place.mount) ?? place.mount, place.dentry);
    return { mounts: table, fs: { ...fs, root: move(fs.root as Place), cwd: move(fs.cwd as Place) } };
  }

  mount(process: Process, request: MountRequest): void {
    const flags = new Set(request.flags ?? []);
    const target = mountsOf(process).enter(findPlace(process, request.target));
    if (flags.has('remount')) this.remount(target, request);
    else if (flags.has('bind') || flags.has('rbind')) this.bind(process, target, request);
    else if (!PROPAGATION.some((word) => flags.has(word)) || request.type !== 'none') {
      this.mountNew(process, target, request);
    }
  }

  umount(process: Process, path: string, lazy: boolean): void {
    const mounts = mountsOf(process);
    const place = mounts.enter(findPlace(process, path));
    const { mount } = place;
    if (place.dentry !== mount.root || mount.parent === null) throw new SysError('EINVAL');
    if (!lazy && this.isBusy(process, mount)) throw new SysError('EBUSY');
    detachTree(mounts, mount);
  }

  pivotRoot(process: Process, newRoot: string, putOld: string): void {
    const mounts = mountsOf(process);
    const root = rootOf(process);
    const next = findPlace(process, newRoot);
    const old = findPlace(process, putOld);
    if (!next.node.isDirectory || !old.node.isDirectory) throw new SysError('ENOTDIR');
    if (next.mount === root.mount || old.mount === root.mount) throw new SysError('EBUSY');
    if (next.dentry !== next.mount.root || root.dentry !== root.mount.root) throw new SysError('EINVAL');
    const { parent, mountpoint } = root.mount;
    const above = parent === null || mountpoint === null ? null : new Place(parent, mountpoint);
    mounts.rehang(next.mount, above);
    mounts.rehang(root.mount, old);
    if (above === null) mounts.root = next.mount;
    for (const other of this.kernel.processes.values()) {
      if (other.namespaces.mnt === process.namespaces.mnt) movePlaces(other, root, next);
    }
  }

  private mountNew(process: Process, target: Place, request: MountRequest): void {
    const node = makeFileSystem(process, this.kernel, request);
    if (node.isDirectory !== target.node.isDirectory) throw new SysError('ENOTDIR');
    this.add(process, target, new Dentry('', null, node), request.source, flagsOf(request, NO_FLAGS));
  }

  private bind(process: Process, target: Place, request: MountRequest): void {
    const source = findPlace(process, request.source);
    if (source.node.isDirectory !== target.node.isDirectory) throw new SysError('ENOTDIR');
    const flags = flagsOf(request, source.mount.flags);
    // What is below is counted before the new mount is there, which may be below itself.
    const below = flagsAsked(request, 'rbind') ? treeBelow(mountsOf(process), source) : [];
    const bound = this.add(process, target, source.dentry, source.mount.source, flags);
    this.copyTree(mountsOf(process), below, bound, flagsAsked(request, 'rro'));
  }

  private copyTree(mounts: Mounts, tree: readonly MountTree[], parent: Mount, readOnly: boolean): void {
    for (const { mount, below } of tree) {
      const copy = cloneMount(mount, this.nextId(), parent);
      if (readOnly) copy.flags = { ...copy.flags, ro: true };
      mounts.add(copy);
      this.copyTree(mounts, below, copy, readOnly);
    }
  }

  private add(process: Process, target: Place, root: Dentry, source: string, flags: MountFlags): Mount {
    const { mount: parent, dentry: mountpoint } = target;
    const mount = new Mount({ id: this.nextId(), root, source, parent, mountpoint, flags });
    mountsOf(process).add(mount);
    return mount;
  }

  private remount(target: Place, request: MountRequest): void {
    if (target.dentry !== target.mount.root) throw new SysError('EINVAL');
    const none = { ...target.mount.flags, ro: false };
    target.mount.flags = flagsOf(request, none);
    const size = /(?:^|,)size=(\d+)([kmg]?)/i.exec(request.data ?? '');
    if (size !== null) {
      const { superblock } = target.node;
      superblock.capacityBytes =
        Number(size[1]) * ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[size[2]?.toLowerCase() ?? ''] ?? 1);
      superblock.options = request.data ?? '';
    }
  }

  private isBusy(process: Process, mount: Mount): boolean {
    if (mountsOf(process).childrenOf(mount).length > 0) return true;
    for (const other of this.kernel.processes.values()) {
      if (other.ended) continue;
      if (rootOf(other).mount === mount || (other.fs.cwd as Place).mount === mount) return true;
      for (const [, file] of other.fds.list()) {
        const place = file instanceof InodeFile || file instanceof DirectoryFile ? file.place : null;
        if (place?.mount === mount) return true;
      }
    }
    return false;
  }
}

interface MountTree {
  readonly mount: Mount;
  readonly below: readonly MountTree[];
}

/** The mounts below a place, with those below them. */
function treeBelow(mounts: Mounts, place: Place): readonly MountTree[] {
  return mounts
    .childrenOf(place.mount)
    .filter(({ mountpoint }) => isUnder(mountpoint, place.dentry))
    .map((mount) => ({ mount, below: treeBelow(mounts, new Place(mount, mount.root)) }));
}

const flagsAsked = (request: MountRequest, flag: 'rbind' | 'rro'): boolean =>
  request.flags?.includes(flag) ?? false;

function flagsOf(request: MountRequest, base: MountFlags): MountFlags {
  const has = (flag: NonNullable<MountRequest['flags']>[number]) => request.flags?.includes(flag) ?? false;
  return {
    ro: base.ro || has('ro'),
    nosuid: base.nosuid || has('nosuid'),
    nodev: base.nodev || has('nodev'),
    noexec: base.noexec || has('noexec'),
    strictatime: base.strictatime || has('strictatime'),
  };
}

function isUnder(dentry: Dentry | null, above: Dentry): boolean {
  for (let at = dentry; at !== null; at = at.parent) if (at === above) return true;
  return false;
}

function detachTree(mounts: Mounts, mount: Mount): void {
  for (const child of mounts.childrenOf(mount)) detachTree(mounts, child);
  mounts.remove(mount);
}

function movePlaces(process: Process, from: Place, to: Place): void {
  const move = (place: Place): Place => (place.is(from) ? to : place);
  process.fs = { ...process.fs, root: move(process.fs.root as Place), cwd: move(process.fs.cwd as Place) };
}
