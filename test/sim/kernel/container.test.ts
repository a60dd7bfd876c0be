import { describe, expect, it } from 'vitest';
import type { NamespacePid } from '../../../src/sim/kernel/ids.ts';
import { STDOUT, SysError } from '../../../src/sim/kernel/sys.ts';
import { overlayChanges } from '../../../src/sim/vfs/overlay-changes.ts';
import { cat, setup, startContainer, writeTo } from './container-machine.ts';

describe('a container made by syscalls', () => {
  it('is one process with two PIDs', () => {
    const machine = setup({
      *host(sys) {
        const pid = startContainer(sys, ['sh']);
        yield* sys.sleep(10);
        const status = yield* cat(sys, `/proc/${pid + 1}/status`);
        const rows = status.split('\n').filter((line) => /^(Name|Pid|PPid|NSpid):/.test(line));
        yield* sys.write(STDOUT, `${pid}\n${rows.join('\n')}\n`);
        yield* sys.write(STDOUT, yield* cat(sys, `/proc/${pid}/cgroup`));
        yield* sys.write(
          STDOUT,
          `${sys.readlink(`/proc/${pid}/ns/pid`)} ${sys.readlink(`/proc/${pid}/ns/user`)}\n`,
        );
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      '3\nName:\tsleep\nPid:\t4\nPPid:\t3\nNSpid:\t4\t2\n0::/docker/abc\npid:[4026532200] user:[4026531837]\n',
    );
  });

  it('sees its own root, PIDs, host name, mounts and cgroup', () => {
    const machine = setup({
      *look(sys) {
        const lines = [
          `${sys.getpid()} ${sys.getppid()} ${sys.uname().nodename} ${sys.getcwd()}`,
          sys
            .readdir('/')
            .map((entry) => entry.name)
            .sort()
            .join(' '),
          sys
            .readdir('/etc')
            .map((entry) => entry.name)
            .join(' '),
          (yield* cat(sys, '/etc/issue')).trim(),
          sys.readlink('/proc/self'),
          sys
            .readdir('/proc')
            .map((entry) => entry.name)
            .filter((name) => /^\d+$/.test(name))
            .join(' '),
          (yield* cat(sys, '/proc/self/cgroup')).trim(),
          sys
            .readdir('/sys/fs/cgroup')
            .map((entry) => entry.name)
            .filter((name) => name === 'pids.max')
            .join(' '),
          yield* cat(sys, '/proc/mounts'),
        ];
        yield* sys.write(STDOUT, lines.join('\n'));
        return 0;
      },
      *host(sys) {
        const pid = startContainer(sys, ['look']);
        yield* sys.wait4(pid);
        yield* sys.write(STDOUT, sys.uname().nodename);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(`1 0 abc /
bin dev etc proc sys
issue
two
1
1
0::/
pids.max
overlay / overlay rw,relatime,lowerdir=/var/l2:/var/l1,upperdir=/var/up,workdir=/var/work 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
tmpfs /dev tmpfs rw,relatime,size=64k,mode=755 0 0
sysfs /sys sysfs ro,relatime 0 0
cgroup /sys/fs/cgroup cgroup2 ro,relatime,nsdelegate,memory_recursiveprot 0 0
box`);
  });

  it('writes to its upper layer only, which docker diff reads', () => {
    const machine = setup({
      *look(sys) {
        yield* writeTo(sys, '/etc/issue', 'three\n');
        sys.unlink('/bin/sleep');
        sys.mkdir('/new');
        yield* writeTo(sys, '/new/file', 'x');
        return 0;
      },
      *host(sys) {
        const pid = startContainer(sys, ['look']);
        yield* sys.wait4(pid);
        const changes = overlayChanges(sys, '/var/up', ['/var/l2', '/var/l1']);
        const lower = yield* cat(sys, '/var/l2/etc/issue');
        const upper = yield* cat(sys, '/var/up/etc/issue');
        yield* sys.write(
          STDOUT,
          changes.map(({ kind, path }) => `${kind} ${path}\n`).join('') + lower + upper,
        );
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      'C /bin\nD /bin/sleep\nC /etc\nC /etc/issue\nA /new\nA /new/file\ntwo\nthree\n',
    );
  });

  it('shields its PID 1 from inside, not from the host, and dies with it', () => {
    const machine = setup({
      *look(sys) {
        sys.clone({}, function* (child) {
          child.kill(1 as NamespacePid, 'KILL');
          child.kill(1 as NamespacePid, 'TERM');
          yield* child.write(STDOUT, `alive ${child.getppid()}\n`);
          yield* child.sleep(1_000_000);
          return 0;
        });
        for (;;) yield* sys.sleep(1_000_000);
      },
      *host(sys) {
        const pid = startContainer(sys, ['look']);
        yield* sys.sleep(100);
        sys.kill(pid, 'TERM');
        yield* sys.sleep(100);
        yield* sys.write(STDOUT, `${sys.access(`/proc/${pid}`, 'exists')}\n`);
        sys.kill(pid, 'KILL');
        const waited = yield* sys.wait4(pid);
        const left = sys.readdir('/proc').filter((entry) => /^\d+$/.test(entry.name)).length;
        yield* sys.write(STDOUT, `${JSON.stringify(waited?.status)} ${left}\n`);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      'alive 1\ntrue\n{"kind":"signaled","signal":"KILL","coreDumped":false} 2\n',
    );
  });

  it('lets a process of the host join (docker exec), whose parent stays outside', () => {
    const machine = setup({
      *look(sys) {
        yield* sys.write(
          STDOUT,
          `${sys.getpid()} ${sys.getppid()} ${sys.uname().nodename} ${sys.getcwd()}\n`,
        );
        return 5;
      },
      *host(sys) {
        const pid = startContainer(sys, ['sh']);
        yield* sys.sleep(10);
        const kinds = ['pid', 'mnt', 'uts', 'cgroup'] as const;
        const joined = sys.clone({ joinNamespaces: { of: pid, kinds }, cgroup: '/docker/abc' }, (child) =>
          child.execve('/bin/look', ['look'], new Map()),
        );
        yield* sys.write(STDOUT, JSON.stringify(yield* sys.wait4(joined)));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('3 0 abc /\n{"pid":5,"status":{"kind":"exited","code":5}}');
  });

  it('is frozen, limited in processes and killed when out of memory by its cgroup', () => {
    const machine = setup({
      *look(sys) {
        try {
          sys.clone({}, function* (child) {
            yield* child.sleep(1);
            return 0;
          });
        } catch (error) {
          if (error instanceof SysError) yield* sys.write(STDOUT, `${error.errno}\n`);
        }
        yield* sys.sleep(1000);
        yield* sys.write(STDOUT, 'thawed\n');
        sys.setMemory(9_000_000);
        return 0;
      },
      *host(sys) {
        const group = '/sys/fs/cgroup/docker/abc';
        const pid = startContainer(sys, ['look']);
        yield* writeTo(sys, `${group}/pids.max`, '1');
        yield* writeTo(sys, `${group}/memory.max`, '8m');
        yield* sys.sleep(500);
        yield* writeTo(sys, `${group}/cgroup.freeze`, '1');
        yield* sys.sleep(5000);
        yield* sys.write(STDOUT, `${(yield* cat(sys, `${group}/cgroup.events`)).replace('\n', ' ')}`);
        yield* writeTo(sys, `${group}/cgroup.freeze`, '0');
        const waited = yield* sys.wait4(pid);
        yield* sys.write(STDOUT, `${JSON.stringify(waited?.status)}\n`);
        yield* sys.write(STDOUT, yield* cat(sys, `${group}/memory.events`));
        sys.rmdir(group);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(`EAGAIN
populated 1 frozen 1
thawed
{"kind":"signaled","signal":"KILL","coreDumped":false}
low 0
high 0
max 1
oom 1
oom_kill 1
oom_group_kill 0
`);
  });
});
