/** /proc/PID, proc(5): one process as seen from the PID namespace of the mount. */

import type { PidNamespace } from '../kernel/namespace-objects.ts';
import { NAMESPACE_KINDS } from '../kernel/namespaces.ts';
import type { OpenFile } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { setTimeOffsets, timeOffsetLines } from '../kernel/time-offsets.ts';
import { DirectoryFile, InodeFile } from './inode-file.ts';
import { mountInfoLines, mountLines } from './mount-texts.ts';
import type { Place } from './mounts.ts';
import type { Node } from './node.ts';
import { pathOf } from './path-walk.ts';
import { idMapSource, setgroupsSource } from './proc-id-maps.ts';
import { limitLines } from './proc-limits.ts';
import { mapsLines } from './proc-maps.ts';
import { cgroupLine, statLine, statmLine, statusLines } from './proc-texts.ts';
import type { Superblock } from './superblock.ts';
import {
  fixedDirectory,
  type TextSource,
  VirtualDirectory,
  VirtualLink,
  VirtualText,
} from './virtual-nodes.ts';

export function makeProcessDirectory(
  superblock: Superblock,
  namespace: PidNamespace,
  process: Process,
): Node {
  const view: View = {
    superblock,
    process,
    owner: { uid: process.credentials.euid, gid: process.credentials.egid },
  };
  const map = new Map<string, Node>([
    ...idFiles(view, namespace),
    ...stateFiles(view),
    ...linkFiles(view),
    ['net', netDirectory(view)],
  ]);
  return new ProcessDirectory(superblock, () => map, { find: (name) => map.get(name) ?? null });
}

/** /proc/PID/net: the process's network namespace, in the files of older tools. Without a network stack it is empty. */
function netDirectory({ superblock, process, owner }: View): Node {
  const { network } = superblock.kernel;
  const names = network === null ? [] : ['arp', 'dev', 'route', 'tcp', 'tcp6', 'udp', 'udp6'];
  const file = (name: string): Node => {
    const read = () => network?.procFile(process.namespaces.net, name) ?? '';
    return new VirtualText(superblock, 0o444, { read }, owner);
  };
  return fixedDirectory(superblock, Object.fromEntries(names.map((name) => [name, file(name)])), 0o555);
}

interface View {
  readonly superblock: Superblock;
  readonly process: Process;
  readonly owner: Owner;
}
type Entry = readonly [string, Node];

const textFile = ({ superblock, owner }: View, mode: number, source: TextSource): Node =>
  new VirtualText(superblock, mode, source, owner);

/** Only for those who may look into the process, and while it lives. */
const guarded =
  <T>({ process }: View, read: (viewer: Process) => T) =>
  (viewer: Process): T => {
    requireSight(viewer, process);
    return read(viewer);
  };

function idFiles(view: View, namespace: PidNamespace): Entry[] {
  const { process, superblock } = view;
  const file = (name: string, read: TextSource['read'], mode = 0o444): Entry => [
    name,
    textFile(view, mode, { read }),
  ];
  return [
    file('cgroup', (viewer) => cgroupLine(process, viewer)),
    file('cmdline', () => (process.ended ? '' : process.argv.map((word) => `${word}\0`).join(''))),
    ['gid_map', textFile(view, 0o644, idMapSource(process, 'gidMap'))],
    file('cpuset', () => '/\n'),
    file('maps', () => mapsLines(process)),
    file('limits', () => limitLines(process)),
    file('mountinfo', () => mountInfoLines(process)),
    file('mounts', () => mountLines(process)),
    file('stat', () => statLine(superblock.kernel, process, namespace)),
    file('statm', () => statmLine(process)),
    file('status', () => statusLines(superblock.kernel, process, namespace)),
    ['uid_map', textFile(view, 0o644, idMapSource(process, 'uidMap'))],
    file('loginuid', () => '4294967295'),
    file(
      'oom_score',
      () =>
        `${process.isNamespaceInit && process.pidNamespace.parent === null ? 0 : 666 + Math.round((process.oomScoreAdj * 2) / 3)}\n`,
    ),
    file('sessionid', () => '4294967295'),
    ['setgroups', textFile(view, 0o644, setgroupsSource(process))],
    [
      'timens_offsets',
      textFile(view, 0o644, {
        read: () => timeOffsetLines(process.namespaces.time),
        write: (text) => setTimeOffsets(process.namespaces.time, text, superblock.kernel.nowMs),
      }),
    ],
    file('wchan', () => process.block?.channel ?? '0'),
  ];
}

