/**
 * Models _exit(2), wait4(2) and reaping. Invariants: an ended process is a zombie until its parent waits, and
 * holds nothing but its number and status; its children go to the init of their namespace; when that init ends,
 * everything left in the namespace gets SIGKILL (pid_namespaces(7)). Left out: resource usage of wait4.
 */
import { moveToCgroup } from './cgroup.ts';
import { dropReference } from './fd-table.ts';
import type { Kernel } from './kernel.ts';
import { releaseHeld } from './memory.ts';
import type { PidNamespace } from './namespace-objects.ts';
import type { Process } from './process.ts';
import { isOrphaned } from './process-group.ts';
import { dispositionOf, notifyParent, sendSignal } from './signal-delivery.ts';
import type { WaitStatus } from './sys.ts';

/** Unwinds the program of a process that ended while it was running. Programs never catch it for good. */
export class ProcessEnded extends Error {
  constructor() {
    super('the process has ended');
    this.name = 'ProcessEnded';
  }
}

export function endProcess(kernel: Kernel, process: Process, status: WaitStatus): void {
  if (process.ended) return;
  kernel.scheduler.remove(process);
  process.state = 'zombie';
  process.stopped = false;
  process.exitStatus = status;
  process.program = null;
  releaseHeld(kernel, process);
  process.fds.closeAll();
  for (const file of process.held) dropReference(file);
  process.held.clear();
  for (const cleanup of process.onExit.splice(0)) cleanup();
  moveToCgroup(process, null);
  if (process.isNamespaceInit) endNamespace(kernel, process.pidNamespace);
  leaveNetwork(kernel, process);
  orphanChildren(kernel, process);
  hangUpSession(process);
  announce(kernel, process);
}

/** A network namespace without processes ends, and takes its devices along (network_namespaces(7)). */
function leaveNetwork(kernel: Kernel, process: Process): void {
  const { net } = process.namespaces;
  if (kernel.network === null || net === kernel.initialNamespaces.net) return;
  const everybody = [...kernel.initialNamespaces.pid.processes.values()];
  if (!everybody.some((other) => !other.ended && other.namespaces.net === net)) kernel.network.abandon(net);
}

/** Takes a zombie off the process table. */
export function reap(kernel: Kernel, process: Process): void {
  if (process.state === 'dead') return;
  process.state = 'dead';
  process.parent?.children.delete(process);
  process.parent = null;
  process.group.members.delete(process);
  for (let at: PidNamespace | null = process.pidNamespace; at !== null; at = at.parent) {
    at.processes.delete(process.pid.in(at));
  }
  kernel.processCount -= 1;
}

function announce(kernel: Kernel, process: Process): void {
  const parent = process.parent;
  if (parent === null) {
    reap(kernel, process);
    return;
  }
  const ignores = dispositionOf(parent, 'CHLD').kind === 'ignore';
  notifyParent(kernel, process);
  if (ignores) reap(kernel, process);
}

function endNamespace(kernel: Kernel, namespace: PidNamespace): void {
  namespace.ended = true;
  const rest = [...namespace.processes.values()].filter((process) => process !== namespace.init);
  // The ending init ignores its children (zap_pid_ns_processes), so those with a parent inside leave no zombies.
  const inside = rest.filter((process) => process.parent !== null && process.parent.pid.in(namespace) !== 0);
  const killed = { kind: 'signaled', signal: 'KILL', coreDumped: false } as const;
  for (const process of rest) endProcess(kernel, process, killed);
  for (const process of inside) reap(kernel, process);
}

function orphanChildren(kernel: Kernel, process: Process): void {
  for (const child of [...process.children]) {
    const heir = heirOf(child, process);
    process.children.delete(child);
    child.parent = heir;
    if (heir === null) {
      if (child.ended) reap(kernel, child);
      continue;
    }
    heir.children.add(child);
    if (child.ended) announce(kernel, child);
    else hangUpIfStopped(kernel, child);
  }
}

/** A stopped group that nobody can continue any more gets SIGHUP and SIGCONT (_exit(2), setpgid(2)). */
function hangUpIfStopped(kernel: Kernel, child: Process): void {
  if (!child.stopped || !isOrphaned(child.group)) return;
  for (const member of [...child.group.members]) {
    sendSignal(kernel, member, 'HUP', null);
    sendSignal(kernel, member, 'CONT', null);
  }
}

/** The init of the child's namespace, or of the nearest one above that still has one (find_new_reaper). */
function heirOf(child: Process, ending: Process): Process | null {
  const start = child.isNamespaceInit ? child.pidNamespace.parent : child.pidNamespace;
  for (let at: PidNamespace | null = start; at !== null; at = at.parent) {
    if (at.init !== null && !at.init.ended && at.init !== ending) return at.init;
  }
  return null;
}

function hangUpSession(process: Process): void {
  const session = process.group.session;
  if (session.leader !== process) return;
  session.leader = null;
  const tty = session.tty;
  tty?.hangUp();
}
