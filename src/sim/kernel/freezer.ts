/** Models the cgroup v2 freezer: a frozen group's processes make no step, and only SIGKILL reaches them. */
import type { Cgroup } from './cgroup.ts';
import type { Kernel } from './kernel.ts';

export function setFrozen(kernel: Kernel, group: Cgroup, frozen: boolean): void {
  group.frozen = frozen;
  if (frozen) return;
  for (const below of group.subtree()) {
    for (const process of below.processes) {
      if (process.pending.size > 0) kernel.scheduler.wake(process);
      kernel.scheduler.makeReady(process);
    }
  }
}
