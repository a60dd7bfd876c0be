/**
 * Models memory charging and the OOM killer of cgroup v2 and of the machine. Invariant: after a charge no group
 * holds more than its memory.max unless nothing in it can be killed. Left out: reclaim, swap, page cache charges.
 */
import type { Cgroup } from './cgroup.ts';
import { endProcess } from './exit.ts';
import type { Kernel } from './kernel.ts';
import { reportOom } from './oom-report.ts';
import type { Process } from './process.ts';

/** The process now holds this many bytes. The OOM killer may end it, or another in its group. */
export function setMemory(kernel: Kernel, process: Process, bytes: number): void {
  const delta = bytes - process.memoryBytes;
  process.memoryBytes = bytes;
  const group = process.cgroupOrNull;
  if (group === null) return;
  for (const one of group.chain()) {
    one.memoryBytes += delta;
    one.memoryPeakBytes = Math.max(one.memoryPeakBytes, one.memoryBytes);
  }
  if (delta > 0) for (const one of group.chain()) checkMemoryLimit(kernel, one, process);
}

/** The process holds more, or less, than before, in buffers that take room on the learner's computer as well. */
export function growMemory(kernel: Kernel, process: Process, bytes: number): void {
  process.heldBytes += bytes;
  kernel.heldBytes += bytes;
  setMemory(kernel, process, Math.max(0, process.memoryBytes + bytes));
  while (kernel.heldBytes > kernel.limits.heldBytes && bytes > 0) {
    const victim = holderOfMost(kernel);
    if (victim === null) return;
    reportOom(kernel, kernel.rootCgroup, process, victim);
    kill(victim.cgroup, kernel, victim);
  }
}

/** What an ending process, or one that runs another program now, gives back. */
export function releaseHeld(kernel: Kernel, process: Process): void {
  kernel.heldBytes -= process.heldBytes;
  process.heldBytes = 0;
}

function holderOfMost(kernel: Kernel): Process | null {
  let found: Process | null = null;
  for (const process of kernel.processes.values()) {
    if (process.ended || process.heldBytes === 0) continue;
    if (found === null || process.heldBytes > found.heldBytes) found = process;
  }
  return found;
}

/** memory.events counts in the group of the victim and in all above it. */
function kill(group: Cgroup, kernel: Kernel, victim: Process): void {
  for (const one of group.chain()) one.memoryEvents.oomKill += 1;
  endProcess(kernel, victim, { kind: 'signaled', signal: 'KILL', coreDumped: false });
}

/** Kills until the group is within its limit. `asker` is who wanted more, where that is not the limit itself. */
export function checkMemoryLimit(kernel: Kernel, group: Cgroup, asker: Process | null = null): void {
  const limit = group.parent === null ? kernel.memoryBytes : group.memoryMaxBytes;
  if (limit === null || group.memoryBytes <= limit) return;
  group.memoryEvents.max += 1;
  group.memoryEvents.oom += 1;
  while (group.memoryBytes > limit) {
    const victim = biggest(kernel, group);
    if (victim === null) return;
    reportOom(kernel, group, asker ?? victim, victim);
    kill(victim.cgroup, kernel, victim);
  }
}

function biggest(kernel: Kernel, group: Cgroup): Process | null {
  let found: Process | null = null;
  let worst = 0;
  for (const below of group.subtree()) {
    for (const process of below.processes) {
      if (process.oomScoreAdj <= -1000 || process === kernel.initialNamespaces.pid.init) continue;
      const score = process.memoryBytes + (process.oomScoreAdj / 1000) * kernel.memoryBytes;
      if (found === null || score > worst) {
        found = process;
        worst = score;
      }
    }
  }
  return found;
}
