/**
 * Models clone(2) without sharing: fork(2) plus CLONE_NEW*, CLONE_PARENT and CLONE_INTO_CGROUP. Invariant: either
 * the child is complete, with a number in every PID namespace up to the first, or nothing has changed.
 */
import { type Cgroup, checkPidsMax, moveToCgroup } from './cgroup.ts';
import type { Kernel } from './kernel.ts';
import {
  grantAll,
  type NamespaceState,
  withJoinedNamespaces,
  withNewNamespaces,
} from './namespace-change.ts';
import type { PidNamespace } from './namespace-objects.ts';
import { Pid, Process } from './process.ts';
import { ProcessGroup, Session } from './process-group.ts';
import { checkProcessLimit } from './rlimits.ts';
import { type CloneOptions, type Program, type Sys, SysError } from './sys.ts';

export function cloneProcess(
  kernel: Kernel,
  caller: Process,
  options: CloneOptions,
  child: (sys: Sys) => Program,
): Process {
  const cgroup =
    options.cgroup === undefined ? caller.cgroup : caller.namespaces.cgroup.root.find(options.cgroup);
  if (kernel.processCount >= kernel.limits.processes) throw new SysError('EAGAIN');
  if (options.siblingOfCaller && caller.isNamespaceInit) throw new SysError('EINVAL');
  checkProcessLimit(kernel, caller);
  checkPidsMax(cgroup);
  const state = childNamespaces(kernel, caller, options, cgroup);
  if (state.namespaces.pidForChildren.ended) throw new SysError('ENOMEM');
  const process = newProcess(kernel, caller, state, options.siblingOfCaller ? caller.parent : caller);
  inherit(caller, process);
  if (options.argv !== undefined) process.argv = options.argv;
  if (options.newNamespaces?.includes('user')) grantAll(process);
  moveToCgroup(process, cgroup);
  start(kernel, process, child);
  return process;
}

/** The first process of the machine, or one that the host of the simulation starts: a child of `parent`. */
export function newProcess(
  kernel: Kernel,
  template: Pick<Process, 'credentials' | 'fds' | 'rlimits'> & { readonly group: ProcessGroup | null },
  state: NamespaceState,
  parent: Process | null,
): Process {
  const namespace = state.namespaces.pidForChildren;
  const pid = allocatePid(namespace);
  const group = template.group ?? new ProcessGroup(pid, new Session(pid));
  const process = new Process({
    pid,
    parent,
    group,
    credentials: template.credentials,
    namespaces: { ...state.namespaces, pid: namespace, pidForChildren: namespace },
    fs: state.fs,
    fds: template.fds.copy(),
    rlimits: template.rlimits,
  });
  process.startMs = kernel.clock.nowMs;
  process.onWake = () => kernel.scheduler.wake(process);
  group.members.add(process);
  if (template.group === null) group.session.leader = process;
  parent?.children.add(process);
  if (namespace.init === null) namespace.init = process;
  for (let at: PidNamespace | null = namespace; at !== null; at = at.parent)
    at.processes.set(pid.in(at), process);
  kernel.processCount += 1;
  return process;
}

/** Gives the process its program and lets it run. */
export function start(kernel: Kernel, process: Process, main: (sys: Sys) => Program): void {
  process.program = main(kernel.makeSys(process));
  kernel.scheduler.makeReady(process);
}

function childNamespaces(
  kernel: Kernel,
  caller: Process,
  options: CloneOptions,
  cgroup: Cgroup,
): NamespaceState {
  const joined = options.joinNamespaces;
  let state: NamespaceState = { namespaces: caller.namespaces, fs: caller.fs };
  if (joined !== undefined) {
    const of = kernel.find(caller, joined.of);
    state = withJoinedNamespaces(kernel, caller, state, of, joined.kinds);
  }
  return withNewNamespaces(kernel, caller, options.newNamespaces ?? [], state, cgroup);
}

function inherit(from: Process, to: Process): void {
  to.argv = from.argv;
  to.comm = from.comm;
  to.exe = from.exe;
  to.env = new Map(from.env);
  to.memoryBytes = from.memoryBytes;
  to.seccomp = from.seccomp;
  to.oomScoreAdj = from.oomScoreAdj;
  to.affinity = from.affinity;
  to.nice = from.nice;
  for (const [signal, disposition] of from.dispositions) {
    if (disposition.kind === 'ignore') to.dispositions.set(signal, disposition);
  }
}

const PID_MAX = 4_194_304;
/** Numbers below it are not given out again after the counter has wrapped. */
const RESERVED_PIDS = 300;

/** A number in this namespace and in each one around it (alloc_pid). */
export function allocatePid(namespace: PidNamespace): Pid {
  const numbers: number[] = [];
  for (let at: PidNamespace | null = namespace; at !== null; at = at.parent)
    numbers[at.level] = nextNumber(at);
  return new Pid(namespace, numbers);
}

function nextNumber(namespace: PidNamespace): number {
  let number = namespace.lastPid;
  do number = number + 1 >= PID_MAX ? RESERVED_PIDS : number + 1;
  while (namespace.processes.has(number));
  namespace.lastPid = number;
  return number;
}
