/** /proc/PID/mounts and /proc/PID/mountinfo, proc(5): the mounts that the process's root shows, in mount order. */
import type { Process } from '../kernel/process.ts';
import { type Mount, type Mounts, Place } from './mounts.ts';
import { mountsOf, rootOf } from './path-walk.ts';

const octal = (text: string): string =>
  text.replace(/[ \t\n\\]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);

interface Row {
  readonly mount: Mount;
  readonly path: string;
}

export const mountLines = (process: Process): string =>
  visible(process)
    .map(({ mount, path }) => {
      const { type } = mount.root.node.superblock;
      const options = [flagWords(mount), superOptions(mount)].filter((word) => word !== '').join(',');
      return `${octal(mount.source)} ${octal(path)} ${type} ${options} 0 0\n`;
    })
    .join('');

export const mountInfoLines = (process: Process): string =>
  visible(process)
    .map(({ mount, path }) => {
      const { superblock } = mount.root.node;
      const major = Math.floor(superblock.dev / 256);
      const parentId = mount.parent?.id ?? mount.id - 1;
      const head = `${mount.id} ${parentId} ${major}:${superblock.dev % 256} ${octal(rootPath(mount))} ${octal(path)}`;
      const tail = [superblock.readOnly ? 'ro' : 'rw', superOptions(mount)]
        .filter((word) => word !== '')
        .join(',');
      return `${head} ${flagWords(mount)} - ${superblock.type} ${octal(mount.source)} ${tail}\n`;
    })
    .join('');

const superOptions = (mount: Mount): string => mount.root.node.superblock.options;

function flagWords({ flags }: Mount): string {
  const words = [flags.ro ? 'ro' : 'rw'];
  if (flags.nosuid) words.push('nosuid');
  if (flags.nodev) words.push('nodev');
  if (flags.noexec) words.push('noexec');
  if (!flags.strictatime) words.push('relatime');
  return words.join(',');
}

function rootPath(mount: Mount): string {
  const names: string[] = [];
  for (let at = mount.root; at.parent !== null; at = at.parent) names.unshift(at.name);
  return `/${names.join('/')}`;
}

function visible(process: Process): Row[] {
  const mounts = mountsOf(process);
  const root = rootOf(process);
  const rows: Row[] = [];
  for (const mount of mounts.all) {
    const path = pathBelow(mounts, mount, root);
    if (path !== null) rows.push({ mount, path });
  }
  return rows;
}

/** Where the mount is seen from `root`, null when it is outside. */
function pathBelow(mounts: Mounts, mount: Mount, root: Place): string | null {
  const names: string[] = [];
  let at = new Place(mount, mount.root);
  while (!at.is(root)) {
    if (at.dentry !== at.mount.root) {
      names.unshift(at.dentry.name);
      if (at.dentry.parent === null) return null;
      at = new Place(at.mount, at.dentry.parent);
    } else if (at.mount.parent !== null && at.mount.mountpoint !== null && mounts.all.has(at.mount)) {
      at = new Place(at.mount.parent, at.mount.mountpoint);
    } else return null;
  }
  return `/${names.join('/')}`;
}
