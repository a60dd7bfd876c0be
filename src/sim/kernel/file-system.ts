/**
 * What the kernel asks of the virtual file system; src/sim/vfs implements it (path_resolution(7), mount(2)).
 * Every call is made for a process and sees through its root, working directory, mounts and credentials.
 * Calls throw SysError.
 */
import type { OpenFile } from './open-file.ts';
import type { FsContext, Process } from './process.ts';
import type { PtyRegistry } from './pty-registry.ts';
import type { DirectoryEntry, FileType, MountRequest, OpenFlag, Stat } from './sys.ts';
import type { TreeSpec } from './tree-spec.ts';

/** A place in the tree: a mount and a directory entry in it. */
export interface PathRef {
  readonly pathRef: true;
}
/** The mounts of one mount namespace. */
export interface MountTable {
  readonly mountTable: true;
}

/** What execve(2) found at a path. */
export type Executable =
  | {
      readonly kind: 'program';
      readonly program: string;
      readonly path: string;
      readonly setId: SetId;
      readonly sizeBytes: number;
    }
  | { readonly kind: 'script'; readonly interpreter: string; readonly argument: string | null };
export interface SetId {
  readonly setUid: number | null;
  readonly setGid: number | null;
}

export interface DeviceNumbers {
  readonly major: number;
  readonly minor: number;
}
export interface FsUsage {
  readonly type: string;
  readonly source: string;
  readonly sizeBytes: number;
  readonly usedBytes: number;
}

export interface Vfs {
  readonly initialMounts: MountTable;
  readonly initialRoot: PathRef;
  copyMounts(mounts: MountTable, fs: FsContext): { readonly mounts: MountTable; readonly fs: FsContext };
  /** Where a process is after setns(2) into another mount namespace: its root. */
  rootOf(mounts: MountTable): PathRef;
  open(process: Process, path: string, flags: ReadonlySet<OpenFlag>, mode: number): OpenFile;
  executable(process: Process, path: string): Executable;
  stat(process: Process, path: string, follow: boolean): Stat;
  access(process: Process, path: string, mode: 'exists' | 'read' | 'write' | 'execute'): boolean;
  readdir(process: Process, path: string): readonly DirectoryEntry[];
  readlink(process: Process, path: string): string;
  mkdir(process: Process, path: string, mode: number): void;
  rmdir(process: Process, path: string): void;
  unlink(process: Process, path: string): void;
  rename(process: Process, from: string, to: string): void;
  link(process: Process, from: string, to: string): void;
  symlink(process: Process, target: string, path: string): void;
  mknod(process: Process, path: string, type: FileType, mode: number, device: DeviceNumbers): void;
  chmod(process: Process, path: string, mode: number): void;
  chown(process: Process, path: string, uid: number, gid: number, follow: boolean): void;
  utimes(process: Process, path: string, atimeMs: number, mtimeMs: number): void;
  statfs(process: Process, path: string): FsUsage;
  /** A directory one may search: for chdir(2), chroot(2). */
  directory(process: Process, path: string): PathRef;
  /** The path from the process's root, getcwd(2). */
  pathOf(process: Process, ref: PathRef): string;
  mount(process: Process, request: MountRequest): void;
  umount(process: Process, target: string, lazy: boolean): void;
  pivotRoot(process: Process, newRoot: string, putOld: string): void;
  /** The pseudo-terminals of the devpts that the process sees on /dev/pts, null where none is mounted. */
  ptys(process: Process): PtyRegistry | null;
  serveUnix(process: Process, path: string, service: unknown): void;
  connectUnix(process: Process, path: string): unknown;
  /** Unpacks a tree below a directory, replacing what has the same name. */
  extractTree(process: Process, path: string, tree: TreeSpec): void;
}
