/** stat(2), mkdir(2), unlink(2), chmod(2), chdir(2) and the other calls on paths; the file system does the work. */

import { requireCapability } from './credentials.ts';
import type { FsUsage } from './file-system.ts';
import type { DirectoryEntry, FileType, MountRequest, Stat, Utsname } from './sys.ts';
import { FileCalls } from './sys-file-calls.ts';
import type { TreeSpec } from './tree-spec.ts';
import { seenStat } from './user-ids.ts';

export class PathCalls extends FileCalls {
  stat(path: string): Stat {
    return seenStat(this.self, this.kernel.vfs.stat(this.self, path, true));
  }

  lstat(path: string): Stat {
    return seenStat(this.self, this.kernel.vfs.stat(this.self, path, false));
  }

  access(path: string, mode: 'exists' | 'read' | 'write' | 'execute'): boolean {
    return this.kernel.vfs.access(this.self, path, mode);
  }

  readdir(path: string): readonly DirectoryEntry[] {
    return this.kernel.vfs.readdir(this.self, path);
  }

  readlink(path: string): string {
    return this.kernel.vfs.readlink(this.self, path);
  }

  mkdir(path: string, mode = 0o777): void {
    this.kernel.vfs.mkdir(this.self, path, mode);
  }

  rmdir(path: string): void {
    this.kernel.vfs.rmdir(this.self, path);
  }

  unlink(path: string): void {
    this.kernel.vfs.unlink(this.self, path);
  }

  rename(from: string, to: string): void {
    this.kernel.vfs.rename(this.self, from, to);
  }

  link(from: string, to: string): void {
    this.kernel.vfs.link(this.self, from, to);
  }

  symlink(target: string, path: string): void {
    this.kernel.vfs.symlink(this.self, target, path);
  }

  mknod(path: string, type: FileType, mode: number, device = { major: 0, minor: 0 }): void {
    this.kernel.vfs.mknod(this.self, path, type, mode, device);
  }

  chmod(path: string, mode: number): void {
    this.kernel.vfs.chmod(this.self, path, mode);
  }

  chown(path: string, uid: number, gid: number, options: { readonly nofollow?: boolean } = {}): void {
    this.kernel.vfs.chown(this.self, path, uid, gid, !options.nofollow);
  }

  utimes(path: string, atimeMs: number, mtimeMs: number): void {
    this.kernel.vfs.utimes(this.self, path, atimeMs, mtimeMs);
  }

  statfs(path: string): FsUsage {
    return this.kernel.vfs.statfs(this.self, path);
  }

  umask(mask: number): number {
    const old = this.self.fs.umask;
    this.self.fs = { ...this.self.fs, umask: mask & 0o777 };
    return old;
  }

  chdir(path: string): void {
    const cwd = this.kernel.vfs.directory(this.self, path);
    this.self.fs = { ...this.self.fs, cwd };
  }

  getcwd(): string {
    return this.kernel.vfs.pathOf(this.self, this.self.fs.cwd);
  }

  chroot(path: string): void {
    requireCapability(this.self.credentials, 'SYS_CHROOT');
    const root = this.kernel.vfs.directory(this.self, path);
    this.self.fs = { ...this.self.fs, root };
  }

  mount(request: MountRequest): void {
    requireCapability(this.self.credentials, 'SYS_ADMIN');
    this.kernel.vfs.mount(this.self, request);
  }

  umount(target: string, options: { readonly lazy?: boolean } = {}): void {
    requireCapability(this.self.credentials, 'SYS_ADMIN');
    this.kernel.vfs.umount(this.self, target, options.lazy ?? false);
  }

  pivotRoot(newRoot: string, putOld: string): void {
    requireCapability(this.self.credentials, 'SYS_ADMIN');
    this.kernel.vfs.pivotRoot(this.self, newRoot, putOld);
  }

  serveUnix(path: string, service: unknown): void {
    this.kernel.vfs.serveUnix(this.self, path, service);
  }

  connectUnix(path: string): unknown {
    return this.kernel.vfs.connectUnix(this.self, path);
  }

  extractTree(path: string, tree: TreeSpec): void {
    this.kernel.vfs.extractTree(this.self, path, tree);
  }

  uname(): Utsname {
    return { ...this.kernel.utsname, nodename: this.self.namespaces.uts.hostname };
  }

  sethostname(name: string): void {
    requireCapability(this.self.credentials, 'SYS_ADMIN');
    this.self.namespaces.uts.hostname = name;
  }
}
