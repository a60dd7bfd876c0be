/** A machine whose programs make a container by system calls alone, as runc does. */
import type { NamespacePid } from '../../../src/sim/kernel/ids.ts';
import type { Sys, Task } from '../../../src/sim/kernel/sys.ts';
import { dir, link, program, type TreeSpec, text } from '../../../src/sim/kernel/tree-spec.ts';
import { type Main, makeMachine } from './machine.ts';

export const decode = (data: Uint8Array) => new TextDecoder().decode(data);

export function* cat(sys: Sys, path: string): Task<string> {
  const fd = yield* sys.open(path, ['read']);
  const data = yield* sys.read(fd, 65536);
  sys.close(fd);
  return decode(data);
}

export function* writeTo(sys: Sys, path: string, words: string): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, words);
  sys.close(fd);
}

export const LAYER_1: TreeSpec = {
  bin: dir({ sh: program('sh', 1000), sleep: link('sh'), look: program('look', 1000) }),
  etc: dir({ issue: text('one\n'), gone: text('x') }),
  proc: dir({}),
  dev: dir({}),
  sys: dir({ fs: dir({ cgroup: dir({}) }) }),
};
export const LAYER_2: TreeSpec = { etc: dir({ issue: text('two\n'), gone: { kind: 'whiteout' } }) };

export const NAMESPACES = ['pid', 'mnt', 'uts', 'ipc', 'net', 'cgroup'] as const;

/** Prepares layers on the host and starts /bin/PROGRAM in a container as runc would; the PID the caller sees. */
export function startContainer(sys: Sys, argv: readonly string[]): NamespacePid {
  for (const path of ['/var', '/var/l1', '/var/l2', '/var/up', '/var/work', '/var/root'])
    sys.mkdir(path, 0o755);
  sys.extractTree('/var/l1', LAYER_1);
  sys.extractTree('/var/l2', LAYER_2);
  const data = 'lowerdir=/var/l2:/var/l1,upperdir=/var/up,workdir=/var/work';
  sys.mount({ source: 'overlay', target: '/var/root', type: 'overlay', data });
  sys.mkdir('/sys/fs/cgroup/docker');
  sys.mkdir('/sys/fs/cgroup/docker/abc');
  return sys.clone({ newNamespaces: NAMESPACES, cgroup: '/docker/abc' }, function* (child) {
    child.setsid();
    const flags = ['nosuid', 'nodev', 'noexec'] as const;
    child.mount({ source: 'proc', target: '/var/root/proc', type: 'proc', flags });
    child.mount({ source: 'tmpfs', target: '/var/root/dev', type: 'tmpfs', data: 'size=64k,mode=755' });
    child.mount({ source: 'sysfs', target: '/var/root/sys', type: 'sysfs', flags: ['ro'] });
    child.mount({ source: 'cgroup', target: '/var/root/sys/fs/cgroup', type: 'cgroup2', flags: ['ro'] });
    child.chdir('/var/root');
    child.pivotRoot('.', '.');
    child.umount('.', { lazy: true });
    child.chdir('/');
    child.sethostname('abc');
    return yield* child.execve(`/bin/${argv[0]}`, argv, new Map());
  });
}

export const PROGRAMS: Readonly<Record<string, Main>> = {
  *sh(sys, argv) {
    if (argv[0] === 'sleep') {
      yield* sys.sleep(100_000);
      return 0;
    }
    const pid = sys.clone({}, (child) => child.execve('/bin/sleep', ['sleep', '100'], new Map()));
    yield* sys.wait4(pid);
    return 0;
  },
};

export const setup = (programs: Readonly<Record<string, Main>>) =>
  makeMachine({
    ...PROGRAMS,
    ...programs,
    *main(sys) {
      sys.mount({ source: 'proc', target: '/proc', type: 'proc' });
      sys.mount({ source: 'sysfs', target: '/sys', type: 'sysfs' });
      sys.mount({ source: 'cgroup2', target: '/sys/fs/cgroup', type: 'cgroup2' });
      const host = programs.host;
      if (host === undefined) throw new Error('no host program');
      return yield* host(sys, ['host']);
    },
  });
