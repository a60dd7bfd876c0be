/** The whole syscall surface (sys.ts) of one process: the layers below, with namespaces and terminals on top. */

import type { NamespacePid } from './ids.ts';
import { applyNamespaces, withJoinedNamespaces, withNewNamespaces } from './namespace-change.ts';
import type { NamespaceKind } from './namespaces.ts';
import { type Fd, type Sys, SysError, type Winsize } from './sys.ts';
import { PathCalls } from './sys-path-calls.ts';

export class SysCalls extends PathCalls implements Sys {
  unshare(kinds: readonly NamespaceKind[]): void {
    const self = this.self;
    const from = { namespaces: self.namespaces, fs: self.fs };
    applyNamespaces(self, withNewNamespaces(this.kernel, self, kinds, from), kinds);
  }

  setns(of: NamespacePid, kinds: readonly NamespaceKind[]): void {
    const self = this.self;
    const from = { namespaces: self.namespaces, fs: self.fs };
    const target = this.kernel.find(self, of);
    applyNamespaces(self, withJoinedNamespaces(this.kernel, self, from, target, kinds), kinds);
  }

  isatty(fd: Fd): boolean {
    this.self.fds.get(fd);
    return false;
  }

  getWinsize(_fd: Fd): Winsize {
    throw new SysError('ENOTTY');
  }

  tcgetpgrp(_fd: Fd): NamespacePid {
    throw new SysError('ENOTTY');
  }

  tcsetpgrp(_fd: Fd, _pgid: NamespacePid): void {
    throw new SysError('ENOTTY');
  }

  setRawMode(_fd: Fd, _raw: boolean): void {
    throw new SysError('ENOTTY');
  }

  openPty(_size: Winsize): { readonly master: Fd; readonly slave: Fd; readonly name: string } {
    throw new SysError('ENOSYS');
  }

  setControllingTty(_fd: Fd): void {
    throw new SysError('ENOTTY');
  }
}