function stateFiles(view: View): Entry[] {
  const { process } = view;
  const environ = () => [...process.env].map(([name, value]) => `${name}=${value}\0`).join('');
  const comm: TextSource = {
    read: () => `${process.comm}\n`,
    write: (name) => {
      process.comm = name.replace(/\n$/, '').slice(0, 15);
    },
  };
  const score: TextSource = {
    read: () => `${process.oomScoreAdj}\n`,
    write: (words) => {
      process.oomScoreAdj = scoreIn(words);
    },
  };
  return [
    ['comm', textFile(view, 0o644, comm)],
    ['environ', textFile(view, 0o400, { read: guarded(view, environ) })],
    ['oom_score_adj', textFile(view, 0o644, score)],
  ];
}

function linkFiles(view: View): Entry[] {
  const { superblock, process, owner } = view;
  const place = (ref: () => Place): Node =>
    new VirtualLink(
      superblock,
      guarded(view, (viewer) => pathOf(viewer, ref())),
      guarded(view, ref),
      owner,
    );
  const exe = new VirtualLink(
    superblock,
    guarded(view, () => existingExe(process)),
    guarded(view, () => null),
    owner,
  );
  return [
    ['cwd', place(() => process.fs.cwd as Place)],
    ['exe', exe],
    ['fd', makeFdDirectory(superblock, process, owner)],
    ['ns', makeNsDirectory(superblock, process, owner)],
    ['root', place(() => process.fs.root as Place)],
  ];
}

class ProcessDirectory extends VirtualDirectory {
  override get isVolatile(): boolean {
    return true;
  }
}

/** EACCES for what ptrace(2) access checks would refuse; ENOENT for what a zombie has no more. */
function requireSight(viewer: Process, process: Process): void {
  const from = viewer.credentials;
  if (from.euid !== process.credentials.uid && !from.effective.has('SYS_PTRACE')) {
    if (from.euid !== 0) throw new SysError('EACCES');
  }
  if (process.ended) throw new SysError('ENOENT');
}

function existingExe(process: Process): string {
  if (process.exe === '') throw new SysError('ENOENT');
  return process.exe;
}

function scoreIn(text: string): number {
  const score = Number(text.trim());
  if (!Number.isInteger(score) || score < -1000 || score > 1000) throw new SysError('EINVAL');
  return score;
}

type Owner = { readonly uid: number; readonly gid: number };

/** Descriptor links say 64, whatever they point to (tid_fd_update_inode). */
class DescriptorLink extends VirtualLink {
  override get sizeBytes(): number {
    return 64;
  }
}

function makeFdDirectory(superblock: Superblock, process: Process, owner: Owner): Node {
  const linkOf = (file: OpenFile): Node => {
    const mode = (file.mode.read ? 0o500 : 0) | (file.mode.write ? 0o300 : 0);
    return new DescriptorLink(
      superblock,
      () => file.label,
      () => reopened(file),
      owner,
      mode,
    );
  };
  const list = (): [string, Node][] => process.fds.list().map(([fd, file]) => [String(fd), linkOf(file)]);
  const find = (name: string): Node | null => {
    const fd = /^\d+$/.test(name) ? Number(name) : -1;
    return process.fds.has(fd) ? linkOf(process.fds.get(fd)) : null;
  };
  return new VirtualDirectory(superblock, list, { mode: 0o500, owner, find });
}

/** Opening /proc/PID/fd/N opens the file anew where it has a place, else it is the same description. */
function reopened(file: OpenFile): OpenFile | Place {
  const place = file instanceof InodeFile || file instanceof DirectoryFile ? file.place : null;
  return place ?? file;
}

function makeNsDirectory(superblock: Superblock, process: Process, owner: Owner): Node {
  const link = (read: () => string) =>
    new VirtualLink(
      superblock,
      (viewer) => {
        requireSight(viewer, process);
        return read();
      },
      () => {
        throw new SysError('EACCES');
      },
      owner,
    );
  const entries: [string, Node][] = NAMESPACE_KINDS.map((kind) => [
    kind,
    link(() => `${kind}:[${process.namespaces[kind].inode}]`),
  ]);
  entries.push(['pid_for_children', link(() => `pid:[${process.namespaces.pidForChildren.inode}]`)]);
  entries.push(['time_for_children', link(() => `time:[${process.namespaces.time.inode}]`)]);
  entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return fixedDirectory(superblock, Object.fromEntries(entries), 0o511);
}
