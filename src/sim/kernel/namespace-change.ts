/**
 * Models the namespace half of clone(2), unshare(2) and setns(2). Invariants: a process never changes its own PID
 * namespace, only that of its future children; a new namespace other than user needs CAP_SYS_ADMIN; setns into a
 * PID namespace works only downwards. Left out: one-user-namespace-per-namespace ownership checks.
 */
import { ALL_CAPABILITIES } from './capabilities.ts';
import type { Cgroup } from './cgroup.ts';
import { requireCapability } from './credentials.ts';
import type { Kernel } from './kernel.ts';
import { isPidNamespaceWithin, type NamespaceSet, newPidNamespace } from './namespace-objects.ts';
import type { NamespaceKind } from './namespaces.ts';
import type { FsContext, Process } from './process.ts';
import { SysError } from './sys.ts';
import { newTimeOffsets } from './time-offsets.ts';

export interface NamespaceState {
  readonly namespaces: NamespaceSet;
  readonly fs: FsContext;
}

/**
 * The namespaces of `process` with new ones of these kinds in place of the old. The root of a new cgroup namespace
 * is the group the process is going to be in, as when runc moves first and unshares then.
 */
export function withNewNamespaces(
  kernel: Kernel,
  process: Process,
  kinds: readonly NamespaceKind[],
  from: NamespaceState,
  cgroup: Cgroup = process.cgroup,
): NamespaceState {
  let state = from;
  if (kinds.length === 0) return state;
  // Docker's default seccomp filter lets only CAP_SYS_ADMIN make namespaces, user namespaces included.
  if (!kinds.includes('user') || process.seccomp) requireCapability(process.credentials, 'SYS_ADMIN');
  for (const kind of kinds) state = withNew(kernel, process, state, kind, cgroup);
  return state;
}

function withNew(
  kernel: Kernel,
  process: Process,
  { namespaces: old, fs }: NamespaceState,
  kind: NamespaceKind,
  cgroup: Cgroup,
): NamespaceState {
  const inode = kernel.nextNamespaceInode();
  switch (kind) {
    case 'cgroup':
      return { fs, namespaces: { ...old, cgroup: { kind, inode, root: cgroup } } };
    case 'ipc':
      return { fs, namespaces: { ...old, ipc: { kind, inode } } };
    case 'time':
      return { fs, namespaces: { ...old, time: { kind, inode, offsets: newTimeOffsets(old.time) } } };
    case 'net':
      return { fs, namespaces: { ...old, net: { kind, inode, state: null } } };
    case 'uts':
      return { fs, namespaces: { ...old, uts: { kind, inode, hostname: old.uts.hostname } } };
    case 'pid':
      return { fs, namespaces: { ...old, pidForChildren: newPidNamespace(inode, old.pidForChildren) } };
    case 'user': {
      const ownerUid = process.credentials.euid;
      const user = { kind, inode, parent: old.user, ownerUid, uidMap: '', gidMap: '' } as const;
      return { fs, namespaces: { ...old, user } };
    }
    case 'mnt': {
      const copied = kernel.vfs.copyMounts(old.mnt.mounts, fs);
      return { fs: copied.fs, namespaces: { ...old, mnt: { kind, inode, mounts: copied.mounts } } };
    }
  }
}

/** The namespaces of `process` after joining those of `of`. */
export function withJoinedNamespaces(
  kernel: Kernel,
  process: Process,
  from: NamespaceState,
  of: Process,
  kinds: readonly NamespaceKind[],
): NamespaceState {
  requireCapability(process.credentials, 'SYS_ADMIN');
  if (of.ended) throw new SysError('ESRCH');
  let { namespaces, fs } = from;
  for (const kind of kinds) {
    if (kind === 'pid') {
      if (!isPidNamespaceWithin(of.pidNamespace, process.pidNamespace)) throw new SysError('EINVAL');
      namespaces = { ...namespaces, pidForChildren: of.pidNamespace };
    } else if (kind === 'mnt') {
      namespaces = { ...namespaces, mnt: of.namespaces.mnt };
      const root = kernel.vfs.rootOf(of.namespaces.mnt.mounts);
      fs = { ...fs, root, cwd: root };
    } else {
      namespaces = { ...namespaces, [kind]: of.namespaces[kind] };
    }
  }
  return { namespaces, fs };
}

/** unshare(2) or setns(2) on the running process. */
export function applyNamespaces(
  process: Process,
  state: NamespaceState,
  kinds: readonly NamespaceKind[],
): void {
  process.namespaces = state.namespaces;
  process.fs = state.fs;
  if (kinds.includes('user')) grantAll(process);
}

/** The first process of a new user namespace has every capability in it. */
export function grantAll(process: Process): void {
  process.credentials = {
    ...process.credentials,
    effective: ALL_CAPABILITIES,
    permitted: ALL_CAPABILITIES,
    bounding: ALL_CAPABILITIES,
  };
}
