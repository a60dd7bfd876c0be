/** clock_gettime(2), nanosleep(2), getrandom(2), and the use of processor time. */
import { RESCHEDULE, sleepUntil } from './blocking.ts';
import { ProcessEnded } from './exit.ts';
import { growMemory, setMemory } from './memory.ts';
import type { Task } from './sys.ts';
import { LifeCalls } from './sys-life-calls.ts';

const SLICE_MS = 10;

export class TimeCalls extends LifeCalls {
  realtimeMs(): number {
    return Math.floor(this.kernel.clock.realtimeMs);
  }

  monotonicMs(): number {
    return this.kernel.clock.nowMs;
  }

  *sleep(ms: number): Task<void> {
    yield* sleepUntil<never>(this.kernel, this.self, {
      channel: 'hrtimer_nanosleep',
      queues: [],
      attempt: () => undefined,
      deadlineMs: this.kernel.clock.nowMs + ms,
      restartable: false,
    });
  }

  *compute(cpuMs: number): Task<void> {
    let leftMs = cpuMs;
    do {
      const slice = Math.min(SLICE_MS, leftMs);
      this.self.owedCpuMs += slice;
      leftMs -= slice;
      yield RESCHEDULE;
    } while (leftMs > 0);
  }

  setMemory(bytes: number): void {
    const self = this.self;
    setMemory(this.kernel, self, bytes);
    if (self.ended) throw new ProcessEnded();
  }

  growMemory(bytes: number): void {
    const self = this.self;
    growMemory(this.kernel, self, bytes);
    if (self.ended) throw new ProcessEnded();
  }

  random(): number {
    return this.kernel.random.next();
  }
}
