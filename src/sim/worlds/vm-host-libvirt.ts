/** What libvirt adds to a host: its daemon, QEMU, and the `default` network: virbr0 with 192.168.122.0/24 behind NAT. */
import { DiskStore } from '../hypervisor/disk-store.ts';
import { libvirtdMain } from '../hypervisor/libvirtd.ts';
import { qemuMain } from '../hypervisor/qemu.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { ProgramMain } from '../kernel/sys.ts';
import { plugIn, type Segment } from '../net/index.ts';
import type { World } from './world.ts';

/** None where the world has no libvirt. */
export function libvirtPrograms(
  world: World,
  host: () => Kernel,
  segment: Segment,
): readonly (readonly [string, ProgramMain])[] {
  if (world.libvirt === undefined) return [];
  const { images } = world.libvirt;
  return [
    ['libvirtd', libvirtdMain({ host, disks: new DiskStore(), segment, images })],
    ['qemu-system-x86_64', qemuMain],
  ];
}

export const VIRBR0 = { name: 'virbr0', mac: '52:54:00:7e:11:01', addresses: ['192.168.122.1/24'] } as const;

export function joinDefaultNetwork(host: Kernel, segment: Segment): void {
  plugIn(host, { ...VIRBR0, segment });
}
