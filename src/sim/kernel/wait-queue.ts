/**
 * Models wait queues (wait_event and wake_up of the Linux kernel): where sleeping processes are remembered.
 * Invariant: waking only makes a process runnable; it looks at its condition again by itself.
 * Left out: exclusive wakes; every waker wakes all, in the order in which they went to sleep.
 */
import type { WaitQueueHandle } from './sys.ts';

export interface Sleeper {
  wakeUp(): void;
}

export class WaitQueue implements WaitQueueHandle {
  readonly waitQueue = true as const;
  readonly sleepers = new Set<Sleeper>();

  wakeAll(): void {
    if (this.sleepers.size === 0) return;
    for (const sleeper of [...this.sleepers]) sleeper.wakeUp();
  }
}
