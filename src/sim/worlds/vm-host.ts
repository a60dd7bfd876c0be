/** `vm-host`: the fresh host with libvirt 9.0 and QEMU on it, and a few guests. */
import { program } from '../kernel/tree-spec.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { World } from './world.ts';

const PROGRAMS = files({
  '/usr/bin/virsh': program('virsh', 1_118_384),
  '/usr/bin/qemu-img': program('qemu-img', 2_125_944),
});

export const VM_HOST: World = {
  ...FRESH_HOST,
  name: 'vm-host',
  tree: laidOver(FRESH_HOST.tree, PROGRAMS),
};
