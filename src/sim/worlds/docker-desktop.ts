/**
 * `docker-desktop`: a Mac with Apple silicon and Docker Desktop 4.49.0: macOS has no containers, so the engine runs in a virtual
 * machine with LinuxKit's kernel. Invariant: the two are kernels of their own; they share a clock and one socket. Left out: file
 * sharing, forwarded ports, zsh (the shell is bash), all programs of macOS that are not named here.
 */
import { DESKTOP_BUILD } from '../engine/engine-build.ts';
import { device, dir, link, program, type TreeSpec, text } from '../kernel/tree-spec.ts';
import { ARM64_BOARD } from './arm64-board.ts';
import { HOME_LAN } from './lan.ts';
import { MAC_TOOL_PATHS, macToolAt } from './mac-tools.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { DockerWorld, Service, World } from './world.ts';

const HOME = '/Users/you';
const MIB = 1024 ** 2;
/** 7.653 GiB, as Docker Desktop's half of 16 GB comes out. */
const VM_BYTES = 8_217_000_000;

const VM: DockerWorld = {
  ...ARM64_BOARD,
  name: 'docker-desktop-vm',
  hostname: 'docker-desktop',
  kernel: {
    release: '6.10.14-linuxkit',
    version: '#1 SMP Tue Oct 14 07:32:13 UTC 2025',
    machine: 'aarch64',
  },
  tree: laidOver(ARM64_BOARD.tree, files({ '/initd': program('systemd', 10_000_000) })),
  memoryBytes: VM_BYTES,
  lan: {
    ...HOME_LAN,
    card: { mac: '52:54:00:a1:00:11', address: '192.168.1.11/24', gateway: '192.168.1.1' },
  },
  services: ARM64_BOARD.services.filter(({ path }) => /containerd$|dockerd$/.test(path)),
  docker: {
    ...ARM64_BOARD.docker,
    host: {
      ...ARM64_BOARD.docker.host,
      memoryBytes: VM_BYTES,
      operatingSystem: 'Docker Desktop',
      build: DESKTOP_BUILD,
    },
  },
};

const plain = (name: string) => program(`coreutils/${name}`, 100_000);

/** macOS has them, with words of their own: they refuse. */
const REFUSING = {
  '/bin': ['chmod', 'cp', 'dd', 'df', 'kill', 'mv', 'zsh'],
  '/sbin': ['ifconfig', 'mount', 'ping', 'route'],
  '/usr/bin': ['curl', 'du', 'find', 'id', 'less', 'lsof', 'nc', 'open'].concat(
    ['pkill', 'python3', 'ssh', 'stat', 'sudo', 'tar', 'top'],
    ['who', 'xargs'],
  ),
  '/usr/sbin': ['chown', 'diskutil', 'netstat', 'system_profiler'],
};

const HOSTS = `##
# Host Database
#
# localhost is used to configure the loopback interface
# when the system is booting.  Do not change this entry.
##
127.0.0.1\tlocalhost
255.255.255.255\tbroadcasthost
::1             localhost
`;
const SHELLS = `# List of acceptable shells for chpass(1).
# Ftpd will not allow users to connect who are not using
# one of these shells.

/bin/bash
/bin/csh
/bin/dash
/bin/ksh
/bin/sh
/bin/tcsh
/bin/zsh
`;
const YOU = { uid: 501, gid: 20 };

const TREE: TreeSpec = files({
  ...Object.fromEntries(
    Object.entries(REFUSING).flatMap(([folder, names]) =>
      names.map((name) => [`${folder}/${name}`, program('not-modelled', 100_000)]),
    ),
  ),
  ...Object.fromEntries(MAC_TOOL_PATHS.map((path) => [path, program(macToolAt(path), 120_000)])),
  '/bin/bash': program('bash', 1_310_224),
  '/bin/cat': plain('cat'),
  '/bin/echo': plain('echo'),
  '/bin/ps': program('mac-ps', 170_816),
  '/bin/sleep': plain('sleep'),
  '/dev': dir({ null: device('char-device', 1, 3, 0o666) }),
  '/private/etc/hosts': text(HOSTS),
  '/private/etc/passwd': text(
    'root:*:0:0:System Administrator:/var/root:/bin/sh\nyou:*:501:20:You:/Users/you:/bin/zsh\n',
  ),
  '/private/etc/group': text('wheel:*:0:root\nstaff:*:20:root\n'),
  '/private/etc/shells': text(SHELLS),
  '/etc': link('private/etc'),
  '/sbin/launchd': program('launchd', 1_000_000),
  '/tmp': dir({}, { mode: 0o1777 }),
  '/usr/bin/false': plain('false'),
  '/usr/bin/login': program('waiting-daemon', 100_000),
  '/usr/bin/arch': program('mac-arch', 100_000),
  '/usr/bin/awk': program('debian/awk', 300_000),
  '/usr/bin/env': plain('env'),
  '/usr/bin/pgrep': program('mac-pgrep', 100_000),
  '/usr/bin/sw_vers': program('sw-vers', 100_000),
  '/usr/bin/true': plain('true'),
  '/usr/bin/uname': program('mac-uname', 100_000),
  '/usr/bin/uptime': program('mac-uptime', 100_000),
  '/usr/sbin/sysctl': program('mac-sysctl', 100_000),
  '/usr/lib/vmvscontainer/bash': program('session-bash', 1_310_224),
  '/usr/local/bin/docker': program('docker', 40_000_000),
  '/Applications/Docker.app/Contents/MacOS/com.docker.backend': program('docker-backend', 60_000_000),
  [HOME]: dir({ '.docker': dir({ run: dir({}, YOU) }, YOU) }, YOU),
  '/var/run/docker.sock': link(`${HOME}/.docker/run/docker.sock`),
});

const process = (pid: number, path: string): Service => ({ pid, path, argv: [path], cgroup: '', ...YOU });

export const DOCKER_DESKTOP: World = {
  ...ARM64_BOARD,
  name: 'docker-desktop',
  hostname: 'Mac',
  kernel: {
    sysname: 'Darwin',
    release: '24.6.0',
    version:
      'Darwin Kernel Version 24.6.0: Mon Jul 14 11:30:40 PDT 2025; root:xnu-11417.140.69~1/RELEASE_ARM64_T8132',
    machine: 'arm64',
  },
  cpus: 8,
  memoryBytes: 16_384 * MIB,
  tree: TREE,
  services: [process(811, '/Applications/Docker.app/Contents/MacOS/com.docker.backend')],
  login: { ...process(902, '/usr/bin/login'), argv: ['login', '-pf', 'you'] },
  shell: {
    path: '/usr/lib/vmvscontainer/bash',
    argv: ['bash'],
    cwd: HOME,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      HOME,
      LANG: 'en_US.UTF-8',
      DOCKER_CLI_HINTS: 'false',
    },
    pid: 903,
  },
  docker: null,
  desktop: { vm: VM, socket: `${HOME}/.docker/run/docker.sock` },
};
