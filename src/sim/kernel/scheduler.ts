/**
 * Models the scheduler, sched(7), as round robin over the processes that are ready, in steps: what a program does
 * between two yields. Invariants: the same inputs give the same order; a stopped, frozen or ended process makes
 * no step. Each step costs a little virtual time; a process that never sleeps is charged more and more for each
 * step, so that one busy loop does not hold up virtual time. Left out: priorities, real parallelism.
 */
import { RESCHEDULE } from './blocking.ts';
import { chargeCpu, throttledUntil } from './cpu-bandwidth.ts';
import { checkCpuLimit } from './cpu-limit.ts';
import { endProcess, ProcessEnded } from './exit.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { deliverPending } from './signal-delivery.ts';
import type { Block } from './sys.ts';
import { SysError } from './sys.ts';
import type { WaitQueue } from './wait-queue.ts';

const STEP_MS = 0.01;
const CALL_MS = 0.001;
const LONGEST_STEP_MS = 5;
/** The same while somebody waits for a time to come, see `awaitedMs`. */
const LONGEST_AWAITED_STEP_MS = 1000;
/** Steps without a sleep after which a step begins to cost more. */
const PATIENCE_STEPS = 5000;
/** So many calls are as much work for the simulator as a step. */
const CALLS_A_UNIT = 10;

export class Scheduler {
  private readonly kernel: Kernel;
  private readonly ready = new Set<Process>();
  private lastCalls = 0;
  /** The time that the one who watches this machine waits for, if any: what never sleeps may take long steps up to it. */
  awaitedMs: number | null = null;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  get idle(): boolean {
    return this.ready.size === 0;
  }

  get readyCount(): number {
    return this.ready.size;
  }

  /** Enters a new process, or one that was stopped, frozen or throttled and has something to do again. */
  makeReady(process: Process): void {
    if (process.ended || process.state !== 'ready' || !mayRun(process)) return;
    this.ready.add(process);
  }

  wake(process: Process): void {
    if (process.state !== 'sleeping') return;
    this.unpark(process);
    process.state = 'ready';
    this.makeReady(process);
  }

  /** Takes a process off the processor and out of every queue. */
  remove(process: Process): void {
    this.ready.delete(process);
    if (process.state === 'sleeping') this.unpark(process);
  }

  /** One step of the next ready process. Gives how much work that was: 1, and more after many calls. */
  step(): number {
    for (const process of this.ready) {
      this.ready.delete(process);
      this.run(process);
      break;
    }
    const calls = this.lastCalls;
    this.lastCalls = 0;
    return 1 + calls / CALLS_A_UNIT;
  }

  private run(process: Process): void {
    if (!mayRun(process) || this.isThrottled(process)) return;
    const { program } = process;
    const outcome = this.resume(process);
    this.charge(process);
    if (process.ended || outcome === null) return;
    if (process.program !== program) this.makeReady(process);
    else if (outcome.done) endProcess(this.kernel, process, { kind: 'exited', code: outcome.value & 0xff });
    else this.park(process, outcome.value);
  }

  private resume(process: Process): IteratorResult<Block, number> | null {
    try {
      deliverPending(this.kernel, process);
      if (process.ended || process.stopped) return null;
      return process.program?.next() ?? null;
    } catch (error) {
      if (error instanceof ProcessEnded) return null;
      if (error instanceof SysError) return { done: true, value: 1 };
      this.kernel.faults.push({ pid: process.pid.host, comm: process.comm, error });
      if (!process.ended) {
        endProcess(this.kernel, process, { kind: 'signaled', signal: 'SEGV', coreDumped: true });
      }
      return null;
    }
  }

  /** Puts a process whose group has used up its cpu.max aside until the next period. */
  private isThrottled(process: Process): boolean {
    if (process.cgroupOrNull === null) return false;
    const untilMs = throttledUntil(process.cgroupOrNull, this.kernel.clock.nowMs);
    if (untilMs === null) return false;
    this.kernel.clock.setTimer(untilMs, () => this.makeReady(process));
    return true;
  }

  private park(process: Process, block: Block): void {
    if (block === RESCHEDULE) {
      this.makeReady(process);
      return;
    }
    process.block = block;
    process.state = 'sleeping';
    process.stepsSinceSleep = 0;
    for (const queue of block.queues) (queue as WaitQueue).sleepers.add(process);
    if (block.deadlineMs !== null) {
      process.timer = this.kernel.clock.setTimer(block.deadlineMs, () => this.wake(process));
    }
  }

  private unpark(process: Process): void {
    for (const queue of process.block?.queues ?? []) (queue as WaitQueue).sleepers.delete(process);
    if (process.timer !== null) this.kernel.clock.cancel(process.timer);
    process.block = null;
    process.timer = null;
  }

  private charge(process: Process): void {
    process.stepsSinceSleep += 1;
    const costMs = Math.max(this.stepMs(process), process.owedCpuMs) + process.callsInStep * CALL_MS;
    process.owedCpuMs = 0;
    this.lastCalls = process.callsInStep;
    process.callsInStep = 0;
    const beforeMs = process.cpuMs;
    process.cpuMs += costMs;
    checkCpuLimit(this.kernel, process, beforeMs);
    if (process.cgroupOrNull !== null) chargeCpu(process.cgroupOrNull, costMs);
    const parallel = Math.min(this.kernel.cpus, this.ready.size + 1);
    this.kernel.clock.advanceTo(this.kernel.clock.nowMs + costMs / parallel);
    this.kernel.load.note(this.kernel.clock.nowMs, this.ready.size + 1, costMs / parallel);
  }

  private stepMs(process: Process): number {
    const impatience = process.stepsSinceSleep - PATIENCE_STEPS;
    if (impatience <= 0) return STEP_MS;
    const ms = STEP_MS * 2 ** Math.min(impatience / 50, 50);
    if (ms <= LONGEST_STEP_MS || this.awaitedMs === null || this.ready.size > 0) {
      return Math.min(ms, LONGEST_STEP_MS);
    }
    const nextMs = this.kernel.clock.nextTimerMs() ?? 0;
    const untilMs = Math.min(this.awaitedMs, nextMs) - this.kernel.clock.nowMs;
    return Math.max(LONGEST_STEP_MS, Math.min(ms, untilMs, LONGEST_AWAITED_STEP_MS));
  }
}

const mayRun = (process: Process): boolean => !process.stopped && !process.cgroupOrNull?.effectivelyFrozen;
