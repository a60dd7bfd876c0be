/** What the kernel of a host says while it boots, dmesg(1): the lines that tell what machine it is. Left out: drivers and their devices. */
import type { Sys } from '../kernel/sys.ts';

export function hostBootLog(sys: Sys): readonly string[] {
  const { release, version } = sys.uname();
  return [
    `Linux version ${release} (debian-kernel@lists.debian.org) (gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44) ${version}`,
    `Command line: BOOT_IMAGE=/boot/vmlinuz-${release} root=/dev/sda1 ro quiet`,
    'random: crng init done',
    'pid_max: default: 32768 minimum: 301',
    `smp: Brought up 1 node, ${sys.getaffinity().length} CPUs`,
    'EXT4-fs (sda1): mounted filesystem ro with ordered data mode. Quota mode: none.',
    'systemd[1]: systemd 257.9-1~deb13u1 running in system mode (+PAM +AUDIT +SELINUX +APPARMOR)',
    `systemd[1]: Detected architecture ${sys.uname().machine === 'aarch64' ? 'arm64' : 'x86-64'}.`,
    `systemd[1]: Hostname set to <${sys.uname().nodename}>.`,
    'EXT4-fs (sda1): re-mounted r/w. Quota mode: none.',
    'Bridge firewalling registered',
  ];
}
