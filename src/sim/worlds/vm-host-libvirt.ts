/** What libvirt adds to a host: its daemon, and the `default` network: virbr0 with 192.168.122.0/24 behind NAT. */
import { DiskStore } from '../hypervisor/disk-store.ts';
import { libvirtdMain } from '../hypervisor/libvirtd.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { ProgramMain } from '../kernel/sys.ts';
import { plugIn, type Segment } from '../net/index.ts';
import { parseRule } from '../net/netfilter/rule-words.ts';
import type { World } from './world.ts';

/** None where the world has no libvirt. */
export function libvirtPrograms(
  world: World,
  host: () => Kernel,
  segment: Segment,
): readonly (readonly [string, ProgramMain])[] {
  if (world.libvirt === undefined) return [];
  const { images } = world.libvirt;
  return [['libvirtd', libvirtdMain({ host, disks: new DiskStore(), segment, images })]];
}

export const VIRBR0 = { name: 'virbr0', mac: '52:54:00:7e:11:01', addresses: ['192.168.122.1/24'] } as const;

/** Once the host has its PID 1. What comes from the guests leaves with the host's address, and answers come back. */
export function joinDefaultNetwork(host: Kernel, segment: Segment): void {
  plugIn(host, { ...VIRBR0, segment });
  const init = host.initialNamespaces.pid.init;
  if (init === null || host.network === null) throw new Error('the default network needs a booted host');
  const control = host.network.control(init, host.initialNamespaces.net);
  control.setForwarding(true);
  const net = '192.168.122.0/24';
  control.addRule('nat', 'POSTROUTING', parseRule(['-s', net, '!', '-d', net, '-j', 'MASQUERADE']));
  control.addRule('filter', 'FORWARD', parseRule(['-i', VIRBR0.name, '-j', 'ACCEPT']));
  control.addRule('filter', 'FORWARD', parseRule(['-o', VIRBR0.name, '-j', 'ACCEPT']));
}
