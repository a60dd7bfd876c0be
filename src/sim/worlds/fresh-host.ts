/**
 * `fresh-host`: a Debian server with Docker 28.5.2 just installed and busybox:latest on it, as the reference
 * engine's host is seen from its shell, but with systemd, cgroup v2 and Debian's current kernel.
 */
import { dir, link, type NodeSpec, program, type TreeSpec } from '../kernel/tree-spec.ts';
import { HOST_TOOLS } from '../programs/host-tools.ts';
import { DEBIAN_LINKS } from '../programs/registry.ts';
import { BUSYBOX_LAYER_TREE, busyboxImage } from './busybox-image.ts';
import { FRESH_HOST_ETC } from './fresh-host-etc.ts';
import { HOST_COMMANDS } from './host-commands.ts';
import { HOME_LAN } from './lan.ts';
import type { DockerWorld, Service } from './world.ts';

/** 2026-11-20 18:04:00 UTC. */
const BOOT_MS = 1795197840000;
const UP_MS = 17 * 60_000;
const GIB = 1024 ** 3;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const service = (pid: number, path: string, argv: readonly string[], unit: string, uid = 0): Service => ({
  pid,
  path,
  argv,
  cgroup: `/system.slice/${unit}.service`,
  uid,
});

const SERVICES: readonly Service[] = [
  service(
    287,
    '/usr/lib/systemd/systemd-journald',
    ['/usr/lib/systemd/systemd-journald'],
    'systemd-journald',
  ),
  service(334, '/usr/lib/systemd/systemd-udevd', ['/usr/lib/systemd/systemd-udevd'], 'systemd-udevd'),
  service(
    412,
    '/usr/lib/systemd/systemd-networkd',
    ['/usr/lib/systemd/systemd-networkd'],
    'systemd-networkd',
    997,
  ),
  service(521, '/usr/sbin/cron', ['/usr/sbin/cron', '-f'], 'cron'),
  service(
    522,
    '/usr/bin/dbus-daemon',
    [
      '/usr/bin/dbus-daemon',
      '--system',
      '--address=systemd:',
      '--nofork',
      '--nopidfile',
      '--systemd-activation',
      '--syslog-only',
    ],
    'dbus',
    996,
  ),
  service(530, '/usr/lib/systemd/systemd-logind', ['/usr/lib/systemd/systemd-logind'], 'systemd-logind'),
  service(561, '/usr/bin/containerd', ['/usr/bin/containerd'], 'containerd'),
  service(574, '/usr/sbin/sshd', ['sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups'], 'ssh'),
  service(
    583,
    '/usr/sbin/agetty',
    ['/sbin/agetty', '-o', '-p -- \\u', '--noclear', '-', 'linux'],
    'getty@tty1',
  ),
  service(
    602,
    '/usr/sbin/dockerd',
    ['/usr/sbin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock'],
    'docker',
  ),
];

const PROGRAM_FILES: Readonly<Record<string, readonly [program: string, sizeBytes: number]>> = {
  '/usr/lib/systemd/systemd': ['systemd', 100_000],
  '/usr/bin/systemd-detect-virt': ['systemd-detect-virt', 22_640],
  '/usr/bin/containerd': ['containerd', 41_997_240],
  '/usr/bin/containerd-shim-runc-v2': ['containerd-shim-runc-v2', 15_338_584],
  '/usr/bin/docker': ['docker', 32_990_296],
  '/usr/sbin/dockerd': ['dockerd', 79_640_312],
  '/usr/bin/docker-proxy': ['docker-proxy', 2_400_000],
  '/usr/bin/tini-static': ['docker-init', 860_168],
  ...Object.fromEntries(
    SERVICES.filter(({ path }) => !/containerd$|dockerd$/.test(path)).map(({ path }) => [
      path,
      ['waiting-daemon', 250_000],
    ]),
  ),
  ...Object.fromEntries(
    HOST_TOOLS.map(({ path, program: name, sizeBytes }) => [path, [name, sizeBytes] as const]),
  ),
  '/usr/lib/openssh/sshd-session': ['waiting-daemon', 700_000],
};

