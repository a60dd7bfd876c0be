import { describe, expect, it } from 'vitest';
import { STDOUT, type Sys, SysError, type Task } from '../../../src/sim/kernel/sys.ts';
import { dir, link, type TreeSpec, text } from '../../../src/sim/kernel/tree-spec.ts';
import { overlayChanges } from '../../../src/sim/vfs/overlay-changes.ts';
import { makeMachine } from '../kernel/machine.ts';

const BASE: TreeSpec = {
  d: dir({ a: text('a'), b: text('b') }),
  only: dir({ x: text('x') }),
  file: text('base\n', { mode: 0o640, uid: 5, gid: 6 }),
  sym: link('file'),
};
const TOP: TreeSpec = { d: dir({ b: { kind: 'whiteout' }, c: text('c') }) };

function mountOverlay(sys: Sys, name: string): string {
  for (const part of ['', '/up', '/work', '/root']) sys.mkdir(`/tmp/${name}${part}`);
  const data = `lowerdir=/tmp/top:/tmp/base,upperdir=/tmp/${name}/up,workdir=/tmp/${name}/work`;
  sys.mount({ source: 'overlay', target: `/tmp/${name}/root`, type: 'overlay', data });
  return `/tmp/${name}/root`;
}

function makeLayers(sys: Sys): void {
  for (const path of ['/tmp/base', '/tmp/top']) sys.mkdir(path);
  sys.extractTree('/tmp/base', BASE);
  sys.extractTree('/tmp/top', TOP);
}

const names = (sys: Sys, path: string): string =>
  sys
    .readdir(path)
    .map((entry) => entry.name)
    .sort()
    .join();

function* append(sys: Sys, path: string, words: string): Task<void> {
  const fd = yield* sys.open(path, ['write', 'append', 'create']);
  yield* sys.write(fd, words);
  sys.close(fd);
}

function* read(sys: Sys, path: string): Task<string> {
  const fd = yield* sys.open(path, ['read']);
  const data = yield* sys.read(fd, 1000);
  sys.close(fd);
  return new TextDecoder().decode(data);
}

const run = (body: (sys: Sys) => Task<readonly unknown[]>) =>
  makeMachine({
    *main(sys) {
      makeLayers(sys);
      const results = yield* body(sys);
      yield* sys.write(STDOUT, results.join(' '));
      return 0;
    },
  }).run('main').stdout;

describe('overlay', () => {
  it('merges layers; merged directories have one link, as overlayfs shows', () => {
    const out = run(function* (sys) {
      const root = mountOverlay(sys, 'one');
      yield* sys.compute(0);
      return [names(sys, `${root}/d`), sys.stat(`${root}/d`).nlink, sys.stat(`${root}/only`).nlink];
    });
    expect(out).toBe('a,c 1 2');
  });

  it('copies up with owner and mode, for one container and not for another on the same layers', () => {
    const out = run(function* (sys) {
      const one = mountOverlay(sys, 'one');
      const two = mountOverlay(sys, 'two');
      yield* append(sys, `${one}/sym`, 'more\n');
      const { mode, uid, gid, nlink } = sys.stat('/tmp/one/up/file');
      const texts = [
        yield* read(sys, `${one}/file`),
        yield* read(sys, `${two}/file`),
        yield* read(sys, '/tmp/base/file'),
      ];
      return [JSON.stringify(texts), mode.toString(8), uid, gid, nlink, names(sys, '/tmp/two/up')];
    });
    expect(out).toBe('["base\\nmore\\n","base\\n","base\\n"] 640 5 6 1 ');
  });

  it('leaves whiteouts, and opaque directories where one was made anew', () => {
    const out = run(function* (sys) {
      const root = mountOverlay(sys, 'one');
      sys.unlink(`${root}/only/x`);
      sys.rmdir(`${root}/only`);
      sys.unlink(`${root}/d/a`);
      sys.mkdir(`${root}/only`);
      yield* append(sys, `${root}/only/new`, 'n');
      const whiteout = sys.lstat('/tmp/one/up/d/a');
      const changes = overlayChanges(sys, '/tmp/one/up', ['/tmp/top', '/tmp/base']);
      const words = changes.map(({ kind, path }) => `${kind}${path}`).join();
      return [names(sys, `${root}/only`), names(sys, `${root}/d`), whiteout.type, words];
    });
    expect(out).toBe('new c char-device C/d,D/d/a,C/only,A/only/new');
  });

  it('renames files by copying up, and refuses directories of lower layers with EXDEV', () => {
    const out = run(function* (sys) {
      const root = mountOverlay(sys, 'one');
      sys.rename(`${root}/file`, `${root}/d/moved`);
      let errno = 'none';
      try {
        sys.rename(`${root}/only`, `${root}/other`);
      } catch (error) {
        if (error instanceof SysError) errno = error.errno;
      }
      sys.mkdir(`${root}/fresh`);
      sys.rename(`${root}/fresh`, `${root}/renamed`);
      return [(yield* read(sys, `${root}/d/moved`)).trim(), names(sys, root), errno, names(sys, '/tmp/base')];
    });
    expect(out).toBe('base d,only,renamed,sym EXDEV d,file,only,sym');
  });
});
