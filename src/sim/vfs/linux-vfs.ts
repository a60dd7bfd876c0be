/**
 * Models the virtual file system layer (path_resolution(7)) behind the kernel's Vfs interface: the calls that work
 * on paths. Invariant: every call sees only what the caller's root, mounts and credentials show. Mounting is in
 * mount-calls.ts, opening in open.ts, links and renames in name-calls.ts.
 */

import { isCapable, requireCapability } from '../kernel/credentials.ts';
import type { DeviceNumbers, Executable, FsUsage, MountTable, PathRef, Vfs } from '../kernel/file-system.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { OpenFile } from '../kernel/open-file.ts';
import type { FsContext, Process } from '../kernel/process.ts';
import type { PtyRegistry } from '../kernel/pty-registry.ts';
import {
  type DirectoryEntry,
  type FileType,
  type MountRequest,
  type OpenFlag,
  type Stat,
  SysError,
} from '../kernel/sys.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';
import { DevptsRoot } from './devpts.ts';
import { MemoryNode, memoryRoot } from './memory-node.ts';
import { MountCalls } from './mount-calls.ts';
import { Dentry, Mount, Mounts, NO_FLAGS, Place } from './mounts.ts';
import { linkPath, removeDirectory, removeName, renamePath } from './name-calls.ts';
import { createIn, executableAt, openPath, requireWritable } from './open.ts';
import { find, findPlace, pathOf } from './path-walk.ts';
import { type Access, mayAccess, requireAccess, requireOwner } from './permissions.ts';
import { statOf } from './stat.ts';
import { Superblock } from './superblock.ts';
import { UnixServices } from './unix-services.ts';

export interface RootOptions {
  readonly tree: TreeSpec;
  /** `ext4` on a machine with a disk. */
  readonly type: string;
  readonly source: string;
  readonly capacityBytes: number;
}

export class LinuxVfs implements Vfs {
  readonly initialMounts: Mounts;
  readonly initialRoot: Place;
  private readonly mountCalls: MountCalls;
  private readonly services: UnixServices;

  constructor(kernel: Kernel, root: RootOptions) {
    this.mountCalls = new MountCalls(kernel);
    this.services = new UnixServices();
    const superblock = new Superblock(kernel, root.type, 2049, root.capacityBytes);
    superblock.options = root.type === 'ext4' ? 'errors=remount-ro' : '';
    const dentry = new Dentry('', null, memoryRoot(superblock, 0o755, root.tree));
    const mount = new Mount({
      id: this.mountCalls.nextId(),
      root: dentry,
      source: root.source,
      parent: null,
      mountpoint: null,
      flags: NO_FLAGS,
    });
    this.initialMounts = new Mounts(mount);
    this.initialRoot = new Place(mount, dentry);
  }

  copyMounts(mounts: MountTable, fs: FsContext): { readonly mounts: MountTable; readonly fs: FsContext } {
    return this.mountCalls.copy(mounts as Mounts, fs);
  }

  rootOf(mounts: MountTable): PathRef {
    const table = mounts as Mounts;
    return table.enter(new Place(table.root, table.root.root));
  }

  open(process: Process, path: string, flags: ReadonlySet<OpenFlag>, mode: number): OpenFile {
    return openPath(process, path, flags, mode);
  }

  executable(process: Process, path: string): Executable {
    return executableAt(process, path);
  }

  stat(process: Process, path: string, follow: boolean): Stat {
    const found = find(process, path, follow);
    if (found.file !== null) return found.file.stat();
    return statOf(findPlace(process, path, follow).node);
  }

  access(process: Process, path: string, mode: 'exists' | Access): boolean {
    try {
      const { node, mount } = findPlace(process, path);
      if (mode === 'exists') return true;
      if (mode === 'write' && mount.flags.ro && node.attributes.type !== 'char-device') return false;
      return mayAccess(process, node, mode);
    } catch (error) {
      if (error instanceof SysError) return false;
      throw error;
    }
  }

  readdir(process: Process, path: string): readonly DirectoryEntry[] {
    const { node } = findPlace(process, path);
    if (!node.isDirectory) throw new SysError('ENOTDIR');
    requireAccess(process, node, 'read');
    return [...node.list(process)].map(([name, child]) => ({
      name,
      type: child.attributes.type,
      ino: child.ino,
    }));
  }

