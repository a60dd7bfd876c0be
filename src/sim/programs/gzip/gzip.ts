/**
 * Models gzip, gunzip and zcat of GNU (gzip(1)) and of busybox. Invariant: a file goes away only when the other is whole. Left out:
 * levels of compression, which are all the same here, -r, -S, .Z and .zip.
 */
import { type Program, STDIN, STDOUT, type Task } from '../../kernel/sys.ts';
import { readAll, readFile } from '../lib/io.ts';
import { type Context, Failure, words } from '../lib/program.ts';
import { gunzipped, gzipped, isGzip } from './format.ts';
import { BadStream } from './inflate.ts';

/** What is said of the content stands after an empty line. */
class BadFile extends Failure {}

interface Family {
  readonly gnu: boolean;
  readonly unpacks: boolean;
  readonly toOutput: boolean;
}

export const gzip = (family: Family) =>
  function* (context: Context): Program {
    const paths = context.operands.length === 0 ? ['-'] : context.operands;
    let status = 0;
    for (const path of paths) {
      try {
        yield* one(context, family, path);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const blank = error instanceof BadFile && family.gnu ? '\n' : '';
        const name = family.gnu ? 'gzip' : context.name;
        yield* context.sys.write(2, `${blank}${name}: ${error.message}\n`);
        status = Math.max(status, error.status);
      }
    }
    return status;
  };

const unpacking = (context: Context, { unpacks }: Family): boolean =>
  unpacks || context.has('d') || context.has('t');

function* one(context: Context, family: Family, path: string): Task<void> {
  const { sys } = context;
  if (path === '-') {
    if (!unpacking(context, family) && sys.isatty(STDOUT) && !context.has('f'))
      throw new Failure(
        'compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h',
      );
    const data = yield* readAll(sys, STDIN);
    if (context.has('t')) converted(context, family, data, 'stdin');
    else yield* sys.write(STDOUT, converted(context, family, data, 'stdin'));
    return;
  }
  const from = nameIn(context, family, path);
  const data = yield* contentOf(context, family, from);
  const replaces = !family.toOutput && !context.has('c') && !context.has('t');
  if (replaces) nameOut(context, family, from);
  if (context.has('t')) {
    converted(context, family, data, from);
    return;
  }
  if (family.toOutput || context.has('c')) {
    yield* sys.write(STDOUT, converted(context, family, data, from));
    return;
  }
  yield* replace(context, family, from, converted(context, family, data, from), data.length);
}

/** gunzip looks for the name with .gz as well. */
function nameIn(context: Context, family: Family, path: string): string {
  const { sys } = context;
  if (sys.access(path, 'exists')) return path;
  if (!unpacking(context, family) || path.endsWith('.gz') || !family.gnu) return path;
  return `${path}.gz`;
}

function* contentOf(context: Context, family: Family, path: string): Task<Uint8Array> {
  const { sys } = context;
  try {
    if (sys.stat(path).type === 'directory')
      throw new Failure(`${path} is a directory -- ignored`, family.gnu ? 2 : 1);
    return yield* readFile(sys, path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${path}: ${words(error)}`);
  }
}

function converted(context: Context, family: Family, data: Uint8Array, path: string): Uint8Array {
  const { sys } = context;
  if (!unpacking(context, family)) {
    const original =
      path === 'stdin'
        ? { name: '', mtimeSeconds: 0 }
        : {
            name: path.split('/').at(-1) ?? '',
            mtimeSeconds: Math.floor(sys.stat(path).mtimeMs / 1000),
          };
    return gzipped(data, original);
  }
  if (!isGzip(data)) throw notGzip(family, path, data.length);
  try {
    return gunzipped(data);
  } catch (error) {
    if (!(error instanceof BadStream)) throw error;
    throw new BadFile(family.gnu ? `${path}: ${error.message}` : 'corrupted data');
  }
}

function notGzip(family: Family, path: string, length: number): Failure {
  if (!family.gnu) return new Failure(family.toOutput ? 'no gzip/bzip2/xz magic' : 'invalid magic');
  return new BadFile(length === 0 ? `${path}: unexpected end of file` : `${path}: not in gzip format`);
}

function* replace(
  context: Context,
  family: Family,
  from: string,
  data: Uint8Array,
  before: number,
): Task<void> {
  const { sys } = context;
  const to = nameOut(context, family, from);
  if (sys.access(to, 'exists') && !context.has('f')) {
    if (family.gnu) throw new Failure(`${to} already exists;\tnot overwritten`, 2);
    throw new Failure(`can't open '${to}': File exists`);
  }
  const { mode, uid, gid } = sys.stat(from);
  const fd = yield* sys.open(to, ['write', 'create', 'trunc'], mode);
  yield* sys.write(fd, data);
  sys.close(fd);
  if (sys.geteuid() === 0) sys.chown(to, uid, gid);
  if (!context.has('k')) sys.unlink(from);
  if (!context.has('v') || !family.gnu) return;
  const [small, large] = unpacking(context, family) ? [before, data.length] : [data.length, before];
  const saved = large === 0 ? 0 : 100 - ((small - 18 - from.length) * 100) / large;
  const verb = context.has('k') ? 'created' : 'replaced with';
  yield* sys.write(2, `${from}:\t${saved.toFixed(1).padStart(5)}% -- ${verb} ${to}\n`);
}

function nameOut(context: Context, family: Family, from: string): string {
  if (!unpacking(context, family)) {
    if (from.endsWith('.gz') && family.gnu)
      throw new Failure(`${from} already has .gz suffix -- unchanged`, 2);
    return `${from}.gz`;
  }
  if (from.endsWith('.tgz')) return from.replace(/\.tgz$/, '.tar');
  if (from.endsWith('.gz')) return from.slice(0, -3);
  throw family.gnu
    ? new Failure(`${from}: unknown suffix -- ignored`, 2)
    : new Failure(`${from}: unknown suffix - ignored`);
}
