/**
 * Models cgroup v2 (Documentation/admin-guide/cgroup-v2.rst): one tree of groups, each process in exactly one.
 * Invariants: pids.current and memory.current count the group and all below it; a limit holds at every ancestor.
 * Left out: io, memory nodes, delegation, threaded mode, the "no internal processes" rule, memory reclaim and swap.
 */
import type { Process } from './process.ts';
import { SysError } from './sys.ts';

export interface CpuMax {
  /** Null is `max`. */
  readonly quotaUs: number | null;
  readonly periodUs: number;
}

export class Cgroup {
  readonly name: string;
  readonly parent: Cgroup | null;
  readonly id: number;
  readonly children = new Map<string, Cgroup>();
  readonly processes = new Set<Process>();
  pidsCurrent = 0;
  pidsMax: number | null = null;
  pidsMaxEvents = 0;
  memoryBytes = 0;
  memoryPeakBytes = 0;
  memoryMaxBytes: number | null = null;
  swapMaxBytes: number | null = null;
  memoryEvents = { max: 0, oom: 0, oomKill: 0 };
  cpuMax: CpuMax = { quotaUs: null, periodUs: 100_000 };
  cpuWeight = 100;
  cpuUsageMs = 0;
  cpuThrottled = { periods: 0, throttled: 0, throttledMs: 0 };
  cpuPeriod = { startMs: 0, usedMs: 0 };
  frozen = false;
  /** cpuset.cpus; null is empty, what the parent has. */
  cpus: ReadonlySet<number> | null = null;

  constructor(name: string, parent: Cgroup | null, id: number) {
    this.name = name;
    this.parent = parent;
    this.id = id;
  }

  /** `/` for the root, else `/docker/<id>`. */
  get path(): string {
    if (this.parent === null) return '/';
    return this.parent.parent === null ? `/${this.name}` : `${this.parent.path}/${this.name}`;
  }

  /** This group and its ancestors, from here to the root. */
  *chain(): Generator<Cgroup, void, undefined> {
    for (let at: Cgroup | null = this; at !== null; at = at.parent) yield at;
  }

  /** This group and all below it, parents first. */
  *subtree(): Generator<Cgroup, void, undefined> {
    yield this;
    for (const child of this.children.values()) yield* child.subtree();
  }

  get effectivelyFrozen(): boolean {
    for (const group of this.chain()) if (group.frozen) return true;
    return false;
  }

  get populated(): boolean {
    return this.pidsCurrent > 0;
  }

  /** Follows `path` from here; ENOENT. */
  find(path: string): Cgroup {
    let at: Cgroup = this;
    for (const name of path.split('/')) {
      if (name === '' || name === '.') continue;
      const child = at.children.get(name);
      if (child === undefined) throw new SysError('ENOENT');
      at = child;
    }
    return at;
  }
}

/** Fails with EAGAIN where pids.max of the group or an ancestor leaves no room for one more. */
export function checkPidsMax(cgroup: Cgroup): void {
  for (const group of cgroup.chain()) {
    if (group.pidsMax === null || group.pidsCurrent < group.pidsMax) continue;
    group.pidsMaxEvents += 1;
    throw new SysError('EAGAIN');
  }
}

/** Puts a process into a group, taking its pid and memory counts along. */
export function moveToCgroup(process: Process, to: Cgroup | null): void {
  const from = process.cgroupOrNull;
  if (from !== null) {
    from.processes.delete(process);
    for (const group of from.chain()) {
      group.pidsCurrent -= 1;
      group.memoryBytes -= process.memoryBytes;
    }
  }
  process.cgroupOrNull = to;
  process.shownCgroup = to ?? from;
  if (to === null) return;
  to.processes.add(process);
  for (const group of to.chain()) {
    group.pidsCurrent += 1;
    group.memoryBytes += process.memoryBytes;
    group.memoryPeakBytes = Math.max(group.memoryPeakBytes, group.memoryBytes);
  }
}
