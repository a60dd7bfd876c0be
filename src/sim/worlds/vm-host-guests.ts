/** The guests of `vm-host`: a Debian server with its own Docker, and two systems that only say who they are. */
import { dockerdMain } from '../engine/dockerd.ts';
import type { GuestPower, GuestSystem, LinuxSystem } from '../hypervisor/guest-system.ts';
import type { InstalledImage } from '../hypervisor/install.ts';
import { IMAGES } from '../hypervisor/paths.ts';
import type { ProgramMain } from '../kernel/sys.ts';
import { program, text } from '../kernel/tree-spec.ts';
import { sshd } from '../programs/net/sshd.ts';
import { webServer } from '../programs/net/web-server.ts';
import { bashOf } from '../shell/mains.ts';
import { busyboxImage } from './busybox-image.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { MACHINE_PROGRAMS } from './machine-programs.ts';
import { dmesgOf, getty, guestInit, powerProgram } from './vm-host-init.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { Service } from './world.ts';

const GIB = 1024 ** 3;

export const WEB_UUID = '0c8ee6a3-6f1d-4b4e-9a43-5d2f4a0b7c11';
export const WEB_MAC = '52:54:00:3a:5c:10';
export const WEB_ADDRESS = '192.168.122.10';

const service = (path: string, argv: readonly string[], unit: string, uid = 0): Service => ({
  pid: 0,
  path,
  argv,
  cgroup: `/system.slice/${unit}.service`,
  uid,
});

const journald = '/usr/lib/systemd/systemd-journald';
const WEB_SERVICES: readonly Service[] = [
  service(journald, [journald], 'systemd-journald'),
  service('/usr/lib/systemd/systemd-udevd', ['/usr/lib/systemd/systemd-udevd'], 'systemd-udevd'),
  service('/usr/sbin/cron', ['/usr/sbin/cron', '-f'], 'cron'),
  service('/usr/bin/containerd', ['/usr/bin/containerd'], 'containerd'),
  service('/usr/sbin/sshd', ['sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups'], 'ssh'),
  service(
    '/usr/sbin/nginx',
    ['nginx: master process /usr/sbin/nginx -g daemon on; master_process on;'],
    'nginx',
  ),
  service(
    '/usr/sbin/dockerd',
    ['/usr/sbin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock'],
    'docker',
  ),
];

const BOOKWORM = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const PAGE = '<!DOCTYPE html>\n<html><body><h1>Hello from the guest called web</h1></body></html>\n';

const WEB_TREE = laidOver(
  FRESH_HOST.tree,
  files({
    '/etc/hostname': text('web\n'),
    '/etc/hosts': text(`127.0.0.1\tlocalhost\n127.0.1.1\tweb\n192.168.122.1\tdockerhost\n`),
    '/etc/debian_version': text('12.12\n'),
    '/etc/os-release': text(BOOKWORM),
    '/etc/machine-id': text('8a1d3f0c2b7e4965a0c4d8e2f6b19753\n', { mode: 0o444 }),
    '/etc/resolv.conf': text('nameserver 192.168.1.1\n'),
    [`/srv/${WEB_ADDRESS}/index.html`]: text(PAGE),
    '/srv/web/index.html': text(PAGE),
    '/srv/localhost/index.html': text(PAGE),
    '/usr/sbin/agetty': program('getty', 60_336),
    '/usr/sbin/sshd': program('sshd', 1_303_584),
    '/usr/sbin/nginx': program('nginx', 1_200_376),
    '/usr/sbin/poweroff': program('poweroff', 1_165_224),
    '/usr/sbin/shutdown': program('poweroff', 1_165_224),
    '/usr/sbin/reboot': program('reboot', 1_165_224),
    '/usr/bin/dmesg': program('dmesg', 88_632),
  }),
);

/** Its own engine: what runs there does not show in the host's. */
const webPrograms = (power: GuestPower): ((name: string) => ProgramMain | null) => {
  const docker = {
    host: {
      ...FRESH_HOST.docker.host,
      cpus: 2,
      memoryBytes: 2 * GIB,
      operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
      engineId: '1f0b7a52-94c3-4e0e-8f63-2c9d5e7a4b18',
    },
    images: () => [busyboxImage(FRESH_HOST.bootRealtimeMs + 9564.588722)],
  };
  const own = new Map<string, ProgramMain>([
    ['bash', bashOf('5.2.15(1)-release')],
    ['systemd', guestInit(power, WEB_SERVICES)],
    ['getty', getty],
    ['sshd', sshd],
    ['nginx', webServer],
    ['poweroff', powerProgram('PWR')],
    ['reboot', powerProgram('INT')],
    ['dmesg', dmesgOf(power)],
    ['dockerd', dockerdMain(docker, () => {})],
  ]);
  return (name) => own.get(name) ?? MACHINE_PROGRAMS.get(name) ?? null;
};

const WEB: LinuxSystem = {
  kind: 'linux',
  title: 'Debian GNU/Linux 12 (bookworm)',
  hostname: 'web',
  uname: {
    release: '6.1.0-41-amd64',
    version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.158-1 (2025-11-09)',
    machine: 'x86_64',
  },
  firmwareMs: 2800,
  kernelMs: 1300,
  tree: WEB_TREE,
  diskBytes: 10 * GIB,
  programs: webPrograms,
  card: { name: 'enp1s0', address: `${WEB_ADDRESS}/24`, gateway: '192.168.122.1' },
};

const WINDOWS: GuestSystem = {
  kind: 'opaque',
  title: 'Windows Server 2022',
  bootMs: 24_000,
  shutdownMs: 11_000,
  banner:
    'Computer is booting, SAC started and initialized.\r\n\r\nUse the "ch -?" command for information about using channels.\r\nUse the "?" command for general help.\r\n\r\nSAC>\r\nMicrosoft Windows Server 2022 Datacenter, version 10.0.20348\r\n',
};

const BSD: GuestSystem = {
  kind: 'opaque',
  title: 'FreeBSD 14.3',
  bootMs: 9000,
  shutdownMs: 4000,
  banner:
    'FreeBSD 14.3-RELEASE releng/14.3-n271432-8c9ce319fef7 GENERIC amd64\r\n\r\nFreeBSD/amd64 (bsd) (ttyu0)\r\n\r\nlogin: ',
};

export const GUEST_IMAGES: readonly InstalledImage[] = [
  { path: `${IMAGES}/web.qcow2`, system: WEB, virtualBytes: 10 * GIB, usedBytes: 1_412_000_000 },
  { path: `${IMAGES}/win.qcow2`, system: WINDOWS, virtualBytes: 40 * GIB, usedBytes: 9_831_000_000 },
  { path: `${IMAGES}/bsd.qcow2`, system: BSD, virtualBytes: 20 * GIB, usedBytes: 1_104_000_000 },
];
