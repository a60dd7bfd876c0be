import { describe, expect, it } from 'vitest';
import { STDIN, STDOUT, type Sys, SysError } from '../../../src/sim/kernel/sys.ts';
import { text } from '../../../src/sim/kernel/tree-spec.ts';
import { makeMachine } from './machine.ts';

const decode = (data: Uint8Array) => new TextDecoder().decode(data);

describe('processes', () => {
  it('runs a program, gives it its standard input and collects its output and exit code', () => {
    const machine = makeMachine({
      *upper(sys, argv) {
        const data = yield* sys.read(STDIN, 100);
        yield* sys.write(STDOUT, `${argv[0]} ${sys.getpid()} ${sys.getppid()} ${decode(data).toUpperCase()}`);
        return 7;
      },
    });
    expect(machine.run('upper', { stdin: 'abc' })).toEqual({
      stdout: 'upper 2 1 ABC',
      stderr: '',
      status: { kind: 'exited', code: 7 },
    });
  });

  it('forks, execs and waits', () => {
    const machine = makeMachine({
      *child(sys, argv) {
        yield* sys.write(STDOUT, `${argv.join(' ')} ${sys.env.get('A')}\n`);
        return 3;
      },
      *parent(sys) {
        const pid = sys.clone({}, (inner: Sys) =>
          inner.execve('/bin/child', ['c', 'x'], new Map([['A', 'b']])),
        );
        const waited = yield* sys.wait4('any');
        yield* sys.write(STDOUT, JSON.stringify({ pid, waited }));
        return 0;
      },
    });
    expect(machine.run('parent').stdout).toBe(
      'c x b\n{"pid":3,"waited":{"pid":3,"status":{"kind":"exited","code":3}}}',
    );
  });

  it('follows #! and refuses texts, missing files and files without x as execve(2) does', () => {
    const machine = makeMachine(
      {
        *sh(sys, argv) {
          yield* sys.write(STDOUT, argv.join('|'));
          return 0;
        },
        *main(sys) {
          for (const path of ['/tmp/plain', '/tmp/none', '/tmp/locked', '/tmp']) {
            try {
              yield* sys.execve(path, [path], new Map());
            } catch (error) {
              if (!(error instanceof SysError)) throw error;
              yield* sys.write(STDOUT, `${error.errno} `);
            }
          }
          return yield* sys.execve('/tmp/script', ['script', 'arg'], new Map());
        },
      },
      {
        root: {
          tmp: {
            kind: 'dir',
            entries: {
              plain: text('echo hi\n', { mode: 0o755 }),
              locked: text('#!/bin/sh\n'),
              script: text('#!/bin/sh -e \necho\n', { mode: 0o755 }),
            },
          },
        },
      },
    );
    expect(machine.run('main').stdout).toBe('ENOEXEC ENOENT EACCES EACCES /bin/sh|-e|/tmp/script|arg');
  });

  it('blocks readers of an empty pipe and kills writers without a reader', () => {
    const machine = makeMachine({
      *main(sys) {
        const [read, write] = sys.pipe();
        sys.clone({}, function* (child) {
          child.close(read);
          yield* child.sleep(1000);
          yield* child.write(write, 'late');
          return 0;
        });
        sys.close(write);
        const data = yield* sys.read(read, 10);
        const end = yield* sys.read(read, 10);
        yield* sys.wait4('any');
        const [read2, write2] = sys.pipe();
        sys.clone({}, function* (child) {
          child.close(read2);
          for (;;) yield* child.write(write2, 'y\n'.repeat(1000));
        });
        sys.close(write2);
        yield* sys.read(read2, 10);
        sys.close(read2);
        const waited = yield* sys.wait4('any');
        yield* sys.write(STDOUT, `${decode(data)} ${end.length} ${JSON.stringify(waited?.status)}`);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('late 0 {"kind":"signaled","signal":"PIPE","coreDumped":false}');
  });

  it('lets virtual time jump while all sleep', () => {
    const machine = makeMachine({
      *main(sys) {
        const before = sys.realtimeMs();
        yield* sys.sleep(90_000);
        yield* sys.write(STDOUT, String(Math.round((sys.realtimeMs() - before) / 1000)));
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('90');
  });

  it('passes time at bearable cost beside a busy loop', () => {
    const machine = makeMachine({
      *spin(sys) {
        for (;;) yield* sys.compute(0.01);
      },
      *main(sys) {
        yield* sys.sleep(60_000);
        return 0;
      },
    });
    machine.start('spin');
    expect(machine.run('main').status).toEqual({ kind: 'exited', code: 0 });
  });

  it('stops a program that only writes at the step limit, and runs others beside it', () => {
    const machine = makeMachine({
      *yes(sys) {
        const fd = yield* sys.open('/dev/null', ['write']);
        for (;;) yield* sys.write(fd, 'y\n');
      },
      *main(sys) {
        yield* sys.sleep(5000);
        return 0;
      },
    });
    const { process } = machine.start('yes');
    expect(machine.run('main').status).toEqual({ kind: 'exited', code: 0 });
    expect(machine.kernel.runUntil(() => process.ended, { maxVirtualMs: 1e9, maxSteps: 500 })).toBe(
      'step-limit',
    );
  });

  it('does the same again from the same seed', () => {
    const once = () =>
      makeMachine({
        *main(sys) {
          const [read, write] = sys.pipe();
          for (const name of ['a', 'b', 'c']) {
            sys.clone({}, function* (child) {
              yield* child.sleep(child.random() * 100);
              yield* child.write(write, `${name}${child.getpid()}@${child.monotonicMs()} `);
              return 0;
            });
          }
          for (let left = 3; left > 0; left -= 1) yield* sys.wait4('any');
          yield* sys.write(STDOUT, yield* sys.read(read, 1000));
          return 0;
        },
      }).run('main').stdout;
    expect(once()).toBe(once());
  });

  it('reads, writes, lists and removes files', () => {
    const machine = makeMachine({
      *main(sys) {
        sys.mkdir('/tmp/d');
        sys.chdir('/tmp/d');
        const fd = yield* sys.open('f', ['write', 'create', 'append']);
        yield* sys.write(fd, 'one\n');
        yield* sys.write(fd, 'two\n');
        sys.link('f', 'g');
        sys.symlink('g', 'h');
        sys.rename('f', 'z');
        const again = yield* sys.open('h', ['read']);
        const data = yield* sys.read(again, 100);
        const names = sys.readdir('.').map((entry) => `${entry.name}:${entry.type}`);
        const { nlink, mode } = sys.stat('g');
        yield* sys.write(STDOUT, `${sys.getcwd()} ${decode(data)}${names} ${nlink} ${mode.toString(8)}`);
        return 0;
      },
    });
    expect(machine.run('main').stdout).toBe('/tmp/d one\ntwo\ng:file,h:symlink,z:file 2 644');
  });
});
