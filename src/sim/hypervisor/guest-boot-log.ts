/** What a guest's kernel says first, as Debian's does under KVM. */
import type { GuestHardware } from './guest-hardware.ts';
import type { LinuxSystem } from './guest-system.ts';

export function bootLines(system: LinuxSystem, { memoryBytes, vcpus }: GuestHardware): readonly string[] {
  const { release, version } = system.uname;
  const kib = Math.floor(memoryBytes / 1024);
  return [
    `Linux version ${release} (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) ${version}`,
    `Command line: BOOT_IMAGE=/boot/vmlinuz-${release} root=/dev/vda1 ro console=ttyS0,115200`,
    'DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.2-debian-1.16.2-1 04/01/2014',
    'Hypervisor detected: KVM',
    'kvm-clock: Using msrs 4b564d01 and 4b564d00',
    `Memory: ${kib - 98_304}K/${kib}K available`,
    `smpboot: Allowing ${vcpus} CPUs, 0 hotplug CPUs`,
    'Booting paravirtualized kernel on KVM',
    'virtio_blk virtio2: [vda] 20971520 512-byte logical blocks (10.7 GB/10.0 GiB)',
    'EXT4-fs (vda1): mounted filesystem with ordered data mode. Quota mode: none.',
  ];
}
