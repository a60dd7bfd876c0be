/**
 * The init of a guest: systemd as PID 1 that boots, says so on the console and in the log, starts services one after the other, and
 * ends them when the power button is pressed. Models systemd(1) and systemd-logind(8). Left out: units as files, the journal.
 */
import type { GuestPower } from '../hypervisor/guest-system.ts';
import type { NamespacePid } from '../kernel/ids.ts';
import {
  type Program,
  type ProgramMain,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../kernel/sys.ts';
import { mountAll } from './system-programs.ts';
import type { Service } from './world.ts';

const START_MS = 180;
const STOP_MS = 350;
const STOP_TIMEOUT_MS = 90_000;
const UNMOUNT_MS = 400;

export const guestInit = (power: GuestPower, services: readonly Service[]): ProgramMain =>
  function* systemd(sys: Sys): Program {
    mountAll(sys);
    let asked: 'off' | 'reboot' | null = null;
    const ask = (how: 'off' | 'reboot') => () => {
      asked = how;
    };
    for (const signal of ['TERM', 'HUP', 'USR1'] as const) sys.sigaction(signal, { kind: 'ignore' });
    sys.sigaction('PWR', { kind: 'handle', handler: ask('off') });
    sys.sigaction('INT', { kind: 'handle', handler: ask('reboot') });
    sys.sigaction('CHLD', { kind: 'handle', handler: () => {}, restart: true });
    power.log('systemd[1]: systemd 252.31-1~deb12u1 running in system mode');
    power.log('systemd[1]: Detected virtualization kvm.');
    power.log(`systemd[1]: Hostname set to <${sys.uname().nodename}>.`);
    const started: NamespacePid[] = [];
    for (const service of services) {
      yield* patiently(sys.sleep(START_MS));
      started.push(begin(sys, service));
      power.log(`systemd[1]: Started ${unitOf(service)}.`);
    }
    power.log('systemd[1]: Reached target multi-user.target - Multi-User System.');
    power.offerLogin();
    while (asked === null) yield* reapOne(sys);
    yield* endServices(sys, power, started);
    power.end(asked);
    for (;;) yield* patiently(sys.sleep(1000));
  };

const unitOf = ({ cgroup }: Service): string => cgroup.split('/').at(-1) ?? cgroup;

function begin(sys: Sys, service: Service): NamespacePid {
  let path = '/sys/fs/cgroup';
  for (const part of service.cgroup.split('/').filter((one) => one !== '')) {
    path += `/${part}`;
    if (!sys.access(path, 'exists')) sys.mkdir(path);
  }
  return sys.clone({ cgroup: service.cgroup }, function* run(child) {
    child.setsid();
    // What init ignores its children would ignore as well.
    for (const one of ['TERM', 'HUP', 'USR1'] as const) child.sigaction(one, { kind: 'default' });
    const nothing = yield* child.open('/dev/null', ['read', 'write']);
    for (const fd of [0, 1, 2]) child.dup2(nothing, fd);
    if (nothing > 2) child.close(nothing);
    if (service.uid !== 0) {
      child.setCredentials({ uid: service.uid, gid: service.uid, groups: [service.uid] });
    }
    return yield* child.execve(
      service.path,
      service.argv,
      new Map([['PATH', '/usr/sbin:/usr/bin:/sbin:/bin']]),
    );
  });
}

/** A child that has ended, or a signal. */
function* reapOne(sys: Sys): Task<void> {
  try {
    yield* sys.wait4('any');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ECHILD') yield* patiently(sys.sleep(1000));
  }
}

function* patiently(task: Task<void>): Task<void> {
  try {
    yield* task;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** TERM to each, newest first; KILL for what is left after the stop timeout. */
function* endServices(sys: Sys, power: GuestPower, started: readonly NamespacePid[]): Task<void> {
  power.log('systemd[1]: Stopping all services.');
  for (const pid of [...started].reverse()) signal(sys, pid, 'TERM');
  yield* patiently(sys.sleep(STOP_MS));
  const deadline = sys.monotonicMs() + STOP_TIMEOUT_MS;
  while (started.some((pid) => signal(sys, pid, 0)) && sys.monotonicMs() < deadline) {
    while ((yield* reapNow(sys)) !== null);
    yield* patiently(sys.sleep(STOP_MS));
  }
  signal(sys, -1, 'KILL');
  yield* patiently(sys.sleep(UNMOUNT_MS));
  power.log('systemd-shutdown[1]: All filesystems unmounted.');
}

function* reapNow(sys: Sys): Task<NamespacePid | null> {
  try {
    return (yield* sys.wait4('any', { nohang: true }))?.pid ?? null;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return null;
  }
}

function signal(sys: Sys, pid: number, what: 'TERM' | 'KILL' | 0): boolean {
  try {
    sys.kill(pid, what);
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return false;
  }
}

/** poweroff(8), halt(8), shutdown(8) and reboot(8) as far as they tell PID 1. */
export const powerProgram = (how: 'PWR' | 'INT'): ProgramMain =>
  function* powerMain(sys: Sys): Program {
    yield* [];
    sys.kill(1, how);
    return 0;
  };

/** dmesg(1): the kernel's log. */
export const dmesgOf = (power: GuestPower): ProgramMain =>
  function* dmesg(sys: Sys): Program {
    yield* sys.write(STDOUT, power.lines.map((line) => `${line}\n`).join(''));
    return 0;
  };

/** agetty(8) and login(1) on the serial port: root comes in without a password. */
export function* getty(sys: Sys): Program {
  const host = sys.uname().nodename;
  yield* sys.write(STDOUT, `\nDebian GNU/Linux 12 ${host} ttyS0\n`);
  for (;;) {
    yield* sys.write(STDOUT, `\n${host} login: `);
    const name = yield* line(sys);
    if (name === null) return 0;
    if (name === '') continue;
    if (name === 'root') break;
    yield* sys.write(STDOUT, 'Password: ');
    if ((yield* line(sys)) === null) return 0;
    yield* patiently(sys.sleep(2000));
    yield* sys.write(STDOUT, '\nLogin incorrect\n');
  }
  const { release, version, machine } = sys.uname();
  yield* sys.write(STDOUT, `Linux ${host} ${release} ${version} ${machine}\n`);
  sys.chdir('/root');
  const env = new Map([
    ['HOME', '/root'],
    ['USER', 'root'],
    ['LOGNAME', 'root'],
    ['SHELL', '/bin/bash'],
    ['TERM', 'vt220'],
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ]);
  return yield* sys.execve('/bin/bash', ['-bash'], env);
}

function* line(sys: Sys): Task<string | null> {
  const bytes = yield* sys.read(STDIN, 4096);
  return bytes.length === 0 ? null : new TextDecoder().decode(bytes).trim();
}
