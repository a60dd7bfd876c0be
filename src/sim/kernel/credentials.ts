/**
 * Models credentials(7) and capabilities(7): who a process acts as. Invariants: effective is within permitted;
 * leaving user 0 clears both; execve gives them back to user 0 within the bounding set. Left out: securebits,
 * file capabilities, per-namespace keyrings; the saved ids follow the effective ones.
 */
import { ALL_CAPABILITIES, type Capability } from './capabilities.ts';
import { SysError } from './sys.ts';

type CapabilitySet = ReadonlySet<Capability>;

export interface ProcessCredentials {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  readonly groups: readonly number[];
  readonly effective: CapabilitySet;
  readonly permitted: CapabilitySet;
  readonly inheritable: CapabilitySet;
  readonly bounding: CapabilitySet;
  readonly noNewPrivs: boolean;
}

const NONE: CapabilitySet = new Set();

export const ROOT_CREDENTIALS: ProcessCredentials = {
  uid: 0,
  euid: 0,
  gid: 0,
  egid: 0,
  groups: [0],
  effective: ALL_CAPABILITIES,
  permitted: ALL_CAPABILITIES,
  inheritable: NONE,
  bounding: ALL_CAPABILITIES,
  noNewPrivs: false,
};

export const isCapable = (credentials: ProcessCredentials, capability: Capability): boolean =>
  credentials.effective.has(capability);

/** EPERM without the capability. */
export function requireCapability(credentials: ProcessCredentials, capability: Capability): void {
  if (!credentials.effective.has(capability)) throw new SysError('EPERM');
}

/** setresuid(2), setresgid(2) and setgroups(2), which sorts, together, as login and runc do them. */
export function withIds(
  old: ProcessCredentials,
  ids: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] },
): ProcessCredentials {
  const changesUid = ids.uid !== old.uid || ids.uid !== old.euid;
  const changesGid = ids.gid !== old.gid || ids.gid !== old.egid || ids.groups.join() !== old.groups.join();
  if (changesUid && ids.uid !== old.uid) requireCapability(old, 'SETUID');
  if (changesGid) requireCapability(old, 'SETGID');
  const leavesRoot = (old.uid === 0 || old.euid === 0) && ids.uid !== 0;
  return {
    ...old,
    uid: ids.uid,
    euid: ids.uid,
    gid: ids.gid,
    egid: ids.gid,
    groups: [...ids.groups].sort((a, b) => a - b),
    ...(leavesRoot ? { effective: NONE, permitted: NONE } : {}),
  };
}

/** capset(2) and PR_CAPBSET_DROP as runc uses them: nothing can be added to what was permitted. */
export function withCapabilities(old: ProcessCredentials, wanted: CapabilitySet): ProcessCredentials {
  for (const capability of wanted) if (!old.permitted.has(capability)) throw new SysError('EPERM');
  const kept = new Set([...wanted]);
  return { ...old, effective: kept, permitted: kept, bounding: kept, inheritable: NONE };
}

/** The new credentials after execve(2) of a file with these owner and set-id bits. */
export function afterExec(
  old: ProcessCredentials,
  file: { readonly setUid: number | null; readonly setGid: number | null },
): ProcessCredentials {
  const euid = file.setUid === null || old.noNewPrivs ? old.euid : file.setUid;
  const egid = file.setGid === null || old.noNewPrivs ? old.egid : file.setGid;
  const privileged = euid === 0 || old.uid === 0;
  const permitted = privileged ? old.bounding : NONE;
  return { ...old, euid, egid, permitted, effective: euid === 0 ? permitted : NONE };
}
