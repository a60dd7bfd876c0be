/** /proc/PID, proc(5): one process as seen from the PID namespace of the mount. */

import type { PidNamespace } from '../kernel/namespace-objects.ts';
import { NAMESPACE_KINDS } from '../kernel/namespaces.ts';
import type { OpenFile } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { DirectoryFile, InodeFile } from './inode-file.ts';
import { mountInfoLines, mountLines } from './mount-texts.ts';
import type { Place } from './mounts.ts';
import type { Node } from './node.ts';
import { pathOf } from './path-walk.ts';
import { cgroupLine, limitLines, statLine, statmLine, statusLines } from './proc-texts.ts';
import type { Superblock } from './superblock.ts';
import { fixedDirectory, VirtualDirectory, VirtualLink, VirtualText } from './virtual-nodes.ts';

export function makeProcessDirectory(
  superblock: Superblock,
  namespace: PidNamespace,
  process: Process,
): Node {
  const owner = { uid: process.credentials.euid, gid: process.credentials.egid };
  const text = (mode: number, read: (viewer: Process) => string) =>
    new VirtualText(superblock, mode, { read }, owner);
  const alive = <T>(read: (viewer: Process) => T) => {
    return (viewer: Process): T => {
      requireSight(viewer, process);
      return read(viewer);
    };
  };
  const place = (ref: () => Place) =>
    new VirtualLink(
      superblock,
      alive((viewer) => pathOf(viewer, ref())),
      alive(ref),
      owner,
    );
  const files = {
    cgroup: text(0o444, (viewer) => cgroupLine(process, viewer)),
    cmdline: text(0o444, () => (process.ended ? '' : process.argv.map((word) => `${word}\0`).join(''))),
    comm: new VirtualText(
      superblock,
      0o644,
      {
        read: () => `${process.comm}\n`,
        write: (name) => {
          process.comm = name.replace(/\n$/, '').slice(0, 15);
        },
      },
      owner,
    ),
    cwd: place(() => process.fs.cwd as Place),
    environ: text(
      0o400,
      alive(() => [...process.env].map(([name, value]) => `${name}=${value}\0`).join('')),
    ),
    exe: new VirtualLink(
      superblock,
      alive(() => existingExe(process)),
      alive(() => null),
      owner,
    ),
    fd: makeFdDirectory(superblock, process, owner),
    gid_map: text(0o644, () => process.namespaces.user.gidMap),
    limits: text(0o444, () => limitLines(process)),
    mountinfo: text(0o444, () => mountInfoLines(process)),
    mounts: text(0o444, () => mountLines(process)),
    ns: makeNsDirectory(superblock, process, owner),
    oom_score_adj: new VirtualText(
      superblock,
      0o644,
      {
        read: () => `${process.oomScoreAdj}\n`,
        write: (score) => {
          process.oomScoreAdj = scoreIn(score);
        },
      },
      owner,
    ),
    root: place(() => process.fs.root as Place),
    stat: text(0o444, () => statLine(superblock.kernel, process, namespace)),
    statm: text(0o444, () => statmLine(process)),
    status: text(0o444, () => statusLines(superblock.kernel, process, namespace)),
    uid_map: text(0o644, () => process.namespaces.user.uidMap),
    wchan: text(0o444, () => process.block?.channel ?? '0'),
  };
  const map = new Map<string, Node>(Object.entries(files));
  return new ProcessDirectory(superblock, () => map, { find: (name) => map.get(name) ?? null });
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

function makeFdDirectory(superblock: Superblock, process: Process, owner: Owner): Node {
  const linkOf = (file: OpenFile): Node => {
    const mode = (file.mode.read ? 0o500 : 0) | (file.mode.write ? 0o300 : 0);
    return new VirtualLink(
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
