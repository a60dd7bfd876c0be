import { describe, expect, it } from 'vitest';
import { STDOUT, type Sys, SysError, type Task } from '../../../src/sim/kernel/sys.ts';
import { dir, hardlink, link, program, text } from '../../../src/sim/kernel/tree-spec.ts';
import { type Main, makeMachine } from '../kernel/machine.ts';

/** The errno of a call that throws, else `ok`. */
function attempt(call: () => unknown): string {
  try {
    call();
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

function* errnoOf(task: Task<unknown>): Task<string> {
  try {
    yield* task;
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

function* write(sys: Sys, path: string, data: string | Uint8Array): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc']);
  try {
    yield* sys.write(fd, data);
  } finally {
    sys.close(fd);
  }
}

const run = (main: Main, options: Parameters<typeof makeMachine>[1] = {}, others = {}) =>
  makeMachine({ main, ...others }, options).run('main').stdout;

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

describe('mounts', () => {
  it('binds, hides, goes read-only and is busy while in use', () => {
    const answers = run(function* (sys) {
      for (const path of ['/tmp/a', '/tmp/b', '/tmp/t']) sys.mkdir(path);
      yield* write(sys, '/tmp/a/f', 'x');
      sys.mount({ source: '/tmp/a', target: '/tmp/b', type: 'none', flags: ['bind'] });
      const bound = sys.readdir('/tmp/b').map((entry) => entry.name);
      const across = attempt(() => sys.rename('/tmp/b/f', '/tmp/a/g'));
      sys.mount({ source: 'none', target: '/tmp/b', type: 'none', flags: ['remount', 'bind', 'ro'] });
      const readOnly = yield* errnoOf(write(sys, '/tmp/b/f', 'y'));
      const original = yield* errnoOf(write(sys, '/tmp/a/f', 'y'));
      sys.chdir('/tmp/b');
      const busy = attempt(() => sys.umount('/tmp/b'));
      sys.chdir('/');
      const free = attempt(() => sys.umount('/tmp/b'));
      const none = attempt(() => sys.umount('/tmp/b'));
      const unknown = attempt(() => sys.mount({ source: 'x', target: '/tmp/t', type: 'btrfs' }));
      const results = [
        bound,
        across,
        readOnly,
        original,
        busy,
        free,
        sys.readdir('/tmp/b').length,
        none,
        unknown,
      ];
      yield* sys.write(STDOUT, results.join(' '));
      return 0;
    });
    expect(answers).toBe('f EXDEV EROFS ok EBUSY ok 0 EINVAL ENODEV');
  });

  it('keeps a new mount namespace apart and a chroot closed', () => {
    const answers = run(function* (sys) {
      sys.mkdir('/tmp/jail');
      sys.mkdir('/tmp/jail/in');
      const child = sys.clone({ newNamespaces: ['mnt'] }, function* (inner) {
        inner.mount({ source: 'tmpfs', target: '/tmp/jail/in', type: 'tmpfs' });
        yield* write(inner, '/tmp/jail/in/f', 'x');
        inner.chroot('/tmp/jail');
        inner.chdir('/');
        const names = inner.readdir('/in').map((entry) => entry.name);
        yield* inner.write(STDOUT, `${names} ${inner.readdir('/../..').map((entry) => entry.name)} `);
        return 0;
      });
      yield* sys.wait4(child);
      yield* sys.write(STDOUT, String(sys.readdir('/tmp/jail/in').length));
      return 0;
    });
    expect(answers).toBe('f in 0');
  });

  it('connects to services through socket files while their process lives', () => {
    const answers = run(function* (sys) {
      const server = sys.clone({}, function* (inner) {
        inner.serveUnix('/tmp/s', { answer: 42 });
        return yield* inner.pause();
      });
      yield* sys.sleep(1);
      const service = sys.connectUnix('/tmp/s') as { readonly answer: number };
      const type = sys.stat('/tmp/s').type;
      sys.kill(server, 'KILL');
      const after = attempt(() => sys.connectUnix('/tmp/s'));
      const plain = attempt(() => sys.connectUnix('/etc/hostname'));
      yield* sys.write(STDOUT, `${service.answer} ${type} ${after} ${plain}`);
      return 0;
    });
    expect(answers).toBe('42 socket ENOENT ECONNREFUSED');
  });

  it('passes bytes through a fifo whose opening waits for the other end', () => {
    const answers = run(function* (sys) {
      sys.mknod('/tmp/p', 'fifo', 0o644);
      sys.clone({}, function* (inner) {
        yield* inner.sleep(100);
        yield* write(inner, '/tmp/p', 'through');
        return 0;
      });
      const fd = yield* sys.open('/tmp/p', ['read']);
      const waited = sys.monotonicMs() >= 100;
      const data = yield* sys.read(fd, 100);
      const end = yield* sys.read(fd, 100);
      yield* sys.write(STDOUT, `${waited} ${new TextDecoder().decode(data)} ${end.length}`);
      return 0;
    });
    expect(answers).toBe('true through 0');
  });
});
