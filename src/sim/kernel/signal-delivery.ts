/**
 * Models signal(7), kill(2) and the signal rules of pid_namespaces(7). Invariants: KILL and STOP can be neither
 * handled nor ignored; PID 1 of a namespace gets from inside only what it has a handler for, from an ancestor
 * namespace KILL and STOP besides; the first PID 1 gets neither. A process that a signal ends makes no further
 * step. Left out: real-time signals, signal masks, siginfo.
 */
import { isCapable } from './credentials.ts';
import { endProcess } from './exit.ts';
import type { Kernel } from './kernel.ts';
import { isPidNamespaceWithin } from './namespace-objects.ts';
import type { Process } from './process.ts';
import { isOrphaned } from './process-group.ts';
import type { Signal } from './signals.ts';
import type { Disposition } from './sys.ts';

type DefaultAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

const NOT_TERMINATING: Partial<Record<Signal, DefaultAction>> = {
  QUIT: 'core',
  ILL: 'core',
  TRAP: 'core',
  ABRT: 'core',
  BUS: 'core',
  FPE: 'core',
  SEGV: 'core',
  XCPU: 'core',
  XFSZ: 'core',
  SYS: 'core',
  CHLD: 'ignore',
  URG: 'ignore',
  WINCH: 'ignore',
  CONT: 'continue',
  STOP: 'stop',
  TSTP: 'stop',
  TTIN: 'stop',
  TTOU: 'stop',
};
const DEFAULT: Disposition = { kind: 'default' };
const STOP_SIGNALS: readonly Signal[] = ['STOP', 'TSTP', 'TTIN', 'TTOU'];

export const defaultAction = (signal: Signal): DefaultAction => NOT_TERMINATING[signal] ?? 'terminate';

export const dispositionOf = (process: Process, signal: Signal): Disposition =>
  process.dispositions.get(signal) ?? DEFAULT;

/** Whether kill(2) from `sender` may reach `target`: same user, or CAP_KILL. */
export function maySignal(sender: Process, target: Process, signal: Signal | 0): boolean {
  const from = sender.credentials;
  const to = target.credentials;
  if (isCapable(from, 'KILL') || from.euid === to.uid || from.uid === to.uid) return true;
  return signal === 'CONT' && sender.group.session === target.group.session;
}

/** Sends a signal. `sender` null is the kernel itself, which counts as an ancestor of every namespace. */
export function sendSignal(kernel: Kernel, target: Process, signal: Signal, sender: Process | null): void {
  if (target.ended || isShielded(target, signal, sender)) return;
  const action = dispositionOf(target, signal);
  if (signal === 'CONT') continueProcess(kernel, target);
  if (STOP_SIGNALS.includes(signal)) target.pending.delete('CONT');
  if (signal === 'KILL' || signal === 'STOP') {
    act(kernel, target, signal);
    return;
  }
  if (action.kind === 'ignore') return;
  if (action.kind === 'handle') {
    target.pending.add(signal);
    kernel.scheduler.wake(target);
    return;
  }
  const isOff = target.stopped || target.cgroupOrNull?.effectivelyFrozen === true;
  const fallback = defaultAction(signal);
  if (isOff && (fallback === 'terminate' || fallback === 'core')) target.pending.add(signal);
  else act(kernel, target, signal);
}

/** Runs the handlers of what is pending, between two steps of the process. */
export function deliverPending(kernel: Kernel, process: Process): void {
  for (const signal of [...process.pending]) {
    if (process.ended || process.stopped) return;
    process.pending.delete(signal);
    const disposition = dispositionOf(process, signal);
    if (disposition.kind === 'default') act(kernel, process, signal);
    if (disposition.kind !== 'handle') continue;
    if (process.interrupted !== 'eintr') process.interrupted = disposition.restart ? 'restart' : 'eintr';
    disposition.handler(signal);
  }
}

function isShielded(target: Process, signal: Signal, sender: Process | null): boolean {
  if (!target.isNamespaceInit || dispositionOf(target, signal).kind === 'handle') return false;
  if (signal !== 'KILL' && signal !== 'STOP') return dispositionOf(target, signal).kind === 'default';
  if (target.pidNamespace.parent === null) return true;
  return sender !== null && isPidNamespaceWithin(sender.pidNamespace, target.pidNamespace);
}

/** The default action, taken at once. RLIMIT_CORE is 0 for login shells and containers alike: nothing is dumped. */
function act(kernel: Kernel, process: Process, signal: Signal): void {
  const action = defaultAction(signal);
  if (action === 'stop' && (signal === 'STOP' || !isOrphaned(process.group)))
    stopProcess(kernel, process, signal);
  if (action === 'terminate' || action === 'core') {
    endProcess(kernel, process, { kind: 'signaled', signal, coreDumped: false });
  }
}

function stopProcess(kernel: Kernel, process: Process, signal: Signal): void {
  if (process.stopped) return;
  process.stopped = true;
  process.unreported = { kind: 'stopped', signal };
  notifyParent(kernel, process);
}

function continueProcess(kernel: Kernel, process: Process): void {
  for (const signal of STOP_SIGNALS) process.pending.delete(signal);
  if (!process.stopped) return;
  process.stopped = false;
  process.unreported = { kind: 'continued' };
  if (process.pending.size > 0) kernel.scheduler.wake(process);
  kernel.scheduler.makeReady(process);
  notifyParent(kernel, process);
}

/** SIGCHLD, and a wake for whoever sleeps in wait4. */
export function notifyParent(kernel: Kernel, process: Process): void {
  const parent = process.parent;
  if (parent === null) return;
  sendSignal(kernel, parent, 'CHLD', null);
  parent.childQueue.wakeAll();
}
