import { describe, expect, it } from 'vitest';
import { STDOUT } from '../../../src/sim/kernel/sys.ts';
import { attempt, errnoOf, run, write } from './attempts.ts';

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
