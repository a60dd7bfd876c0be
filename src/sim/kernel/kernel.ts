/**
 * Models one running Linux kernel: the tables that everything else asks. A virtual machine is another Kernel; a
 * container is only a process cloned with new namespaces. Invariant: a Kernel is a function of its options and of
 * the calls made on it, nothing else; no call throws out of the run loop (what programs throw is in `faults`).
 *
 * Entry points
 * - `bootKernel` (src/sim/vfs/boot.ts) makes a Kernel with a root file system from a TreeSpec.
 * - `kernel.spawn({ path, argv, stdio, parent })` starts a program from outside, the first one as PID 1.
 * - `kernel.runUntil(predicate, bounds)` runs, `kernel.advance(ms)` lets virtual time pass, `kernel.nowMs` tells it.
 * - Programs see the kernel only through `Sys` (sys.ts), which SysCalls (sys-calls.ts) implements.
 * - For the outside: `HostSink` collects what is written to it, `HostSource` feeds a standard input (host-io.ts),
 *   `HostTerminal` is a terminal window (host-terminal.ts).
 */
import { Cgroup } from './cgroup.ts';
import { Clock } from './clock.ts';
import type { Vfs } from './file-system.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { LoadAverage } from './load-average.ts';
import { INITIAL_NAMESPACE_INODES, type NamespaceSet, newPidNamespace } from './namespace-objects.ts';
import type { Process } from './process.ts';
import { PtyRegistry } from './pty-registry.ts';
import { SeededRandom } from './random.ts';
import { type Bounds, runUntil, type StopReason } from './run.ts';
import { Scheduler } from './scheduler.ts';
import type { NetworkStack } from './socket-file.ts';
import { type SpawnRequest, spawn } from './spawn.ts';
import { type ProgramMain, type RebootHow, type Sys, SysError, type Utsname } from './sys.ts';
import { SysCalls } from './sys-calls.ts';

export interface KernelOptions {
  readonly seed: string;
  /** Milliseconds since the epoch at boot. */
  readonly bootRealtimeMs: number;
  readonly uname: Pick<Utsname, 'release' | 'version' | 'machine'>;
  readonly hostname: string;
  readonly programs: (name: string) => ProgramMain | null;
  readonly vfs: (kernel: Kernel) => Vfs;
  /** The network stack, src/sim/net; without one, socket calls fail with ENOSYS. */
  readonly network?: (kernel: Kernel) => NetworkStack;
  /** The clock of another kernel that runs beside this one; its own otherwise. */
  readonly clock?: Clock;
  readonly cpus?: number;
  readonly memoryBytes?: number;
  /** Whose virtual machine this is; it says so in /proc/cpuinfo and DMI. */
  readonly hypervisor?: 'kvm';
  readonly limits?: Partial<Limits>;
  /** What it was started with, /proc/cmdline; as a boot loader does it where left out. */
  readonly commandLine?: string;
}

/** A program that threw something other than SysError: a bug in that program. */
export interface Fault {
  readonly pid: number;
  readonly comm: string;
  readonly error: unknown;
}

const MOST_LOG_LINES = 2000;
const FIRST_DYNAMIC_NAMESPACE_INODE = 4026532200;

export class Kernel {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: SeededRandom;
  readonly load = new LoadAverage();
  readonly limits: Limits;
  readonly utsname: Omit<Utsname, 'nodename'>;
  readonly programs: (name: string) => ProgramMain | null;
  readonly vfs: Vfs;
  readonly network: NetworkStack | null;
  /** Machines beside this one on its clock: they run whenever this one runs. */
  readonly companions: Kernel[] = [];
  /** The pseudo-terminals of the host's /dev/pts. */
  readonly ptys = new PtyRegistry();
  readonly rootCgroup = new Cgroup('', null, 1);
  readonly initialNamespaces: NamespaceSet;
  /** The ring buffer of dmesg(1): when, by the clock since boot, and what. */
  readonly log: { readonly atMs: number; readonly text: string }[] = [];
  readonly faults: Fault[] = [];
  readonly cpus: number;
  /** A balloon driver gives some of it back to the hypervisor. */
  memoryBytes: number;
  readonly hypervisor: 'kvm' | null;
  readonly commandLine: string;
  /** Bytes that file contents of this machine hold, see Limits. */
  storedBytes = 0;
  /** Bytes that programs of this machine keep in their buffers, see Limits. */
  heldBytes = 0;
  processCount = 0;
  /** What the hardware does on reboot(2); null: this machine has no way to switch itself. */
  onReboot: ((how: RebootHow) => void) | null = null;
  private namespaceInode = FIRST_DYNAMIC_NAMESPACE_INODE;
  private anonymousInode = 20_000;
  private cgroupId = 1;
  private device = 20;

