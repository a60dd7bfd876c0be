/** getpid(2), setpgid(2), setsid(2), setuid(2), capset(2), prctl(2): who the caller is. */

import { cpusOf, setAffinity } from './affinity.ts';
import type { Capability } from './capabilities.ts';
import { withCapabilities, withIds } from './credentials.ts';
import type { HostPid, NamespacePid } from './ids.ts';
import type { Process } from './process.ts';
import { joinGroup, ProcessGroup, Session } from './process-group.ts';
import { type Rlimit, type RlimitName, setRlimit } from './rlimits.ts';
import { type Credentials, type Environment, SysError } from './sys.ts';
import { SysBase } from './sys-base.ts';
import { type MapName, seenId } from './user-ids.ts';

export class IdentityCalls extends SysBase {
  get hostPid(): HostPid {
    return this.self.pid.host;
  }

  get env(): Environment {
    return this.self.env;
  }

  setArgv(argv: readonly string[]): void {
    this.self.argv = [...argv];
  }

  setComm(name: string): void {
    this.self.comm = name.slice(0, 15);
  }

  getpid(): NamespacePid {
    return this.self.pidFor(this.self);
  }

  getppid(): NamespacePid {
    return this.self.parent?.pidFor(this.self) ?? (0 as NamespacePid);
  }

  getpgid(pid?: NamespacePid): NamespacePid {
    return this.target(pid).group.pid.in(this.self.pidNamespace);
  }

  getsid(pid?: NamespacePid): NamespacePid {
    return this.target(pid).group.session.pid.in(this.self.pidNamespace);
  }

  setpgid(pid: NamespacePid, pgid: NamespacePid): void {
    const target = this.target(pid);
    if (target !== this.self && target.parent !== this.self) throw new SysError('ESRCH');
    if (target !== this.self && target.executed) throw new SysError('EACCES');
    const session = target.group.session;
    if (session !== this.self.group.session || session.leader === target) throw new SysError('EPERM');
    const wanted = pgid === 0 ? target.pidFor(this.self) : pgid;
    if (wanted === target.group.pid.in(this.self.pidNamespace)) return;
    joinGroup(target, this.groupFor(target, wanted, session));
  }

  setsid(): NamespacePid {
    const self = this.self;
    if (self.group.pid === self.pid) throw new SysError('EPERM');
    const session = new Session(self.pid);
    session.leader = self;
    joinGroup(self, new ProcessGroup(self.pid, session));
    return self.pidFor(self);
  }

  getuid(): number {
    return this.seen('uidMap', this.self.credentials.uid);
  }

  geteuid(): number {
    return this.seen('uidMap', this.self.credentials.euid);
  }

  getgid(): number {
    return this.seen('gidMap', this.self.credentials.gid);
  }

  getgroups(): readonly number[] {
    return this.self.credentials.groups.map((id) => this.seen('gidMap', id));
  }

  setCredentials(credentials: Credentials): void {
    this.self.credentials = withIds(this.self.credentials, credentials);
  }

  getCapabilities(): ReadonlySet<Capability> {
    return this.self.credentials.effective;
  }

  setCapabilities(capabilities: ReadonlySet<Capability>): void {
    this.self.credentials = withCapabilities(this.self.credentials, capabilities);
  }

  setNoNewPrivs(): void {
    this.self.credentials = { ...this.self.credentials, noNewPrivs: true };
  }

  setSeccomp(): void {
    const self = this.self;
    if (!self.credentials.noNewPrivs && !self.credentials.effective.has('SYS_ADMIN'))
      throw new SysError('EACCES');
    self.seccomp = true;
  }

  getrlimit(name: RlimitName): Rlimit {
    return this.self.rlimits[name];
  }

  setrlimit(name: RlimitName, limit: Rlimit): void {
    setRlimit(this.self, name, limit);
  }

  getaffinity(pid?: NamespacePid): readonly number[] {
    return cpusOf(this.kernel, this.target(pid));
  }

  setaffinity(pid: NamespacePid, cpus: readonly number[]): void {
    setAffinity(this.kernel, this.self, this.target(pid), new Set(cpus));
  }

  getpriority(pid?: NamespacePid): number {
    return this.target(pid).nice;
  }

  setpriority(pid: NamespacePid, nice: number): void {
    const target = this.target(pid);
    const { euid, effective } = this.self.credentials;
    const capable = effective.has('SYS_NICE');
    if (euid !== target.credentials.uid && !capable) throw new SysError('EPERM');
    const wanted = Math.max(-20, Math.min(19, nice));
    if (wanted < target.nice && !capable) throw new SysError('EACCES');
    target.nice = wanted;
  }

  private seen(map: MapName, id: number): number {
    return seenId(this.self.namespaces.user, map, id);
  }

  private target(pid: NamespacePid | undefined): Process {
    return this.kernel.find(this.self, pid ?? 0);
  }

  private groupFor(target: Process, pgid: NamespacePid, session: Session): ProcessGroup {
    if (pgid === target.pidFor(this.self)) return new ProcessGroup(target.pid, session);
    for (const process of this.self.pidNamespace.processes.values()) {
      const group = process.group;
      if (group.session === session && group.pid.in(this.self.pidNamespace) === pgid) return group;
    }
    throw new SysError('EPERM');
  }
}
