/**
 * `cloud-host`: the same server rented: a virtual machine under KVM with Debian's kernel for clouds, on a network that passes frames
 * of the addresses it gave out only. Left out: the provider's metadata service and cloud-init.
 */
import { CLOUD_LAN } from './lan.ts';
import { ONLINE_HOST } from './online-host.ts';
import type { DockerWorld } from './world.ts';

export const CLOUD_HOST: DockerWorld = {
  ...ONLINE_HOST,
  name: 'cloud-host',
  kernel: {
    release: '6.12.48+deb13-cloud-amd64',
    version: '#1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20)',
    machine: 'x86_64',
  },
  hypervisor: 'kvm',
  rootSource: '/dev/vda1',
  lan: CLOUD_LAN,
};
