import { describe, expect, it } from 'vitest';
import { STDOUT, type Sys } from '../../../src/sim/kernel/sys.ts';
import { dir, hardlink, link, program, text } from '../../../src/sim/kernel/tree-spec.ts';
import { type Main, makeMachine } from '../kernel/machine.ts';
import { attempt, errnoOf, run, write } from './attempts.ts';

describe('files', () => {
  it('answers with the errnos of the man pages', () => {
    const answers = run(function* (sys) {
      sys.mkdir('/tmp/full');
      yield* write(sys, '/tmp/full/f', 'x');
      sys.symlink('loop', '/tmp/loop');
      const results = [
        attempt(() => sys.rmdir('/tmp/full')),
        attempt(() => sys.rmdir('/tmp/full/f')),
        attempt(() => sys.unlink('/tmp/full')),
        attempt(() => sys.mkdir('/tmp/full')),
        attempt(() => sys.stat('/tmp/none/x')),
        attempt(() => sys.stat('/tmp/full/f/x')),
        attempt(() => sys.stat('/tmp/loop')),
        attempt(() => sys.link('/tmp/full', '/tmp/l')),
        attempt(() => sys.rename('/tmp/full', '/tmp/full/in')),
        attempt(() => sys.readlink('/tmp/full')),
        attempt(() => sys.stat(`/tmp/${'x'.repeat(256)}`)),
        yield* errnoOf(sys.open('/tmp/full', ['write'])),
        yield* errnoOf(sys.open('/tmp/full/f', ['write', 'create', 'excl'])),
        yield* errnoOf(sys.open('', ['read'])),
      ];
      yield* sys.write(STDOUT, results.join(' '));
      return 0;
    });
    expect(answers).toBe(
      'ENOTEMPTY ENOTDIR EISDIR EEXIST ENOENT ENOTDIR ELOOP EPERM EINVAL EINVAL ENAMETOOLONG EISDIR EEXIST ENOENT',
    );
  });

  it('holds users to modes, owners and the sticky bit', () => {
    const answers = run(
      function* (sys) {
        yield* write(sys, '/tmp/roots', 'x');
        sys.setCredentials({ uid: 1000, gid: 1000, groups: [1000] });
        const results = [
          yield* errnoOf(sys.open('/secret', ['read'])),
          yield* errnoOf(sys.open('/shared', ['read'])),
          yield* errnoOf(sys.open('/etc/new', ['write', 'create'])),
          attempt(() => sys.unlink('/tmp/roots')),
          attempt(() => sys.chmod('/tmp/roots', 0o777)),
          attempt(() => sys.chown('/tmp/roots', 1000, 1000)),
          attempt(() => sys.mknod('/tmp/dev', 'char-device', 0o666, { major: 1, minor: 3 })),
          attempt(() => sys.chroot('/tmp')),
          attempt(() => sys.sethostname('x')),
          yield* errnoOf(write(sys, '/tmp/mine', 'y')),
        ];
        yield* sys.write(STDOUT, `${results.join(' ')} ${sys.stat('/tmp/mine').uid}`);
        return 0;
      },
      { root: { secret: text('s', { mode: 0o600 }), shared: text('s', { mode: 0o640, gid: 1000 }) } },
    );
    expect(answers).toBe('EACCES ok EACCES EPERM EPERM EPERM EPERM EPERM EPERM ok 1000');
  });

  it('runs programs that were copied, and honours set-id bits and no_new_privs', () => {
    const main: Main = function* (sys) {
      const from = yield* sys.open('/bin/who', ['read']);
      const to = yield* sys.open('/tmp/copy', ['write', 'create'], 0o777);
      for (;;) {
        const data = yield* sys.read(from, 65536);
        if (data.length === 0) break;
        yield* sys.write(to, data);
      }
      const exec = (path: string, prepare: (child: Sys) => void = () => {}) =>
        sys.clone({}, function* (child) {
          prepare(child);
          child.setCredentials({ uid: 1000, gid: 1000, groups: [] });
          return yield* child.execve(path, [path], new Map());
        });
      yield* sys.wait4(exec('/tmp/copy'));
      yield* sys.wait4(exec('/sid'));
      yield* sys.wait4(exec('/sid', (child) => child.setNoNewPrivs()));
      yield* sys.write(STDOUT, String(sys.stat('/tmp/copy').sizeBytes));
      return 0;
    };
    const who: Main = function* (sys, argv) {
      yield* sys.write(STDOUT, `${argv[0]} ${sys.getuid()} ${sys.geteuid()} ${sys.getCapabilities().size}\n`);
      return 0;
    };
    const root = { sid: program('who', 5000, { mode: 0o4755 }) };
    expect(run(main, { root }, { who })).toBe(
      '/tmp/copy 1000 1000 0\n/sid 1000 0 41\n/sid 1000 1000 0\n20000',
    );
  });

  it('counts links, frees bytes with the last name, and keeps what is open', () => {
    const machine = makeMachine(
      {
        *main(sys) {
          const links = ['/a/one', '/a/two', '/b'].map((path) => sys.stat(path).nlink).join();
          const same = sys.stat('/b').ino === sys.stat('/a/one').ino;
          yield* write(sys, '/tmp/f', 'hello');
          const fd = yield* sys.open('/tmp/f', ['read']);
          sys.unlink('/tmp/f');
          const data = yield* sys.read(fd, 10);
          yield* sys.write(
            STDOUT,
            `${links} ${same} ${new TextDecoder().decode(data)} ${sys.fstat(fd).nlink}`,
          );
          return 0;
        },
      },
      { root: { a: dir({ one: text('1'), two: hardlink('/a/one') }), b: hardlink('/a/one'), c: link('b') } },
    );
    expect(machine.run('main').stdout).toBe('3,3,3 true hello 0');
    expect(machine.kernel.storedBytes).toBe(0);
  });

  it('stores a gigabyte of zeros for nothing and refuses what does not fit', () => {
    const machine = makeMachine(
      {
        *main(sys) {
          const zero = yield* sys.open('/dev/zero', ['read']);
          const out = yield* sys.open('/tmp/zeros', ['write', 'create']);
          for (let i = 0; i < 1024; i += 1) yield* sys.write(out, yield* sys.read(zero, 1_048_576));
          const stored = yield* errnoOf(write(sys, '/tmp/data', new Uint8Array(2_000_000).fill(1)));
          sys.mkdir('/tmp/small');
          sys.mount({ source: 'tmpfs', target: '/tmp/small', type: 'tmpfs', data: 'size=64k' });
          const small = yield* errnoOf(write(sys, '/tmp/small/f', new Uint8Array(100_000)));
          const full = yield* errnoOf(write(sys, '/dev/full', 'x'));
          yield* sys.write(STDOUT, `${sys.stat('/tmp/zeros').sizeBytes} ${stored} ${small} ${full}`);
          return 0;
        },
      },
      { limits: { storedBytes: 1_000_000 } },
    );
    expect(machine.run('main').stdout).toBe('1073741824 ENOSPC ENOSPC ENOSPC');
    expect(machine.kernel.storedBytes).toBeLessThan(1_000_001);
  });
});
