/**
 * What the processes of the learner's session are doing, for those who drive the machine from outside. A session is its cgroup, as for
 * systemd-logind: it holds what was put into the background and what has lost its parent. Not part of Linux: limits on the whole.
 */
import type { Cgroup } from './kernel/cgroup.ts';
import { endProcess } from './kernel/exit.ts';
import type { Process } from './kernel/process.ts';
import type { BootedMachine } from './simulated-boot.ts';

/** More processes than a person starts: what goes on like this never ends. */
const MANY_PROCESSES = 1000;
const KILLED = { kind: 'signaled', signal: 'KILL', coreDumped: false } as const;

/** The earliest time one of them sleeps for, null when none does or one of them is at work. */
export function awaitedMs(machine: BootedMachine): number | null {
  let earliestMs: number | null = null;
  for (const process of machine.login.cgroup.processes) {
    if (process.state === 'ready') return null;
    const deadlineMs = process.block?.deadlineMs ?? null;
    if (deadlineMs !== null) earliestMs = Math.min(earliestMs ?? deadlineMs, deadlineMs);
  }
  return earliestMs;
}

/** The group, of the session or of a container, in which processes multiply without end. */
export function multiplyingGroup(machine: BootedMachine): Cgroup | null {
  const { kernel } = machine;
  if (kernel.processCount < MANY_PROCESSES) return null;
  const watched = [...kernel.rootCgroup.subtree()].filter((group) => isWatched(machine, group));
  const biggest = watched.reduce((a, b) => (b.processes.size > a.processes.size ? b : a));
  // Most of a fork bomb are zombies, which belong to no group any more. The shell's own wait for its next look at its jobs.
  const isLeft = (process: Process): boolean => process.ended && process.parent !== machine.session;
  const zombies = [...kernel.processes.values()].filter(isLeft).length;
  return biggest.processes.size + zombies >= MANY_PROCESSES / 2 ? biggest : null;
}

/** Tells, at little cost, when it is time to look for a multiplying group again. */
export function growthWatch(machine: BootedMachine): () => boolean {
  const limit = Math.max(MANY_PROCESSES, machine.kernel.processCount + MANY_PROCESSES / 2);
  return () => machine.kernel.processCount > limit;
}

/** SIGKILL to all in a group, at once, so that none can start another; the learner's shell and what it hangs on stay. */
export function clearGroup(machine: BootedMachine, group: Cgroup): void {
  const { kernel, login, session } = machine;
  const doomed = [...group.processes].filter((process) => process !== login && process !== session);
  for (const process of doomed) endProcess(kernel, process, KILLED);
}

/** The container that used most of the processor since `before`, if one used nearly all of it. */
export function busiestContainer(machine: BootedMachine, before: ReadonlyMap<Cgroup, number>): Cgroup | null {
  let busiest: Cgroup | null = null;
  let mostMs = 0;
  let totalMs = 0;
  for (const [group, usedMs] of processorUse(machine)) {
    const spentMs = usedMs - (before.get(group) ?? 0);
    totalMs += spentMs;
    if (spentMs <= mostMs) continue;
    mostMs = spentMs;
    busiest = group;
  }
  return mostMs > totalMs / 2 && busiest !== machine.login.cgroup ? busiest : null;
}

/** Processor time of each container and of the session so far. */
export function processorUse(machine: BootedMachine): ReadonlyMap<Cgroup, number> {
  const groups = [...machine.kernel.rootCgroup.subtree()].filter((group) => isWatched(machine, group));
  return new Map(groups.map((group) => [group, group.cpuUsageMs]));
}

/** The session's group, and those of containers as the systemd driver names them. */
const isWatched = (machine: BootedMachine, group: Cgroup): boolean =>
  group === machine.login.cgroup || group.name.startsWith('docker-');
