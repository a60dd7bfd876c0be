/** The file systems of /proc/filesystems and how each is made when mounted. ENODEV for any other. */
import type { Kernel } from '../kernel/kernel.ts';
import { INITIAL_NAMESPACE_INODES } from '../kernel/namespace-objects.ts';
import type { Process } from '../kernel/process.ts';
import { PtyRegistry } from '../kernel/pty-registry.ts';
import { type MountRequest, SysError } from '../kernel/sys.ts';
import { makeCgroupFs } from './cgroup-fs.ts';
import { makeDevpts } from './devpts.ts';
import { memoryRoot } from './memory-node.ts';
import type { Node } from './node.ts';
import { OverlayNode } from './overlay-node.ts';
import { findPlace } from './path-walk.ts';
import { makeProcFs } from './proc-root.ts';
import { Superblock } from './superblock.ts';
import { makeSysfs } from './sysfs.ts';

/** What the kernel shows whatever the mount said: systemd made the hierarchy with these. */
const OWN_OPTIONS: Readonly<Record<string, string>> = { cgroup2: 'nsdelegate,memory_recursiveprot' };

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

export function makeFileSystem(process: Process, kernel: Kernel, request: MountRequest): Node {
  const data = request.data ?? '';
  const make = (capacityBytes: number | null = null): Superblock => {
    const superblock = new Superblock(kernel, request.type, kernel.nextDevice(), capacityBytes);
    if (request.type === 'tmpfs') superblock.options = tmpfsOptions(data);
    else superblock.options = OWN_OPTIONS[request.type] ?? data;
    // All mounts of cgroup2 are one file system.
    superblock.readOnly = request.type !== 'cgroup2' && (request.flags?.includes('ro') ?? false);
    return superblock;
  };
  switch (request.type) {
    case 'tmpfs':
      return memoryRoot(make(tmpfsCapacity(kernel, data)), tmpfsMode(data));
    case 'mqueue':
      return memoryRoot(make(), 0o1777);
    case 'proc':
      return makeProcFs(make(), process.pidNamespace);
    case 'sysfs':
      return makeSysfs(make());
    case 'cgroup2':
      return makeCgroupFs(make(), process.namespaces.cgroup.root);
    case 'devpts':
      return makeDevpts(
        make(),
        process.namespaces.mnt.inode === INITIAL_NAMESPACE_INODES.mnt ? kernel.ptys : new PtyRegistry(),
      );
    case 'overlay':
      return makeOverlay(process, make(null), data);
    default:
      throw new SysError('ENODEV');
  }
}

/** `size=64m`, `size=50%`; half of the memory when nothing is said, tmpfs(5). */
function tmpfsCapacity(kernel: Kernel, data: string): number {
  const size = /(?:^|,)size=([^,]*)/.exec(data)?.[1];
  if (size !== undefined && !/^\d+[kmgt%]?$/i.test(size)) throw new SysError('EINVAL');
  const match = /(?:^|,)size=(\d+)([kmg%]?)/i.exec(data);
  if (match === null) return Math.floor(kernel.memoryBytes / 2);
  const unit = (match[2] ?? '').toLowerCase();
  const amount = Number(match[1]);
  return unit === '%' ? Math.floor((kernel.memoryBytes * amount) / 100) : amount * (UNITS[unit] ?? 1);
}

/** As shmem_show_options() shows them: sizes in k. */
const tmpfsOptions = (data: string): string =>
  data.replace(/(^|,)size=(\d+)([mg])/i, (_, before: string, amount: string, unit: string) => {
    const kib = Number(amount) * (unit.toLowerCase() === 'g' ? 1024 ** 2 : 1024);
    return `${before}size=${kib}k`;
  });

const tmpfsMode = (data: string): number =>
  Number.parseInt(/(?:^|,)mode=([0-7]+)/.exec(data)?.[1] ?? '1777', 8);

function makeOverlay(process: Process, superblock: Superblock, data: string): Node {
  const option = (name: string): string | null =>
    new RegExp(`(?:^|,)${name}=([^,]*)`).exec(data)?.[1] ?? null;
  const lowerdir = option('lowerdir');
  const upperdir = option('upperdir');
  if (lowerdir === null || (upperdir !== null && option('workdir') === null)) throw new SysError('EINVAL');
  const directory = (path: string): Node => {
    const { node } = findPlace(process, path);
    if (!node.isDirectory) throw new SysError('ENOTDIR');
    return node;
  };
  const upper = upperdir === null ? null : directory(upperdir);
  const lowers = lowerdir.split(':').map(directory);
  const disk = upper?.superblock ?? lowers[0]?.superblock;
  superblock.shareSpaceWith(disk ?? superblock);
  return new OverlayNode(superblock, null, '', { upper, lowers });
}
