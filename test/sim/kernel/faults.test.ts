import { describe, expect, it } from 'vitest';
import { STDOUT, SysError } from '../../../src/sim/kernel/sys.ts';
import { makeMachine } from './machine.ts';
import { errnoOf } from './outcomes.ts';

describe('faults and limits', () => {
  it('records a program that throws as a fault and ends it as by SEGV', () => {
    const machine = makeMachine({
      // biome-ignore lint/correctness/useYield: it throws before it could
      *bad() {
        throw new TypeError('bug');
      },
    });
    const { process } = machine.start('bad');
    machine.kernel.runUntil(() => process.ended, { maxVirtualMs: 1000, maxSteps: 1000 });
    expect(process.exitStatus).toEqual({ kind: 'signaled', signal: 'SEGV', coreDumped: true });
    expect(machine.kernel.faults).toEqual([{ pid: 2, comm: 'bad', error: new TypeError('bug') }]);
  });

  it('stops a fork bomb and an open loop with errnos', () => {
    const machine = makeMachine(
      {
        *main(sys) {
          let children = 0;
          let forked = '';
          try {
            for (;;) {
              sys.clone({}, (child) => child.pause());
              children += 1;
            }
          } catch (error) {
            if (error instanceof SysError) forked = error.errno;
          }
          let opened = 'none';
          while (opened === 'none') opened = yield* errnoOf(sys.open('/dev/null', ['read']));
          yield* sys.write(STDOUT, `${children} ${forked} ${opened}`);
          return 0;
        },
      },
      { limits: { processes: 50, openFiles: 20 } },
    );
    expect(machine.run('main').stdout).toBe('48 EAGAIN ENFILE');
  });

  it('throttles a busy group to its cpu.max', () => {
    const machine = makeMachine({
      *spin(sys) {
        for (;;) yield* sys.compute(1);
      },
      *main(sys) {
        sys.mount({ source: 'cgroup2', target: '/sys', type: 'cgroup2' });
        sys.mkdir('/sys/slow');
        const fd = yield* sys.open('/sys/slow/cpu.max', ['write']);
        yield* sys.write(fd, '10000 100000');
        sys.clone({ cgroup: '/slow' }, (child) => child.execve('/bin/spin', ['spin'], new Map()));
        yield* sys.sleep(10_000);
        const stat = yield* sys.open('/sys/slow/cpu.stat', ['read']);
        const words = new TextDecoder().decode(yield* sys.read(stat, 100)).split(/\s+/);
        yield* sys.write(STDOUT, String(Math.round(Number(words[1]) / 100_000)));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('10');
  });
});
