/**
 * Models mkfifo, mknod, mktemp, truncate, unlink, link, realpath and sync (their man pages). Invariant: names that are made up come from
 * the machine's seed. Left out: contexts, references, -z.
 */
import type { FileType, Program, Sys } from '../../kernel/sys.ts';
import { parseMode } from '../lib/modes.ts';
import { joinPath, statOrNull } from '../lib/paths.ts';
import { type Context, Failure, UsageFailure, words } from '../lib/program.ts';

const modeOf = (context: Context): number =>
  parseMode(context.value('m') ?? '666', { mode: 0o666, directory: false, umask: 0 }) ?? 0o666;

export const mkfifo = (gnu: boolean) =>
  function* (context: Context): Program {
    if (context.operands.length === 0) throw new UsageFailure('missing operand');
    let status = 0;
    for (const path of context.operands) {
      try {
        context.sys.mknod(path, 'fifo', modeOf(context));
      } catch (error) {
        yield* context.complain(
          gnu ? `cannot create fifo '${path}': ${words(error)}` : `${path}: ${words(error)}`,
        );
        status = 1;
      }
    }
    return status;
  };

const TYPES: Readonly<Record<string, FileType>> = {
  b: 'block-device',
  c: 'char-device',
  u: 'char-device',
  p: 'fifo',
};

export const mknod = () =>
  function* (context: Context): Program {
    const [path, letter = '', major, minor] = context.operands;
    if (path === undefined) throw new UsageFailure('missing operand');
    const type = TYPES[letter];
    if (type !== 'fifo' && (major === undefined || minor === undefined))
      throw new UsageFailure(
        `missing operand after ‘${context.operands.at(-1) ?? ''}’\nSpecial files require major and minor device numbers.`,
      );
    if (type === undefined) throw new UsageFailure(`invalid device type '${letter}'`);
    yield* context.sys.compute(0);
    try {
      context.sys.mknod(path, type, modeOf(context), {
        major: Number(major ?? 0),
        minor: Number(minor ?? 0),
      });
      return 0;
    } catch (error) {
      throw new Failure(`${path}: ${words(error)}`);
    }
  };

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function freeName(sys: Sys, template: string): string {
  for (;;) {
    const letter = (): string => LETTERS[Math.floor(sys.random() * LETTERS.length)] ?? 'a';
    const name = template.replace(/X+$/, (run) => [...run].map(letter).join(''));
    if (statOrNull(sys, name, false) === null) return name;
  }
}

export const mktemp = (gnu: boolean) => (context: Context) => makeTemporary(context, gnu);

function templateOf(context: Context, gnu: boolean): string {
  const [given] = context.operands;
  const template = given ?? (gnu ? 'tmp.XXXXXXXXXX' : 'tmp.XXXXXX');
  if (!(gnu ? /X{3}$/ : /X{6}$/).test(template))
    throw new Failure(gnu ? `too few X's in template ‘${template}’` : ': Invalid argument');
  const inBase = given === undefined || context.has('t') || context.has('p');
  const base = context.value('p') || context.sys.env.get('TMPDIR') || '/tmp';
  return inBase ? joinPath(base, template) : template;
}

function* makeTemporary(context: Context, gnu: boolean): Program {
  const { sys } = context;
  const template = templateOf(context, gnu);
  const path = freeName(sys, template);
  const [directory, dry] = [context.has('d'), context.has('u')];
  try {
    if (directory && !dry) sys.mkdir(path, 0o700);
    else if (!dry) sys.close(yield* sys.open(path, ['write', 'create', 'excl'], 0o600));
  } catch (error) {
    const failed = `failed to create ${directory ? 'directory' : 'file'} via template ‘${template}’`;
    throw new Failure(`${gnu ? failed : template}: ${words(error)}`);
  }
  yield* context.out(`${path}\n`);
  return 0;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, k: 1024, M: 1_048_576, G: 1_073_741_824 };

export function* truncate(context: Context): Program {
  const size = context.value('s');
  if (size === null) throw new UsageFailure('you must specify either ‘--size’ or ‘--reference’');
  if (context.operands.length === 0) throw new UsageFailure('missing file operand');
  const match = /^([-+]?)(\d+)([KkMG]?)$/.exec(size);
  if (match === null) throw new Failure(`Invalid number: ‘${size}’`);
  const amount = Number(match[2]) * (UNITS[match[3] ?? ''] ?? 1);
  for (const path of context.operands) {
    const { sys } = context;
    if (context.has('c') && statOrNull(sys, path, true) === null) continue;
    try {
      const fd = yield* sys.open(path, ['write', 'create'], 0o666);
      const before = sys.fstat(fd).sizeBytes;
      const after =
        match[1] === '+' ? before + amount : match[1] === '-' ? Math.max(0, before - amount) : amount;
      sys.ftruncate(fd, after);
      sys.close(fd);
    } catch (error) {
      throw new Failure(`cannot open '${path}' for writing: ${words(error)}`);
    }
  }
  return 0;
}

export const unlink = (gnu: boolean) =>
  function* (context: Context): Program {
    const [path] = context.operands;
    if (path === undefined) throw new UsageFailure('missing operand');
    yield* context.sys.compute(0);
    try {
      context.sys.unlink(path);
      return 0;
    } catch (error) {
      throw new Failure(
        gnu ? `cannot unlink '${path}': ${words(error)}` : `can't remove file '${path}': ${words(error)}`,
      );
    }
  };

export const link = (gnu: boolean) =>
  function* (context: Context): Program {
    const [from, to] = context.operands;
    if (from === undefined) throw new UsageFailure('missing operand');
    if (to === undefined) throw new UsageFailure(`missing operand after ‘${from}’`);
    yield* context.sys.compute(0);
    try {
      context.sys.link(from, to);
      return 0;
    } catch (error) {
      const action = gnu
        ? `cannot create link '${to}' to '${from}'`
        : `can't create hardlink '${to}' to '${from}'`;
      throw new Failure(`${action}: ${words(error)}`);
    }
  };

export function* sync(context: Context): Program {
  yield* context.sys.compute(0);
  return 0;
}
