/** The whole syscall surface (sys.ts) of one process: the layers below, with namespaces and terminals on top. */
import { requireCapability } from './credentials.ts';
import type { NamespacePid } from './ids.ts';
import { applyNamespaces, withJoinedNamespaces, withNewNamespaces } from './namespace-change.ts';
import type { NamespaceKind } from './namespaces.ts';
import { dispositionOf, sendSignal } from './signal-delivery.ts';
import { type Fd, type Sys, SysError, type Winsize } from './sys.ts';
import { NetCalls } from './sys-net-calls.ts';
import type { Tty } from './tty.ts';
import { attachTerminal, groupInSession } from './tty-control.ts';
import { TtyMaster, TtySlave } from './tty-files.ts';

export class SysCalls extends NetCalls implements Sys {
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

  pidfdGetfd(pid: NamespacePid, fd: Fd): Fd {
    const self = this.self;
    const target = this.kernel.find(self, pid);
    if (target.credentials.uid !== self.credentials.euid && !self.credentials.effective.has('SYS_PTRACE')) {
      throw new SysError('EPERM');
    }
    return self.fds.install(target.fds.get(fd), true);
  }

  readKernelLog(): readonly { readonly atMs: number; readonly text: string }[] {
    requireCapability(this.self.credentials, 'SYSLOG');
    return this.kernel.log;
  }

  logKernel(text: string): void {
    requireCapability(this.self.credentials, 'SYSLOG');
    this.kernel.printk(text);
  }

  isatty(fd: Fd): boolean {
    const file = this.self.fds.get(fd);
    return file instanceof TtySlave || file instanceof TtyMaster;
  }

  getWinsize(fd: Fd): Winsize {
    return this.ttyOf(fd).winsize;
  }

  setWinsize(fd: Fd, size: Winsize): void {
    this.ttyOf(fd).resize(size);
  }

  tcgetpgrp(fd: Fd): NamespacePid {
    const tty = this.ttyOf(fd);
    if (tty.session !== this.self.group.session) throw new SysError('ENOTTY');
    return tty.foreground?.pid.in(this.self.pidNamespace) ?? (0 as NamespacePid);
  }

  tcsetpgrp(fd: Fd, pgid: NamespacePid): void {
    const self = this.self;
    const tty = this.ttyOf(fd);
    if (tty.session !== self.group.session) throw new SysError('ENOTTY');
    const group = groupInSession(self, pgid);
    if (tty.isBackground(self) && dispositionOf(self, 'TTOU').kind !== 'ignore') {
      for (const member of [...self.group.members]) sendSignal(this.kernel, member, 'TTOU', null);
    }
    tty.setForeground(group);
  }

  setRawMode(fd: Fd, raw: boolean, keepsOutput = false): void {
    const { line } = this.ttyOf(fd);
    line.raw = raw;
    line.translatesOutput = !raw || keepsOutput;
  }

  openPty(size: Winsize): { readonly master: Fd; readonly slave: Fd; readonly name: string } {
    const { fds } = this.self;
    const registry = this.kernel.vfs.ptys(this.self) ?? this.kernel.ptys;
    const file = registry.open(this.kernel, size);
    const master = fds.install(file);
    const slave = fds.install(new TtySlave(file.tty));
    return { master, slave, name: `/dev/pts/${file.tty.index}` };
  }

  setControllingTty(fd: Fd): void {
    attachTerminal(this.self, this.ttyOf(fd));
  }

  private ttyOf(fd: Fd): Tty {
    const file = this.self.fds.get(fd);
    if (file instanceof TtySlave || file instanceof TtyMaster) return file.tty;
    throw new SysError('ENOTTY');
  }
}
