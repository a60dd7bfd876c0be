/** /proc/PID/uid_map, gid_map and setgroups, user_namespaces(7). Invariant: a map is written once; `deny` cannot be taken back. */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { type MapName, writeIdMap } from '../kernel/user-ids.ts';
import type { TextSource } from './virtual-nodes.ts';

export const idMapSource = (process: Process, map: MapName): TextSource => ({
  read: () => process.namespaces.user[map],
  write: (text, writer) => writeIdMap(process.namespaces.user, map, text, writer),
});

export const setgroupsSource = (process: Process): TextSource => ({
  read: () => `${process.namespaces.user.setgroups ?? 'allow'}\n`,
  write: (text) => {
    const namespace = process.namespaces.user;
    const word = text.trim();
    if (word !== 'allow' && word !== 'deny') throw new SysError('EINVAL');
    if (word === 'allow' && namespace.setgroups === 'deny') throw new SysError('EPERM');
    if (namespace.gidMap !== '' && namespace.parent !== null) throw new SysError('EPERM');
    namespace.setgroups = word;
  },
});
