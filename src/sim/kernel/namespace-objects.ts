/**
 * Models namespaces(7) as objects: what /proc/PID/ns links name by inode. Invariant: two processes are in the
 * same namespace exactly when they hold the same object. An object lives as long as something points to it.
 * Left out: nsfs bind mounts that keep an empty namespace alive, time namespace offsets, ipc objects themselves.
 */
import type { Cgroup } from './cgroup.ts';
import type { MountTable } from './file-system.ts';
import type { NamespaceKind } from './namespaces.ts';
import type { Process } from './process.ts';

interface Base {
  /** The inode number behind /proc/PID/ns/KIND. */
  readonly inode: number;
}
export interface UtsNamespace extends Base {
  readonly kind: 'uts';
  hostname: string;
}
export interface MntNamespace extends Base {
  readonly kind: 'mnt';
  mounts: MountTable;
}
export interface PidNamespace extends Base {
  readonly kind: 'pid';
  readonly parent: PidNamespace | null;
  readonly level: number;
  readonly processes: Map<number, Process>;
  lastPid: number;
  /** PID 1 once it exists; `ended` when it has gone, after which nothing can be forked here (ENOMEM). */
  init: Process | null;
  ended: boolean;
}
/** `state` belongs to src/sim/net: the devices, routes and sockets of this namespace. */
export interface NetNamespace extends Base {
  readonly kind: 'net';
  /** Null until it is first used; a namespace of a kernel without a network stack stays so. */
  state: object | null;
  /** What was written below /proc/sys/net; the rest is as at the start. */
  settings?: Map<string, string>;
}
export interface IpcNamespace extends Base {
  readonly kind: 'ipc';
  /** What was written below /proc/sys/kernel and /proc/sys/fs/mqueue. */
  settings?: Map<string, string>;
}
export interface TimeNamespace extends Base {
  readonly kind: 'time';
  /** Seconds that its clocks are ahead of the machine's, see time-offsets.ts. */
  offsets: { readonly monotonic: number; readonly boottime: number; readonly mayBeSet: boolean };
}
export interface CgroupNamespace extends Base {
  readonly kind: 'cgroup';
  readonly root: Cgroup;
}
export interface UserNamespace extends Base {
  readonly kind: 'user';
  readonly parent: UserNamespace | null;
  readonly ownerUid: number;
  /** Lines of uid_map and gid_map, user_namespaces(7). */
  uidMap: string;
  gidMap: string;
  /** /proc/PID/setgroups: `deny` cannot be taken back. */
  setgroups?: 'allow' | 'deny';
}

/** The namespaces of one process. `pidForChildren` differs from `pid` after unshare or setns of a PID namespace. */
export interface NamespaceSet {
  readonly cgroup: CgroupNamespace;
  readonly ipc: IpcNamespace;
  readonly mnt: MntNamespace;
  readonly net: NetNamespace;
  readonly pid: PidNamespace;
  readonly time: TimeNamespace;
  readonly user: UserNamespace;
  readonly uts: UtsNamespace;
  readonly pidForChildren: PidNamespace;
}

/** The inode numbers that the first namespaces have on a real kernel (include/linux/proc_ns.h). */
export const INITIAL_NAMESPACE_INODES: Readonly<Record<NamespaceKind, number>> = {
  time: 4026531834,
  cgroup: 4026531835,
  pid: 4026531836,
  user: 4026531837,
  uts: 4026531838,
  ipc: 4026531839,
  net: 4026531840,
  mnt: 4026531841,
};

export function newPidNamespace(inode: number, parent: PidNamespace | null): PidNamespace {
  const level = parent === null ? 0 : parent.level + 1;
  return { kind: 'pid', inode, parent, level, processes: new Map(), lastPid: 0, init: null, ended: false };
}

/** Whether `inner` is `outer` or lies below it. */
export function isPidNamespaceWithin(inner: PidNamespace, outer: PidNamespace): boolean {
  for (let at: PidNamespace | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}
