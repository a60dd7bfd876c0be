/**
 * Models tar(1) of GNU (1.35) and of busybox: c, x, t, and r of GNU, on files and pipes. Invariant: the format is that of the engine's
 * archives, so `docker export | tar t` and `tar c | docker import` meet. Left out, and said so: compression but gzip, -u, -A, -d, --delete.
 */
import { readTar, TarError, type TarMember } from '../../engine/tar/tar-format.ts';
import { type Fd, type Program, type ProgramMain, STDIN, STDOUT, type Task } from '../../kernel/sys.ts';
import { gunzipped, isGzip } from '../gzip/format.ts';
import { err, readAll } from '../lib/io.ts';
import {
  baseName,
  busybox,
  type Context,
  Failure,
  gnu,
  words as reasonOf,
  UsageFailure,
} from '../lib/program.ts';
import { createTar } from './tar-create.ts';
import { extractTar, listTar } from './tar-extract.ts';
import { TarRun } from './tar-run.ts';
import { BUSYBOX_TAR, GNU_TAR, type TarWords } from './tar-words.ts';

const NO_MODE = "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options";
const BLOCK = 512;

const tar = (wording: TarWords) =>
  function* (context: Context): Program {
    const mode = context.options.order.findLast((key) => 'cxtr'.includes(key));
    if (mode === undefined) throw new UsageFailure(wording.gnu ? NO_MODE : '');
    const run = new TarRun(context, wording);
    if (mode === 'c' || mode === 'r') return yield* create(run, mode === 'r');
    const members = yield* membersOf(run);
    yield* run.enter();
    return yield* mode === 't' ? listTar(run, members) : extractTar(run, members);
  };

function* create(run: TarRun, appending: boolean): Program {
  const { context } = run;
  if (context.operands.length === 0) {
    if (run.words.gnu) throw new UsageFailure(run.words.emptyArchive);
    throw new Failure(run.words.emptyArchive);
  }
  const before = appending ? yield* withoutEnd(run) : new Uint8Array(0);
  const path = context.value('f') ?? '-';
  const output = path === '-' ? STDOUT : yield* openArchive(run, path, true);
  if (output === STDOUT && context.sys.isatty(STDOUT))
    return yield* run.fail('Refusing to write archive contents to terminal (missing -f option?)');
  yield* run.enter();
  return yield* createTar(run, output, before, context.has('z'));
}

function* openArchive(run: TarRun, path: string, writing: boolean): Task<Fd> {
  try {
    return yield* run.context.sys.open(path, writing ? ['write', 'create', 'trunc'] : ['read'], 0o666);
  } catch (error) {
    return yield* run.fail(run.words.cannotOpen(path, reasonOf(error)));
  }
}

function* bytesOf(run: TarRun): Task<Uint8Array> {
  const { sys } = run.context;
  const path = run.context.value('f') ?? '-';
  const fd = path === '-' ? STDIN : yield* openArchive(run, path, false);
  if (fd === STDIN && sys.isatty(STDIN))
    return yield* run.fail('Refusing to read archive contents from terminal (missing -f option?)');
  const bytes = yield* readAll(sys, fd);
  if (fd !== STDIN) sys.close(fd);
  return yield* unpacked(run, bytes);
}

/** GNU knows gzip by its first bytes; -z insists on it. */
function* unpacked(run: TarRun, bytes: Uint8Array): Task<Uint8Array> {
  const { gnu: isGnu } = run.words;
  const asked = run.context.has('z');
  if (!asked && !(isGnu && isGzip(bytes))) return bytes;
  if (isGzip(bytes)) return gunzipped(bytes);
  if (!isGnu) return yield* run.fail('invalid magic');
  yield* err(run.context.sys, '\ngzip: stdin: not in gzip format\n');
  yield* run.complain('Child returned status 1');
  throw new Failure('Error is not recoverable: exiting now', run.words.status);
}

/** The archive up to the two empty blocks at its end. */
function* withoutEnd(run: TarRun): Task<Uint8Array> {
  const bytes = yield* bytesOf(run);
  let end = bytes.length;
  while (end >= BLOCK && bytes.subarray(end - BLOCK, end).every((byte) => byte === 0)) end -= BLOCK;
  return bytes.slice(0, end);
}

function* membersOf(run: TarRun): Task<readonly TarMember[]> {
  const bytes = yield* bytesOf(run);
  try {
    if (bytes.length === 0) throw new TarError('unexpected EOF');
    return readTar(bytes);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    const short = bytes.length < BLOCK;
    if (!run.words.gnu) return yield* run.fail(run.words.noArchive(short));
    if (!short && error.message === 'unexpected EOF') return yield* run.fail('Unexpected EOF in archive');
    yield* run.complain(run.words.noArchive(short));
    throw new Failure(run.words.afterErrors, run.words.status);
  }
}

const LONG = {
  create: 'c',
  gzip: 'z',
  gunzip: 'z',
  extract: 'x',
  get: 'x',
  list: 't',
  append: 'r',
  file: 'f:',
  directory: 'C:',
  verbose: 'v',
  'to-stdout': 'O',
  'keep-old-files': 'k',
  touch: 'm',
  dereference: 'h',
  'preserve-permissions': 'p',
  'same-permissions': 'p',
  'no-same-owner': 'o',
  'strip-components': 'strip:',
  exclude: 'exclude:',
};
const GNU_REAL = 'AbdBFgGHiIjJKlLMnNPRsSTuUVwWXZaz';

const gnuMain = gnu({
  short: 'cxtrf:C:vOkmhpoz',
  long: LONG,
  real: GNU_REAL,
  realLong: [
    'bzip2',
    'xz',
    'zstd',
    'update',
    'delete',
    'diff',
    'compare',
    'numeric-owner',
    'owner',
    'group',
    'transform',
  ],
  usageStatus: 2,
  usage: "Try 'tar --help' or 'tar --usage' for more information.\n",
  version: 'tar (GNU tar) 1.35\n',
  run: tar(GNU_TAR),
});

const busyboxMain = busybox({
  short: 'cxtf:C:vOkmhopz',
  long: { 'strip-components': 'strip:', exclude: 'exclude:' },
  real: 'ZJjaTX',
  realLong: ['lzma', 'overwrite', 'no-recursion', 'numeric-owner', 'to-command', 'no-same-permissions'],
  run: tar(BUSYBOX_TAR),
});

/** `tar cvf a.tar -C dir x`: the letters of the first word take their values from the words after it, in order. */
function modern(args: readonly string[]): readonly string[] | string {
  const [first = '', ...rest] = args;
  if (first === '' || first.startsWith('-')) return args;
  const words: string[] = [];
  for (const letter of first) {
    words.push(`-${letter}`);
    if (letter !== 'f' && letter !== 'C') continue;
    const value = rest.shift();
    if (value === undefined) return letter;
    words.push(value);
  }
  return [...words, ...rest];
}

export const gnuTar: ProgramMain = function* (sys, [name = 'tar', ...args]) {
  const words = modern(args);
  if (typeof words !== 'string') return yield* gnuMain(sys, [name, ...words]);
  const usage = "Try 'tar --help' or 'tar --usage' for more information.\n";
  yield* err(sys, `${baseName(name)}: Old option '${words}' requires an argument.\n${usage}`);
  return 2;
};

export const busyboxTar: ProgramMain = (sys, [name = 'tar', first = '', ...rest]) => {
  const dashed = first === '' || first.startsWith('-') ? first : `-${first}`;
  return busyboxMain(sys, [name, ...(first === '' ? [] : [dashed]), ...rest]);
};