  readlink(process: Process, path: string): string {
    const { node } = findPlace(process, path, false);
    if (node.attributes.type !== 'symlink') throw new SysError('EINVAL');
    return node.readlink(process);
  }

  mkdir(process: Process, path: string, mode: number): void {
    const init = { type: 'directory', mode: mode & 0o1777 & ~process.fs.umask } as const;
    createIn(process, find(process, path, false), init);
  }

  rmdir(process: Process, path: string): void {
    removeDirectory(process, path);
  }

  unlink(process: Process, path: string): void {
    removeName(process, path);
  }

  rename(process: Process, from: string, to: string): void {
    renamePath(process, from, to);
  }

  link(process: Process, from: string, to: string): void {
    linkPath(process, from, to);
  }

  symlink(process: Process, target: string, path: string): void {
    if (target === '') throw new SysError('ENOENT');
    createIn(process, find(process, path, false), { type: 'symlink', mode: 0o777, target });
  }

  mknod(process: Process, path: string, type: FileType, mode: number, rdev: DeviceNumbers): void {
    if (type === 'char-device' || type === 'block-device') requireCapability(process.credentials, 'MKNOD');
    createIn(process, find(process, path, false), { type, mode: mode & ~process.fs.umask, rdev });
  }

  chmod(process: Process, path: string, mode: number): void {
    const place = findPlace(process, path);
    requireWritable(place);
    requireOwner(process, place.node);
    place.node.setAttributes({ mode: mode & 0o7777 });
  }

  chown(process: Process, path: string, uid: number, gid: number, follow: boolean): void {
    const place = findPlace(process, path, follow);
    requireWritable(place);
    const { credentials } = process;
    const { attributes } = place.node;
    const mayGiveGroup =
      uid === attributes.uid &&
      credentials.euid === attributes.uid &&
      (credentials.egid === gid || credentials.groups.includes(gid));
    if (!mayGiveGroup && !isCapable(credentials, 'CHOWN')) throw new SysError('EPERM');
    const mode = attributes.type === 'file' ? attributes.mode & 0o1777 : attributes.mode;
    place.node.setAttributes({ uid, gid, mode });
  }

  utimes(process: Process, path: string, atimeMs: number, mtimeMs: number): void {
    const place = findPlace(process, path);
    requireWritable(place);
    if (!mayAccess(process, place.node, 'write')) requireOwner(process, place.node);
    place.node.setAttributes({ atimeMs, mtimeMs });
  }

  statfs(process: Process, path: string): FsUsage {
    const { node, mount } = findPlace(process, path);
    return { type: node.superblock.type, source: mount.source, ...node.superblock.usage };
  }

  directory(process: Process, path: string): PathRef {
    const place = findPlace(process, path);
    if (!place.node.isDirectory) throw new SysError('ENOTDIR');
    requireAccess(process, place.node, 'execute');
    return place;
  }

  pathOf(process: Process, ref: PathRef): string {
    return pathOf(process, ref as Place);
  }

  mount(process: Process, request: MountRequest): void {
    this.mountCalls.mount(process, request);
  }

  umount(process: Process, target: string, lazy: boolean): void {
    this.mountCalls.umount(process, target, lazy);
  }

  pivotRoot(process: Process, newRoot: string, putOld: string): void {
    this.mountCalls.pivotRoot(process, newRoot, putOld);
  }

  ptys(process: Process): PtyRegistry | null {
    const { place } = find(process, '/dev/pts', true);
    return place?.node instanceof DevptsRoot ? place.node.registry : null;
  }

  serveUnix(process: Process, path: string, service: unknown): void {
    this.services.serve(process, path, service);
  }

  connectUnix(process: Process, path: string): unknown {
    return this.services.connect(process, path);
  }

  extractTree(process: Process, path: string, tree: TreeSpec): void {
    const place = findPlace(process, path);
    requireWritable(place);
    requireAccess(process, place.node, 'write');
    if (!(place.node instanceof MemoryNode)) throw new SysError('EOPNOTSUPP');
    place.node.extract(tree);
  }
}
