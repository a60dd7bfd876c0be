/**
 * The container's file tree as runc makes it (runc `rootfs_linux.go`): mounts, devices, pivot_root(2), what is hidden or read-only.
 * Invariant: after pivot nothing of the host's tree can be reached.
 */
import type { MountRequest, Sys } from '../kernel/sys.ts';
import type { Bundle } from './bundle.ts';
import { mkdirAll } from './host-files.ts';
import { RuncError, wordsOf } from './runc-error.ts';

export function mountRootfs(sys: Sys, bundle: Bundle): void {
  for (const mount of bundle.mounts) {
    const target = bundle.rootfs + mount.target;
    makeMountpoint(sys, mount, target);
    mountOne(sys, mount, target);
  }
  const umask = sys.umask(0);
  for (const [name, target] of DEV_LINKS) {
    if (!exists(sys, `${bundle.rootfs}/dev/${name}`)) sys.symlink(target, `${bundle.rootfs}/dev/${name}`);
  }
  for (const [name, major, minor] of DEV_NODES) {
    if (exists(sys, `${bundle.rootfs}/dev/${name}`)) continue;
    sys.mknod(`${bundle.rootfs}/dev/${name}`, 'char-device', 0o666, { major, minor });
  }
  sys.umask(umask);
  sys.chdir(bundle.rootfs);
  sys.pivotRoot('.', '.');
  sys.umount('.', { lazy: true });
  sys.chdir('/');
}

function mountOne(sys: Sys, mount: MountRequest, target: string): void {
  try {
    sys.mount({ ...mount, target });
  } catch (error) {
    if (mount.type !== 'tmpfs') throw error;
    const flags = (mount.flags ?? []).map((flag) => `MS_${flag === 'ro' ? 'RDONLY' : flag.toUpperCase()}`);
    const data = mount.data === undefined ? '' : `, data=${mount.data}`;
    throw new RuncError(
      `error mounting "tmpfs" to rootfs at "${mount.target}": mount src=tmpfs, dst=${mount.target}, dstFd=/proc/thread-self/fd/11, flags=${flags.join('|')}${data}: ${wordsOf(error)}`,
    );
  }
}

/** What is missing is made: a directory, or for the bind of a file an empty file. */
function makeMountpoint(sys: Sys, mount: MountRequest, target: string): void {
  if (exists(sys, target)) return;
  const isFile = mount.type === 'none' && sys.stat(mount.source).type !== 'directory';
  mkdirAll(sys, isFile ? target.slice(0, target.lastIndexOf('/')) : target);
  if (isFile) sys.mknod(target, 'file', 0o755);
}

const DEV_NODES: readonly (readonly [string, number, number])[] = [
  ['full', 1, 7],
  ['null', 1, 3],
  ['random', 1, 8],
  ['tty', 5, 0],
  ['urandom', 1, 9],
  ['zero', 1, 5],
];
const DEV_LINKS: readonly (readonly [string, string])[] = [
  ['fd', '/proc/self/fd'],
  ['ptmx', 'pts/ptmx'],
  ['stderr', '/proc/self/fd/2'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
];

/** What of /proc and /sys a container may not change, and what it may not even see. */
export function restrictPaths(sys: Sys, bundle: Bundle): void {
  if (bundle.readonlyRootfs)
    sys.mount({ source: 'none', target: '/', type: 'none', flags: ['remount', 'bind', 'ro'] });
  for (const path of bundle.readonlyPaths) {
    if (!exists(sys, path)) continue;
    sys.mount({ source: path, target: path, type: 'none', flags: ['rbind', 'ro'] });
  }
  for (const path of bundle.maskedPaths) {
    if (!exists(sys, path)) continue;
    const isDirectory = sys.stat(path).type === 'directory';
    sys.mount(isDirectory ? { ...EMPTY_DIRECTORY, target: path } : { ...NULL_FILE, target: path });
  }
}

const EMPTY_DIRECTORY = {
  source: 'tmpfs',
  type: 'tmpfs',
  flags: ['ro'],
  data: 'size=4k,nr_inodes=1',
} as const;
const NULL_FILE = { source: '/dev/null', type: 'none', flags: ['bind'] } as const;

const exists = (sys: Sys, path: string): boolean => {
  try {
    sys.lstat(path);
    return true;
  } catch {
    return false;
  }
};
