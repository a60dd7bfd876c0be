/** Models touch, mkdir, rmdir, rm, ln, chmod (their man pages): what changes names and modes. Invariant: every operand is tried. */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { parseDate } from './dates.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from './program.ts';

/** How a family words a failed operation: GNU names what it could not do, busybox the path. */
export interface FileWords {
  readonly mkdir: (path: string, reason: string) => string;
  readonly rmdir: (path: string, reason: string) => string;
  readonly remove: (path: string, reason: string) => string;
  readonly isDirectory: (path: string) => string;
  readonly touch: (path: string, reason: string) => string;
  readonly link: (target: string, path: string, symbolic: boolean, reason: string) => string;
  readonly missing: string;
}

function* each(context: Context, missing: string, body: (path: string) => Task<string | null>): Program {
  if (context.operands.length === 0) throw new UsageFailure(missing);
  let status = 0;
  for (const path of context.operands) {
    const problem = yield* body(path);
    if (problem === null) continue;
    yield* context.complain(problem);
    status = 1;
  }
  return status;
}

export const mkdir = (family: FileWords) => (context: Context) =>
  each(context, family.missing, function* (path) {
    yield* context.sys.compute(0);
    const mode = context.value('m');
    try {
      const parts = context.has('p') ? parents(path) : [path];
      for (const part of parts)
        if (!context.has('p') || !isDirectory(context, part)) context.sys.mkdir(part, 0o777);
      if (mode !== null && /^[0-7]+$/.test(mode)) context.sys.chmod(path, Number.parseInt(mode, 8));
      return null;
    } catch (error) {
      return family.mkdir(path, words(error));
    }
  });

const parents = (path: string): string[] => {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => (path.startsWith('/') ? '/' : '') + parts.slice(0, index + 1).join('/'));
};

function isDirectory({ sys }: Context, path: string): boolean {
  try {
    return sys.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

export const rmdir = (family: FileWords) => (context: Context) =>
  each(context, family.missing, function* (path) {
    yield* context.sys.compute(0);
    try {
      context.sys.rmdir(path);
      return null;
    } catch (error) {
      return family.rmdir(path, words(error));
    }
  });

export const rm = (family: FileWords) => (context: Context) => {
  if (context.has('f') && context.operands.length === 0) return succeed(context);
  return each(context, family.missing, function* (path) {
    yield* context.sys.compute(0);
    const removed: string[] = [];
    const problem = remove(context, family, path, removed);
    if (context.has('v')) yield* context.out(removed.join(''));
    return problem;
  });
};

function* succeed(context: Context): Program {
  yield* context.sys.compute(0);
  return 0;
}

function remove(context: Context, family: FileWords, path: string, removed: string[]): string | null {
  const { sys } = context;
  try {
    if (sys.lstat(path).type !== 'directory') {
      sys.unlink(path);
      removed.push(`removed '${path}'\n`);
      return null;
    }
    if (!context.has('r') && !context.has('R')) {
      if (!context.has('d')) return family.isDirectory(path);
      sys.rmdir(path);
      removed.push(`removed directory '${path}'\n`);
      return null;
    }
    for (const entry of sys.readdir(path)) {
      const problem = remove(context, family, `${path.replace(/\/$/, '')}/${entry.name}`, removed);
      if (problem !== null) return problem;
    }
    sys.rmdir(path);
    removed.push(`removed directory '${path}'\n`);
    return null;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && context.has('f')) return null;
    return family.remove(path, words(error));
  }
}

export const touch = (family: FileWords) => (context: Context) =>
  each(
    context,
    family.missing === 'missing operand' ? 'missing file operand' : family.missing,
    function* (path) {
      const { sys } = context;
      const now = touchTime(context);
      try {
        if (!sys.access(path, 'exists')) {
          if (context.has('c')) return null;
          sys.close(yield* sys.open(path, ['write', 'create'], 0o666));
        }
        sys.utimes(path, now, now);
        return null;
      } catch (error) {
        return family.touch(path, words(error));
      }
    },
  );

/** The time of -d, of -r's file, or now. */
function touchTime(context: Context): number {
  const { sys } = context;
  const [date, file] = [context.value('d'), context.value('r')];
  const now = file === null ? sys.realtimeMs() : sys.stat(file).mtimeMs;
  const parsed = date === null ? now : parseDate(date, now);
  if (parsed === null) throw new Failure(`invalid date format '${date ?? ''}'`);
  return parsed;
}

export const ln = (family: FileWords) => (context: Context) => linkRun(context, family);

function linkPath(context: Context, target: string, given: string | undefined): string {
  const base = target.split('/').at(-1) ?? target;
  if (given === undefined) return base;
  return isDirectory(context, given) && !context.has('n') ? `${given}/${base}` : given;
}

function* linkRun(context: Context, family: FileWords): Program {
  yield* context.sys.compute(0);
  const [target, given] = context.operands;
  if (target === undefined) throw new UsageFailure(family.missing === '' ? '' : 'missing file operand');
  if (context.operands.length > 2)
    throw new Failure('more than two operands are real, but this simulator does not model them', 2);
  const path = linkPath(context, target, given);
  try {
    if (context.has('f') && exists(context, path)) context.sys.unlink(path);
    if (context.has('s')) context.sys.symlink(target, path);
    else context.sys.link(target, path);
    return 0;
  } catch (error) {
    throw new Failure(family.link(target, path, context.has('s'), words(error)));
  }
}

function exists({ sys }: Context, path: string): boolean {
  try {
    sys.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

export const GNU_FILE_WORDS: FileWords = {
  mkdir: (path, reason) => `cannot create directory ‘${path}’: ${reason}`,
  rmdir: (path, reason) => `failed to remove '${path}': ${reason}`,
  remove: (path, reason) => `cannot remove '${path}': ${reason}`,
  isDirectory: (path) => `cannot remove '${path}': Is a directory`,
  touch: (path, reason) => `cannot touch '${path}': ${reason}`,
  link: (target, path, symbolic, reason) =>
    symbolic
      ? `failed to create symbolic link '${path}': ${reason}`
      : `failed to create hard link '${path}' => '${target}': ${reason}`,
  missing: 'missing operand',
};

export const BUSYBOX_FILE_WORDS: FileWords = {
  mkdir: (path, reason) => `can't create directory '${path}': ${reason}`,
  rmdir: (path, reason) => `'${path}': ${reason}`,
  remove: (path, reason) => `can't remove '${path}': ${reason}`,
  isDirectory: (path) => `'${path}' is a directory`,
  touch: (path, reason) => `${path}: ${reason}`,
  link: (_target, path, _symbolic, reason) => `${path}: ${reason}`,
  missing: '',
};