  constructor(options: KernelOptions) {
    this.clock = options.clock ?? new Clock(options.bootRealtimeMs);
    this.random = new SeededRandom(options.seed);
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.utsname = { sysname: 'Linux', ...options.uname };
    this.programs = options.programs;
    this.cpus = options.cpus ?? 2;
    this.hypervisor = options.hypervisor ?? null;
    this.commandLine =
      options.commandLine ?? `BOOT_IMAGE=/boot/vmlinuz-${options.uname.release} root=/dev/sda1 ro quiet`;
    this.memoryBytes = options.memoryBytes ?? 4 * 1024 ** 3;
    this.scheduler = new Scheduler(this);
    this.vfs = options.vfs(this);
    this.initialNamespaces = this.makeInitialNamespaces(options.hostname);
    this.network = options.network?.(this) ?? null;
  }

  get nowMs(): number {
    return this.clock.nowMs;
  }

  /** Starts a program from outside the machine. Throws SysError as execve(2) does. */
  spawn(request: SpawnRequest): Process {
    return spawn(this, request);
  }

  /** printk(): the oldest lines go when there are many. */
  printk(text: string): void {
    this.log.push({ atMs: this.clock.nowMs, text });
    if (this.log.length > MOST_LOG_LINES) this.log.shift();
  }

  /** Runs until `predicate` holds or a bound is met; says which. */
  runUntil(predicate: () => boolean, bounds: Bounds): StopReason {
    return runUntil(this, predicate, bounds);
  }

  /** Lets `ms` of virtual time pass while everything goes on. */
  advance(ms: number, maxSteps = Number.POSITIVE_INFINITY): StopReason {
    return runUntil(this, () => false, { maxVirtualMs: ms, maxSteps, waitOutIdle: true });
  }

  /** Where PID allocation of the first PID namespace goes on: the next process gets `pid` or the next free one. */
  continuePidsAt(pid: number): void {
    this.initialNamespaces.pid.lastPid = pid - 1;
  }

  /** The process with this number as `viewer` sees it. ESRCH. */
  find(viewer: Process, pid: number): Process {
    const found = pid === 0 ? viewer : viewer.pidNamespace.processes.get(pid);
    if (found === undefined) throw new SysError('ESRCH');
    return found;
  }

  /** All processes, by their PID in the first namespace. */
  get processes(): ReadonlyMap<number, Process> {
    return this.initialNamespaces.pid.processes;
  }

  /** The syscalls as this process makes them. */
  makeSys(process: Process): Sys {
    return new SysCalls(this, process);
  }

  nextNamespaceInode(): number {
    return this.namespaceInode++;
  }

  /** For pipes and other things without a name. */
  nextAnonymousInode(): number {
    return this.anonymousInode++;
  }

  /** A device number for a file system without a device: 0:21 and on. */
  nextDevice(): number {
    this.device += 1;
    return this.device;
  }

  nextCgroupId(): number {
    this.cgroupId += 1;
    return this.cgroupId;
  }

  private makeInitialNamespaces(hostname: string): NamespaceSet {
    const inode = INITIAL_NAMESPACE_INODES;
    const pid = newPidNamespace(inode.pid, null);
    const map = `${'0'.padStart(10)} ${'0'.padStart(10)} 4294967295\n`;
    return {
      pid,
      pidForChildren: pid,
      cgroup: { kind: 'cgroup', inode: inode.cgroup, root: this.rootCgroup },
      ipc: { kind: 'ipc', inode: inode.ipc },
      mnt: { kind: 'mnt', inode: inode.mnt, mounts: this.vfs.initialMounts },
      net: { kind: 'net', inode: inode.net, state: null },
      time: { kind: 'time', inode: inode.time, offsets: { monotonic: 0, boottime: 0, mayBeSet: false } },
      user: { kind: 'user', inode: inode.user, parent: null, ownerUid: 0, uidMap: map, gidMap: map },
      uts: { kind: 'uts', inode: inode.uts, hostname },
    };
  }
}
