/**
 * Models RLIMIT_CPU (setrlimit(2), check_process_timers()): SIGXCPU at the soft limit and at every second after it, the end at
 * the hard one. Invariant: neither is sent twice for the same second.
 */
import { endProcess } from './exit.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { sendSignal } from './signal-delivery.ts';

/** Called when `process` has just used processor time: it had `beforeMs` until then. */
export function checkCpuLimit(kernel: Kernel, process: Process, beforeMs: number): void {
  const { soft, hard } = process.rlimits.cpu;
  if (soft === Number.POSITIVE_INFINITY || process.ended) return;
  const before = Math.floor(beforeMs / 1000);
  const now = Math.floor(process.cpuMs / 1000);
  if (now === before) return;
  if (now >= hard) endProcess(kernel, process, { kind: 'signaled', signal: 'KILL', coreDumped: false });
  else if (now >= soft) sendSignal(kernel, process, 'XCPU', null);
}
