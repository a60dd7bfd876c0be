/** Models sysfs(5) as far as containers need it: the mount point of cgroup2, network devices, and directories that are there and empty. */
import type { Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { makeClassNet } from './sys-class-net.ts';
import { fixedDirectory, VirtualText } from './virtual-nodes.ts';

export function makeSysfs(superblock: Superblock): Node {
  const { kernel } = superblock;
  const empty = (): Node => fixedDirectory(superblock, {}, 0o755);
  const constant = (value: string): Node => new VirtualText(superblock, 0o444, { read: () => `${value}\n` });
  const dmi = {
    id: fixedDirectory(superblock, {
      product_name: constant('Standard PC (Q35 + ICH9, 2009)'),
      sys_vendor: constant('QEMU'),
    }),
  };
  const classes = {
    ...(kernel.hypervisor === null ? {} : { dmi: fixedDirectory(superblock, dmi) }),
    net: makeClassNet(superblock),
  };
  const online = new VirtualText(superblock, 0o444, {
    read: () => (kernel.cpus === 1 ? '0\n' : `0-${kernel.cpus - 1}\n`),
  });
  const cpu = fixedDirectory(superblock, { online }, 0o755);
  return fixedDirectory(superblock, {
    block: empty(),
    bus: empty(),
    class: fixedDirectory(superblock, classes, 0o755),
    devices: fixedDirectory(
      superblock,
      { system: fixedDirectory(superblock, { cpu }, 0o755), virtual: empty() },
      0o755,
    ),
    firmware: empty(),
    fs: fixedDirectory(superblock, { cgroup: empty() }, 0o755),
    kernel: empty(),
    module: empty(),
  });
}
