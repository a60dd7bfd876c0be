import { describe, expect, it } from 'vitest';
import { namespacePid } from '../../../src/sim/kernel/ids.ts';
import { STDOUT, type Sys, SysError } from '../../../src/sim/kernel/sys.ts';
import { makeMachine } from './machine.ts';
import { errnoOf, waitStatus } from './outcomes.ts';

describe('signals', () => {
  it('interrupts a sleep, restarts a wait with SA_RESTART, ends the rest with EINTR', () => {
    const machine = makeMachine({
      *main(sys) {
        const main = sys.getpid();
        const poke = (afterMs: number) =>
          sys.clone({}, function* (child) {
            yield* child.sleep(afterMs);
            child.kill(main, 'USR1');
            return 4;
          });
        let handled = 0;
        const handler = () => {
          handled += 1;
        };
        sys.sigaction('USR1', { kind: 'handle', handler, restart: true });
        poke(10);
        const slept = yield* errnoOf(sys.sleep(1000));
        const first = yield* waitStatus(sys);
        const slow = sys.clone({}, function* (child) {
          yield* child.sleep(50);
          return 6;
        });
        poke(10);
        const restarted = yield* sys.wait4(slow);
        sys.sigaction('USR1', { kind: 'handle', handler });
        yield* sys.wait4('any');
        sys.clone({}, function* (child) {
          yield* child.sleep(10);
          child.kill(main, 'USR1');
          yield* child.sleep(10);
          return 0;
        });
        const interrupted = yield* errnoOf(sys.wait4('any'));
        yield* sys.write(
          STDOUT,
          [slept, first, JSON.stringify(restarted?.status), interrupted, handled].join(' '),
        );
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      'EINTR {"kind":"exited","code":4} {"kind":"exited","code":6} EINTR 3',
    );
  });

  it('stops, holds back signals while stopped, continues', () => {
    const machine = makeMachine({
      *main(sys) {
        const child = sys.clone({}, function* (inner) {
          yield* inner.sleep(1_000_000);
          return 0;
        });
        const out: string[] = [];
        sys.kill(child, 'STOP');
        out.push(yield* waitStatus(sys));
        sys.kill(child, 'TERM');
        yield* sys.sleep(10);
        out.push(JSON.stringify(yield* sys.wait4(child, { nohang: true })));
        sys.kill(child, 'CONT');
        out.push(yield* waitStatus(sys));
        yield* sys.write(STDOUT, out.join(' '));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      '{"kind":"stopped","signal":"STOP"} null {"kind":"signaled","signal":"TERM","coreDumped":false}',
    );
  });

  it('never runs a killed program further, not even its finally', () => {
    let ranFurther = false;
    const machine = makeMachine({
      *main(sys) {
        const child = sys.clone({}, function* (inner) {
          try {
            inner.kill(inner.getpid(), 'KILL');
            ranFurther = true;
          } finally {
            yield* inner.write(STDOUT, 'finally');
          }
          return 0;
        });
        yield* sys.wait4(child);
        const other = sys.clone({}, function* (inner) {
          try {
            yield* inner.sleep(1000);
          } finally {
            yield* inner.write(STDOUT, 'finally');
          }
          return 0;
        });
        yield* sys.sleep(1);
        sys.kill(other, 'KILL');
        yield* sys.write(STDOUT, yield* waitStatus(sys));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('{"kind":"signaled","signal":"KILL","coreDumped":false}');
    expect(ranFurther).toBe(false);
  });

  it('leaves zombies until they are waited for, and none where SIGCHLD is ignored', () => {
    const machine = makeMachine({
      *main(sys) {
        sys.mount({ source: 'proc', target: '/proc', type: 'proc' });
        const quick = (child: Sys) => child.exit(0);
        const first = sys.clone({}, quick);
        yield* sys.sleep(10);
        const fd = yield* sys.open(`/proc/${first}/stat`, ['read']);
        const stat = new TextDecoder().decode(yield* sys.read(fd, 100));
        yield* sys.wait4(first);
        const gone = sys.access(`/proc/${first}`, 'exists');
        sys.sigaction('CHLD', { kind: 'ignore' });
        const second = sys.clone({}, quick);
        yield* sys.sleep(10);
        const left = sys.access(`/proc/${second}`, 'exists');
        const errno = yield* errnoOf(sys.wait4('any'));
        yield* sys.write(STDOUT, `${stat.split(' ').slice(0, 4).join(' ')} ${gone} ${left} ${errno}`);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('3 (main) Z 2 false false ECHILD');
  });

  it('gives orphans to PID 1, which the host itself cannot kill', () => {
    const machine = makeMachine({
      *main(sys) {
        const [read, write] = sys.pipe();
        const middle = sys.clone({}, function* (child) {
          child.clone({}, function* (grandchild) {
            yield* grandchild.sleep(100);
            yield* grandchild.write(write, `${grandchild.getppid()}`);
            return 0;
          });
          return yield* child.exit(0);
        });
        yield* sys.wait4(middle);
        const data = yield* sys.read(read, 10);
        sys.kill(1, 'KILL');
        yield* sys.write(STDOUT, `${new TextDecoder().decode(data)} ${sys.getppid()}`);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('1 1');
    expect(machine.init.ended).toBe(false);
  });

  it('answers kill(2) with ESRCH and EPERM, and reaches whole groups', () => {
    const machine = makeMachine({
      *main(sys) {
        const out: string[] = [];
        const attempt = (pid: number) => {
          try {
            sys.kill(pid, 'TERM');
            return 'ok';
          } catch (error) {
            if (error instanceof SysError) return error.errno;
            throw error;
          }
        };
        out.push(attempt(4242));
        const leader = sys.clone({}, function* (child) {
          child.setpgid(namespacePid(0), namespacePid(0));
          child.clone({}, (inner) => inner.pause());
          return yield* child.pause();
        });
        yield* sys.sleep(1);
        out.push(attempt(-leader));
        out.push(yield* waitStatus(sys));
        sys.setCredentials({ uid: 1000, gid: 1000, groups: [] });
        out.push(attempt(1));
        yield* sys.write(STDOUT, out.join(' '));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe(
      'ESRCH ok {"kind":"signaled","signal":"TERM","coreDumped":false} EPERM',
    );
  });
});
