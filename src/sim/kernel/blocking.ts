/**
 * Models wait_event_interruptible of the Linux kernel: sleep on queues until a condition holds, a time has come
 * or a signal was handled. Invariant: the condition is looked at before every sleep and after every wake, and a
 * condition that holds wins over a signal. EINTR and SA_RESTART as in signal(7).
 */
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { type Block, SysError, type Task } from './sys.ts';
import type { WaitQueue } from './wait-queue.ts';

/** Gives the processor away without going to sleep. */
export const RESCHEDULE: Block = { queues: [], deadlineMs: null, channel: '0' };

export interface Sleep<T> {
  readonly channel: string;
  readonly queues: readonly WaitQueue[];
  /** Undefined while the condition does not hold. */
  readonly attempt: () => T | undefined;
  readonly deadlineMs?: number | null;
  /** False for calls that SA_RESTART does not restart: sleep, pause, poll. */
  readonly restartable?: boolean;
}

/** What `attempt` gave, or undefined once the deadline has passed. Throws EINTR. */
export function* sleepUntil<T>(kernel: Kernel, process: Process, sleep: Sleep<T>): Task<T | undefined> {
  const deadlineMs = sleep.deadlineMs ?? null;
  process.interrupted = 'no';
  yield* takeTurn(process);
  for (;;) {
    const got = sleep.attempt();
    if (got !== undefined) return got;
    if (deadlineMs !== null && kernel.clock.nowMs >= deadlineMs) return undefined;
    if (wasInterrupted(process, sleep.restartable ?? true)) throw new SysError('EINTR');
    yield { queues: sleep.queues, deadlineMs, channel: sleep.channel };
  }
}

const CALLS_A_STEP = 100;
const BYTES_A_CALL_LOG2 = 14;

/** Moving many bytes is as much work as several calls. */
export function chargeBytes(process: Process, bytes: number): void {
  process.callsInStep += bytes >>> BYTES_A_CALL_LOG2;
}

/** Gives the processor away after many calls, so that a program that never sleeps cannot keep it. */
export function* takeTurn(process: Process): Task<void> {
  process.callsInStep += 1;
  if (process.callsInStep > CALLS_A_STEP) yield RESCHEDULE;
}

function wasInterrupted(process: Process, restartable: boolean): boolean {
  const how = process.interrupted;
  process.interrupted = 'no';
  return how === 'eintr' || (how === 'restart' && !restartable);
}