type Nested = Map<string, Nested | NodeSpec>;

/** Files by absolute path, below /usr, as directories. */
function nested(files: Readonly<Record<string, NodeSpec>>): TreeSpec {
  const root: Nested = new Map();
  for (const [path, node] of Object.entries(files)) {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      const next = at.get(part) ?? new Map();
      at.set(part, next);
      at = next as Nested;
    }
    at.set(name, node);
  }
  return toTree(root);
}

function toTree(nestedDirectories: Nested): TreeSpec {
  const entries = [...nestedDirectories].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, node]) => [name, node instanceof Map ? dir(toTree(node)) : node]),
  );
}

const usr = nested({
  ...Object.fromEntries(
    Object.entries(HOST_COMMANDS).map(([path, [name, size]]) => [path, program(name, size)]),
  ),
  ...Object.fromEntries(
    Object.entries(PROGRAM_FILES).map(([path, [name, size]]) => [path, program(name, size)]),
  ),
  ...Object.fromEntries(Object.entries(DEBIAN_LINKS).map(([path, target]) => [path, link(target)])),
  '/usr/bin/docker-init': link('tini-static'),
  '/usr/sbin/init': link('../lib/systemd/systemd'),
  '/usr/local/bin': dir({}),
  '/usr/local/sbin': dir({}),
  '/usr/share/doc': dir({}),
  '/usr/src': dir({}),
});

const TREE: TreeSpec = {
  bin: link('usr/bin'),
  boot: dir({}),
  dev: dir({}),
  etc: dir(FRESH_HOST_ETC),
  home: dir({}),
  lib: link('usr/lib'),
  media: dir({}),
  mnt: dir({}),
  opt: dir({}),
  proc: dir({}),
  root: dir({ work: dir({}) }, { mode: 0o700 }),
  run: dir({}),
  sbin: link('usr/sbin'),
  srv: dir({}),
  sys: dir({}),
  tmp: dir({}, { mode: 0o1777 }),
  ...usr,
  var: dir({
    cache: dir({}),
    lib: dir({
      docker: dir(
        {
          containers: dir({}),
          overlay2: dir({ ...BUSYBOX_LAYER_TREE, l: dir({}) }),
          volumes: dir({}),
          tmp: dir({}),
        },
        { mode: 0o710 },
      ),
    }),
    lock: link('/run/lock'),
    log: dir({}),
    run: link('/run'),
    spool: dir({ cron: dir({ crontabs: dir({}) }) }),
    tmp: dir({}, { mode: 0o1777 }),
  }),
};

export const FRESH_HOST: DockerWorld = {
  name: 'fresh-host',
  hostname: 'dockerhost',
  kernel: {
    release: '6.12.48+deb13-amd64',
    version: '#1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20)',
    machine: 'x86_64',
  },
  bootRealtimeMs: BOOT_MS,
  upMs: UP_MS,
  cpus: 2,
  memoryBytes: 4 * GIB - 72 * 1024 ** 2,
  diskBytes: 40 * GIB,
  tree: TREE,
  lan: HOME_LAN,
  services: SERVICES,
  login: {
    pid: 741,
    path: '/usr/lib/openssh/sshd-session',
    argv: ['sshd-session: root@notty'],
    cgroup: '/user.slice/user-0.slice/session-1.scope',
    uid: 0,
  },
  shell: {
    path: '/usr/lib/vmvscontainer/bash',
    argv: ['bash'],
    cwd: '/root/work',
    env: { PATH, HOME: '/root', LANG: 'C.UTF-8', DOCKER_CLI_HINTS: 'false' },
    pid: 748,
  },
  docker: {
    host: {
      cpus: 2,
      memoryBytes: 4 * GIB - 72 * 1024 ** 2,
      operatingSystem: 'Debian GNU/Linux forky/sid',
      engineId: '665b8bd5-7c18-4161-84a9-c4bdddce42ba',
      initBinary: '/usr/bin/tini-static',
    },
    images: () => [busyboxImage(BOOT_MS + 9564.588722)],
  },
};
