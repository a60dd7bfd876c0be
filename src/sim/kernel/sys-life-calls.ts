/** clone(2), execve(2), wait4(2), _exit(2), kill(2), sigaction(2), pause(2). */
import { RESCHEDULE, sleepUntil } from './blocking.ts';
import { allocatePid, cloneProcess } from './clone.ts';
import { exec } from './exec.ts';
import { endProcess, ProcessEnded, reap } from './exit.ts';
import type { NamespacePid } from './ids.ts';
import type { Process } from './process.ts';
import { deliverPending, dispositionOf, maySignal, sendSignal } from './signal-delivery.ts';
import type { Signal } from './signals.ts';
import {
  type CloneOptions,
  type Disposition,
  type Environment,
  type Program,
  type RebootHow,
  type Sys,
  SysError,
  type Task,
  type Waited,
  type WaitOptions,
} from './sys.ts';
import { IdentityCalls } from './sys-identity-calls.ts';

export class LifeCalls extends IdentityCalls {
  clone(options: CloneOptions, child: (sys: Sys) => Program): NamespacePid {
    return cloneProcess(this.kernel, this.self, options, child).pidFor(this.self);
  }

  startThreads(count: number): void {
    for (let taken = 0; taken < count; taken += 1) allocatePid(this.self.pidNamespace);
  }

  execve(path: string, argv: readonly string[], env: Environment): Task<never> {
    return exec(this.kernel, this.self, this as unknown as Sys, path, argv, env);
  }

  *wait4(pid: NamespacePid | 'any', options: WaitOptions = {}): Task<Waited | null> {
    const self = this.self;
    const waited = yield* sleepUntil(this.kernel, self, {
      channel: 'do_wait',
      queues: [self.childQueue],
      attempt: () => this.tryWait(self, pid, options) ?? (options.nohang ? null : undefined),
    });
    return waited ?? null;
  }

  *exit(code: number): Task<never> {
    endProcess(this.kernel, this.self, { kind: 'exited', code: code & 0xff });
    for (;;) yield RESCHEDULE;
  }

  kill(pid: number, signal: Signal | 0): void {
    const self = this.self;
    const targets = this.targetsOf(pid);
    if (targets.length === 0) throw new SysError('ESRCH');
    const allowed = targets.filter((target) => maySignal(self, target, signal));
    if (allowed.length === 0) throw new SysError('EPERM');
    if (signal === 0) return;
    for (const target of allowed) sendSignal(this.kernel, target, signal, self);
    if (self.ended) throw new ProcessEnded();
    deliverPending(this.kernel, self);
  }

  *reboot(how: RebootHow): Task<never> {
    const { kernel, self } = this;
    if (!self.credentials.effective.has('SYS_BOOT')) throw new SysError('EPERM');
    const { pidNamespace } = self;
    if (pidNamespace.parent !== null) {
      const signal = how === 'restart' ? 'HUP' : 'INT';
      if (pidNamespace.init !== null)
        endProcess(kernel, pidNamespace.init, { kind: 'signaled', signal, coreDumped: false });
    } else if (kernel.onReboot === null) throw new SysError('ENOSYS');
    else kernel.onReboot(how);
    if (self.ended) throw new ProcessEnded();
    for (;;) yield* this.pause();
  }

  sigaction(signal: Signal, disposition: Disposition): void {
    if (signal === 'KILL' || signal === 'STOP') throw new SysError('EINVAL');
    this.self.dispositions.set(signal, disposition);
    if (disposition.kind === 'ignore') this.self.pending.delete(signal);
  }

  getDisposition(signal: Signal): Disposition['kind'] {
    return dispositionOf(this.self, signal).kind;
  }

  *pause(): Task<never> {
    for (;;) {
      yield* sleepUntil<never>(this.kernel, this.self, {
        channel: 'do_sys_pause',
        queues: [],
        attempt: () => undefined,
        restartable: false,
      });
    }
  }

  private tryWait(self: Process, pid: NamespacePid | 'any', options: WaitOptions): Waited | undefined {
    let any = false;
    for (const child of self.children) {
      if (pid !== 'any' && child.pidFor(self) !== pid) continue;
      any = true;
      const waited = this.report(self, child, options);
      if (waited !== undefined) return waited;
    }
    if (!any) throw new SysError('ECHILD');
    return undefined;
  }

  private report(self: Process, child: Process, options: WaitOptions): Waited | undefined {
    const pid = child.pidFor(self);
    if (child.exitStatus !== null) {
      reap(this.kernel, child);
      return { pid, status: child.exitStatus };
    }
    const status = child.unreported;
    if (status === null) return undefined;
    if (!(status.kind === 'stopped' ? options.untraced : options.continued)) return undefined;
    child.unreported = null;
    return { pid, status };
  }

  private targetsOf(pid: number): Process[] {
    const self = this.self;
    if (pid > 0) {
      const found = self.pidNamespace.processes.get(pid);
      return found === undefined ? [] : [found];
    }
    const all = [...self.pidNamespace.processes.values()];
    if (pid === -1) return all.filter((process) => process !== self && process.pidFor(self) !== 1);
    const group = pid === 0 ? self.group.pid.in(self.pidNamespace) : -pid;
    return all.filter((process) => process.group.pid.in(self.pidNamespace) === group);
  }
}
