/**
 * `wsl2`: a Debian distribution under WSL 2 on Windows, with systemd, mirrored networking and Docker Engine installed in the
 * distribution: one more Linux kernel, Microsoft's, in a virtual machine beside Windows. Left out: Docker Desktop's own
 * distribution, WSLg, the Windows side itself, whose commands refuse.
 */
import { dir, program, text } from '../kernel/tree-spec.ts';
import { ONLINE_HOST } from './online-host.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { DockerWorld } from './world.ts';

const SYSTEM32 = '/mnt/c/Windows/System32';
const HOSTNAME = 'DESKTOP-VVC';
const WINDOWS = ['cmd.exe', 'ipconfig.exe', 'tasklist.exe', 'wsl.exe'];

const INSTALLED = files({
  '/init': program('waiting-daemon', 2_000_000),
  '/etc/hostname': text(`${HOSTNAME}\n`),
  '/etc/wsl.conf': text('[boot]\nsystemd=true\n'),
  '/mnt/c/Users': dir({}),
  ...Object.fromEntries(WINDOWS.map((name) => [`${SYSTEM32}/${name}`, program('not-modelled', 300_000)])),
});

export const WSL2: DockerWorld = {
  ...ONLINE_HOST,
  name: 'wsl2',
  hostname: HOSTNAME,
  kernel: {
    release: '6.6.87.2-microsoft-standard-WSL2',
    version: '#1 SMP PREEMPT_DYNAMIC Thu Jun  5 18:30:46 UTC 2025',
    machine: 'x86_64',
  },
  rootSource: '/dev/sdd',
  tree: laidOver(ONLINE_HOST.tree, INSTALLED),
  services: ONLINE_HOST.services.filter(({ path }) => path !== '/usr/sbin/sshd'),
  login: { ...ONLINE_HOST.login, path: '/init', argv: ['/init'], cgroup: '/init.scope' },
  shell: {
    ...ONLINE_HOST.shell,
    env: {
      ...ONLINE_HOST.shell.env,
      PATH: `${ONLINE_HOST.shell.env.PATH}:${SYSTEM32}`,
      WSL_DISTRO_NAME: 'Debian',
    },
  },
};
