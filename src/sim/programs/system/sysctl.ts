/**
 * Models sysctl of procps and of busybox (sysctl(8)): kernel settings by their names with dots. Invariant: a setting is a file
 * below /proc/sys, read and written there. Left out: -p and --system, which read files of settings; patterns.
 */
import type { Program, Sys, Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';

const ROOT = '/proc/sys';

export const sysctl = (gnu: boolean) =>
  function* (context: Context): Program {
    if (context.has('a')) return yield* show(context, ROOT, '');
    if (context.operands.length === 0) throw new UsageFailure('');
    let status = 0;
    for (const word of context.operands) status = (yield* one(context, gnu, word)) || status;
    return status;
  };

const pathOf = (name: string): string => `${ROOT}/${name.includes('/') ? name : name.replaceAll('.', '/')}`;

function* one(context: Context, gnu: boolean, word: string): Task<number> {
  const at = word.indexOf('=');
  const name = (at < 0 ? word : word.slice(0, at)).trim();
  const dotted = name.replaceAll('/', '.');
  if (!context.sys.access(pathOf(name), 'exists')) {
    if (context.has('e')) return 0;
    const unknown = at < 0 ? name : name.replaceAll('.', '/');
    yield* context.complain(
      gnu
        ? `cannot stat ${pathOf(name)}: No such file or directory`
        : `error: '${unknown}' is an unknown key`,
    );
    return 1;
  }
  if (at < 0) return yield* show(context, pathOf(name), dotted);
  return yield* change(context, gnu, dotted, word.slice(at + 1).trim());
}

/** A directory is shown with all below it. */
function* show(context: Context, path: string, name: string): Task<number> {
  const { sys } = context;
  if (sys.stat(path).type === 'directory') {
    for (const entry of [...sys.readdir(path)].sort((a, b) => (a.name < b.name ? -1 : 1)))
      yield* show(context, `${path}/${entry.name}`, name === '' ? entry.name : `${name}.${entry.name}`);
    return 0;
  }
  const value = (yield* readText(sys, path)).replace(/\n$/, '');
  yield* context.out(`${lineOf(context, name, value)}\n`);
  return 0;
}

function lineOf(context: Context, name: string, value: string): string {
  if (context.has('N')) return name;
  return context.has('n') ? value : `${name} = ${value}`;
}

function* change(context: Context, gnu: boolean, name: string, value: string): Task<number> {
  try {
    yield* writeSetting(context.sys, pathOf(name), value);
  } catch (error) {
    if (!gnu && errnoOf(error) === 'EINVAL') throw new Failure('write error: Invalid argument');
    const why = words(error);
    yield* context.complain(
      gnu
        ? errnoOf(error) === 'EINVAL'
          ? `setting key "${name}": ${why}`
          : `permission denied on key "${name}"`
        : `error setting key '${name}': ${why}`,
    );
    return gnu && errnoOf(error) === 'EROFS' ? 255 : 1;
  }
  if (!context.has('q')) yield* context.out(`${lineOf(context, name, value)}\n`);
  return 0;
}

function* writeSetting(sys: Sys, path: string, value: string): Task<void> {
  const fd = yield* sys.open(path, ['write']);
  try {
    yield* sys.write(fd, `${value}\n`);
  } finally {
    sys.close(fd);
  }
}
