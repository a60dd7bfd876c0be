/**
 * Models task_struct for a process of one thread (credentials(7), proc(5)): the one record of a process, seen
 * through several PID namespaces by different numbers. Left out: threads, scheduling classes, memory maps.
 */
import type { Cgroup } from './cgroup.ts';
import type { Timer } from './clock.ts';
import type { ProcessCredentials } from './credentials.ts';
import type { FdTable } from './fd-table.ts';
import type { PathRef } from './file-system.ts';
import type { HostPid, NamespacePid } from './ids.ts';
import type { NamespaceSet, PidNamespace } from './namespace-objects.ts';
import type { OpenFile } from './open-file.ts';
import type { ProcessGroup } from './process-group.ts';
import type { Rlimits } from './rlimits.ts';
import type { Signal } from './signals.ts';
import type { Block, Disposition, Environment, Program, WaitStatus } from './sys.ts';
import type { Sleeper } from './wait-queue.ts';
import { WaitQueue } from './wait-queue.ts';

/** One process in every PID namespace it is visible in, outermost first: `numbers[level]`. */
export class Pid {
  readonly namespace: PidNamespace;
  readonly numbers: readonly number[];

  constructor(namespace: PidNamespace, numbers: readonly number[]) {
    this.namespace = namespace;
    this.numbers = numbers;
  }

  /** The number seen from `namespace`, 0 where it is not visible. */
  in(namespace: PidNamespace): NamespacePid {
    for (let at: PidNamespace | null = this.namespace; at !== null; at = at.parent) {
      if (at === namespace) return (this.numbers[at.level] ?? 0) as NamespacePid;
    }
    return 0 as NamespacePid;
  }

  get host(): HostPid {
    return (this.numbers[0] ?? 0) as HostPid;
  }
}

export interface FsContext {
  readonly root: PathRef;
  readonly cwd: PathRef;
  readonly umask: number;
}

/** `ready` waits for the processor, `sleeping` for a queue, a time or a signal, `zombie` to be waited for. */
export type ProcessState = 'ready' | 'sleeping' | 'zombie' | 'dead';

export class Process implements Sleeper {
  readonly pid: Pid;
  parent: Process | null;
  readonly children = new Set<Process>();
  readonly childQueue = new WaitQueue();
  group: ProcessGroup;
  state: ProcessState = 'ready';
  stopped = false;
  /** What waitpid with WUNTRACED or WCONTINUED has not reported yet. */
  unreported: WaitStatus | null = null;
  exitStatus: WaitStatus | null = null;
  /** Whether it ran execve since it was cloned: setpgid(2) fails with EACCES from then on. */
  executed = false;
  argv: readonly string[] = [];
  comm = '';
  exe = '';
  env: Environment = new Map();
  credentials: ProcessCredentials;
  namespaces: NamespaceSet;
  cgroupOrNull: Cgroup | null = null;
  /** What /proc/PID/cgroup says: a zombie is in no group any more, but still shows its last. */
  shownCgroup: Cgroup | null = null;
  fs: FsContext;
  fds: FdTable;
  readonly dispositions = new Map<Signal, Disposition>();
  readonly pending = new Set<Signal>();
  interrupted: 'no' | 'restart' | 'eintr' = 'no';
  program: Program | null = null;
  block: Block | null = null;
  timer: Timer | null = null;
  startMs = 0;
  cpuMs = 0;
  rlimits: Rlimits;
  /** The processors it may use, sched_setaffinity(2); null is all. */
  affinity: ReadonlySet<number> | null = null;
  owedCpuMs = 0;
  stepsSinceSleep = 0;
  /** Calls of the running step that could block: each costs time, and many of them a turn of the processor. */
  callsInStep = 0;
  memoryBytes = 0;
  /** Of these, bytes that are really kept, see Limits. */
  heldBytes = 0;
  /** Whether a seccomp(2) filter is on. */
  seccomp = false;
  oomScoreAdj = 0;
  /** -20 to 19; shown, but the scheduler here treats all alike. */
  nice = 0;
  onWake: () => void = () => {};
  /** Descriptions of calls that have not returned yet: given back when the process ends inside them. */
  readonly held = new Set<OpenFile>();
  readonly onExit: (() => void)[] = [];

  constructor(init: {
    readonly pid: Pid;
    readonly parent: Process | null;
    readonly group: ProcessGroup;
    readonly credentials: ProcessCredentials;
    readonly namespaces: NamespaceSet;
    readonly fs: FsContext;
    readonly fds: FdTable;
    readonly rlimits: Rlimits;
  }) {
    this.pid = init.pid;
    this.parent = init.parent;
    this.group = init.group;
    this.credentials = init.credentials;
    this.namespaces = init.namespaces;
    this.fs = init.fs;
    this.fds = init.fds;
    this.rlimits = init.rlimits;
  }

  wakeUp(): void {
    this.onWake();
  }

  get ended(): boolean {
    return this.state === 'zombie' || this.state === 'dead';
  }

  get pidNamespace(): PidNamespace {
    return this.pid.namespace;
  }

  get cgroup(): Cgroup {
    if (this.cgroupOrNull === null) throw new Error('a living process is always in a cgroup');
    return this.cgroupOrNull;
  }

  /** Its number as `viewer` sees it, 0 when it does not. */
  pidFor(viewer: Process): NamespacePid {
    return this.pid.in(viewer.pidNamespace);
  }

  get isNamespaceInit(): boolean {
    return this.pidNamespace.init === this;
  }
}
