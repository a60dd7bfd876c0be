/**
 * Models the id maps of user_namespaces(7): which number a user id of the machine is inside a user namespace. Invariant: a map is written once,
 * and what it does not name is seen as 65534. Left out: capabilities that reach only what the namespace owns.
 */
import type { UserNamespace } from './namespace-objects.ts';
import type { Process } from './process.ts';
import { type Stat, SysError } from './sys.ts';

const OVERFLOW_ID = 65534;

export type MapName = 'uidMap' | 'gidMap';

/** An id of the machine as a process of this namespace sees it. */
export function seenId(namespace: UserNamespace, map: MapName, id: number): number {
  if (namespace.parent === null) return id;
  const above = seenId(namespace.parent, map, id);
  for (const line of namespace[map].split('\n')) {
    const [inside, outside, count] = line.trim().split(/\s+/).map(Number);
    if (inside === undefined || outside === undefined || count === undefined) continue;
    if (above >= outside && above < outside + count) return inside + above - outside;
  }
  return OVERFLOW_ID;
}

export function seenStat(viewer: Process, stat: Stat): Stat {
  const { user } = viewer.namespaces;
  if (user.parent === null) return stat;
  return { ...stat, uid: seenId(user, 'uidMap', stat.uid), gid: seenId(user, 'gidMap', stat.gid) };
}

/** A write to /proc/PID/uid_map or gid_map. EPERM the second time, EINVAL for what is no map. */
export function writeIdMap(namespace: UserNamespace, map: MapName, text: string, writer: Process): void {
  if (namespace[map] !== '') throw new SysError('EPERM');
  const lines = text.trim().split('\n');
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+([1-9]\d*)\s*$/.exec(line)?.slice(1));
  if (rows.some((row) => row === undefined)) throw new SysError('EINVAL');
  const own = map === 'uidMap' ? writer.credentials.euid : writer.credentials.egid;
  const isOwnAlone = rows.length === 1 && Number(rows[0]?.[1]) === own && Number(rows[0]?.[2]) === 1;
  if (own !== 0 && !isOwnAlone) throw new SysError('EPERM');
  namespace[map] = rows.map((row) => `${(row ?? []).map((id) => id.padStart(10)).join(' ')}\n`).join('');
}
