/**
 * Models the idle loop: run what is ready, and when nothing is, let virtual time jump to the next timer. Invariant:
 * time does not jump past the horizon the caller gave. Not part of Linux: the bounds that keep a host program alive.
 */
import type { Kernel } from './kernel.ts';

export interface Bounds {
  readonly maxVirtualMs: number;
  /** Of work: a step is one, and more when it made many calls. */
  readonly maxSteps: number;
  /** Let the time up to the horizon pass even when nothing could happen in it. */
  readonly waitOutIdle?: boolean;
}

/** `idle`: nothing is ready and no timer is set, so only input from outside can change anything. */
export type StopReason = 'done' | 'idle' | 'deadline' | 'step-limit';

export function runUntil(kernel: Kernel, predicate: () => boolean, bounds: Bounds): StopReason {
  const horizonMs = kernel.clock.nowMs + bounds.maxVirtualMs;
  for (let steps = 0; ; ) {
    if (predicate()) return 'done';
    if (isBusy(kernel)) {
      if (kernel.clock.nowMs >= horizonMs) return 'deadline';
      if (steps >= bounds.maxSteps) return 'step-limit';
      steps += kernel.scheduler.step();
      for (const companion of kernel.companions) steps += companion.scheduler.step();
      continue;
    }
    const nextMs = kernel.clock.nextTimerMs();
    if (nextMs !== null && nextMs <= horizonMs) {
      kernel.clock.advanceTo(nextMs);
      continue;
    }
    if (nextMs === null && !bounds.waitOutIdle) return 'idle';
    kernel.clock.advanceTo(horizonMs);
    return 'deadline';
  }
}

/** Whether a process of this machine, or of one beside it, has something to do. */
function isBusy(kernel: Kernel): boolean {
  return !kernel.scheduler.idle || kernel.companions.some((companion) => !companion.scheduler.idle);
}
