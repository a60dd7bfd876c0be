/**
 * What a booted Linux has mounted, and daemons that only have to be there and wait. systemd itself is in programs/systemd.
 */
import type { Program, ProgramMain, Sys } from '../kernel/sys.ts';

/** What a booted Linux has mounted, and its devices. */
export function mountAll(sys: Sys): void {
  sys.mount({ source: 'proc', target: '/proc', type: 'proc', flags: ['nosuid', 'nodev', 'noexec'] });
  sys.mount({ source: 'sysfs', target: '/sys', type: 'sysfs', flags: ['nosuid', 'nodev', 'noexec'] });
  sys.mount({ source: 'tmpfs', target: '/dev', type: 'tmpfs', flags: ['nosuid'], data: 'mode=755' });
  const umask = sys.umask(0);
  for (const [name, major, minor] of DEVICES)
    sys.mknod(`/dev/${name}`, 'char-device', 0o666, { major, minor });
  sys.umask(umask);
  for (const [name, target] of LINKS) sys.symlink(target, `/dev/${name}`);
  sys.mkdir('/dev/pts');
  sys.mkdir('/dev/shm');
  sys.mount({
    source: 'devpts',
    target: '/dev/pts',
    type: 'devpts',
    flags: ['nosuid', 'noexec'],
    data: 'gid=5,mode=620,ptmxmode=000',
  });
  sys.mount({ source: 'tmpfs', target: '/dev/shm', type: 'tmpfs', flags: ['nosuid', 'nodev'] });
  sys.mount({ source: 'tmpfs', target: '/run', type: 'tmpfs', flags: ['nosuid', 'nodev'], data: 'mode=755' });
  sys.mount({
    source: 'cgroup2',
    target: '/sys/fs/cgroup',
    type: 'cgroup2',
    flags: ['nosuid', 'nodev', 'noexec'],
  });
  for (const path of ['/run/lock', '/run/containerd', '/run/docker']) sys.mkdir(path);
}

const DEVICES = [
  ['null', 1, 3],
  ['zero', 1, 5],
  ['full', 1, 7],
  ['random', 1, 8],
  ['urandom', 1, 9],
  ['tty', 5, 0],
  ['ptmx', 5, 2],
] as const;
const LINKS = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
] as const;

/** journald, cron, sshd and others: there, and waiting for what never comes here. */
export const waitingDaemon: ProgramMain = function* waitingDaemon(sys: Sys): Program {
  sys.sigaction('HUP', { kind: 'ignore' });
  for (;;) yield* sys.pause();
};
