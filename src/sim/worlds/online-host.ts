/**
 * `online-host`: fresh-host with a registry it can reach, so that `docker pull` and `docker run nginx` work as on a computer with a
 * network, and with QEMU and its kernel's file, so that it can boot a machine of its own. The learner's machine where there is no Docker.
 * Left out: every image that is not in worlds/registry.
 */

import { KERNEL_IMAGE } from '../hypervisor/qemu-by-hand.ts';
import { link, program } from '../kernel/tree-spec.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { REGISTRY } from './registry/images.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { DockerWorld } from './world.ts';

const KERNEL = `vmlinuz-${FRESH_HOST.kernel.release}`;

export const ONLINE_HOST: DockerWorld = {
  ...FRESH_HOST,
  name: 'online-host',
  tree: laidOver(
    FRESH_HOST.tree,
    files({
      '/usr/bin/qemu-system-x86_64': program('qemu-system-x86_64', 17_443_504),
      // No program: under this name QEMU knows the file for a kernel.
      [`/boot/${KERNEL}`]: program(KERNEL_IMAGE, 12_113_856, { mode: 0o644 }),
      '/boot/vmlinuz': link(KERNEL),
    }),
  ),
  docker: { ...FRESH_HOST.docker, registry: REGISTRY },
};
