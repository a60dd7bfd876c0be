/** Models cp and mv (cp(1), mv(1)): where each operand goes, and the words of each family. The copying is in ./copy-tree.ts. */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { Copier, type CopyWords } from './copy-tree.ts';
import { isDirectoryAt, joinPath, lastPart, sameFile, statOrNull } from './paths.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from './program.ts';
import { removeTree } from './remove-tree.ts';

export interface MoveWords {
  readonly failed: (from: string, to: string, error: SysError) => string;
  readonly missing: (path: string, reason: string) => string;
  readonly moved: (from: string, to: string) => string;
  /** GNU looks before it leaps and words what it sees; null lets the kernel say it. */
  readonly beforehand: (context: Context, from: string, to: string) => string | null;
}

export interface TransferWords {
  readonly gnu: boolean;
  readonly copy: CopyWords;
  readonly move: MoveWords;
}

interface Target {
  readonly sources: readonly string[];
  readonly path: string;
  readonly into: boolean;
}

function targetOf(context: Context, gnuWords: boolean): Target {
  const { operands, sys } = context;
  const given = context.value('t');
  if (given !== null) return { sources: operands, path: given, into: true };
  if (operands.length === 0) throw new UsageFailure('missing file operand');
  if (operands.length === 1)
    throw new UsageFailure(`missing destination file operand after '${operands[0] ?? ''}'`);
  const path = operands.at(-1) ?? '';
  const into = operands.length > 2 || (isDirectoryAt(sys, path) && !context.has('T'));
  if (gnuWords && operands.length > 2 && !isDirectoryAt(sys, path)) {
    const there = statOrNull(sys, path, true) !== null;
    throw new Failure(`target '${path}': ${there ? 'Not a directory' : 'No such file or directory'}`);
  }
  return { sources: operands.slice(0, -1), path, into };
}

const placeOf = (target: Target, source: string): string =>
  target.into ? joinPath(target.path, lastPart(source)) : target.path;

export const cp = (wording: TransferWords) => (context: Context) => copyRun(context, wording);

function* copyRun(context: Context, wording: TransferWords): Program {
  const target = targetOf(context, wording.gnu);
  const archive = context.has('a');
  const recursive = archive || context.has('r') || context.has('R');
  const asLinks = archive || context.has('d') || context.has('P') || (recursive && !context.has('L'));
  const request = {
    recursive: recursive || asLinks,
    follow: !asLinks,
    preserve: archive || context.has('p'),
    force: context.has('f'),
    noClobber: context.has('n'),
    verbose: context.has('v'),
  };
  let failed = false;
  for (const source of target.sources) {
    const isTree = statOrNull(context.sys, source, !asLinks)?.type === 'directory';
    const say = (text: string): Task<void> => context.out(text);
    const copier = new Copier(
      context.sys,
      { ...request, recursive: isTree ? recursive : request.recursive },
      wording.copy,
      say,
      (text) => context.complain(text),
    );
    yield* copier.copy(source, placeOf(target, source));
    failed ||= copier.failed;
  }
  return failed ? 1 : 0;
}

export const mv = (wording: TransferWords) => (context: Context) => moveRun(context, wording);

function* moveRun(context: Context, wording: TransferWords): Program {
  const target = targetOf(context, wording.gnu);
  let status = 0;
  for (const source of target.sources) {
    const problem = yield* moveOne(context, wording, source, placeOf(target, source));
    if (problem === null) continue;
    yield* context.complain(problem);
    status = 1;
  }
  return status;
}

function* moveOne(context: Context, wording: TransferWords, from: string, to: string): Task<string | null> {
  const { sys } = context;
  yield* sys.compute(0);
  try {
    sys.lstat(from);
  } catch (error) {
    return wording.move.missing(from, words(error));
  }
  if (context.has('n') && statOrNull(sys, to, false) !== null) return null;
  const problem = wording.move.beforehand(context, from, to);
  if (problem !== null) return problem;
  try {
    sys.rename(from, to);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (errnoOf(error) !== 'EXDEV') return wording.move.failed(from, to, error);
    if (!(yield* moveAcross(context, wording, from, to))) return null;
  }
  if (context.has('v')) yield* context.out(wording.move.moved(from, to));
  return null;
}

/** To another file system: copied, then removed. False when it has been reported that it failed. */
function* moveAcross(context: Context, wording: TransferWords, from: string, to: string): Task<boolean> {
  const request = {
    recursive: true,
    follow: false,
    preserve: true,
    force: true,
    noClobber: false,
    verbose: false,
  };
  const copier = new Copier(
    context.sys,
    request,
    wording.copy,
    (text) => context.out(text),
    (text) => context.complain(text),
  );
  yield* copier.copy(from, to);
  if (copier.failed) throw new Failure('', 1);
  try {
    removeTree(context.sys, from);
    return true;
  } catch (error) {
    throw new Failure(`cannot remove '${from}': ${words(error)}`);
  }
}

function seenByGnu({ sys }: Context, from: string, to: string): string | null {
  const [source, there] = [statOrNull(sys, from, false), statOrNull(sys, to, false)];
  if (source === null || there === null) return null;
  if (sameFile(source, there)) return `'${from}' and '${to}' are the same file`;
  if (source.type === 'directory' && there.type !== 'directory')
    return `cannot overwrite non-directory '${to}' with directory '${from}'`;
  if (source.type !== 'directory' && there.type === 'directory')
    return `cannot overwrite directory '${to}' with non-directory '${from}'`;
  return null;
}

export const GNU_TRANSFER: TransferWords = {
  gnu: true,
  copy: {
    stat: (path, reason) => `cannot stat '${path}': ${reason}`,
    open: (path, reason) => `cannot open '${path}' for reading: ${reason}`,
    create: (path, reason, directory) =>
      directory
        ? `cannot create directory '${path}': ${reason}`
        : `cannot create regular file '${path}': ${reason}`,
    omit: (path) => `-r not specified; omitting directory '${path}'`,
    intoItself: (from, to) => `cannot copy a directory, '${from}', into itself, '${to}'`,
    notDirectory: (to, from) => `cannot overwrite non-directory '${to}' with directory '${from}'`,
    overDirectory: (to, from) => `cannot overwrite directory '${to}' with non-directory '${from}'`,
    directoryFirst: true,
  },
  move: {
    missing: (path, reason) => `cannot stat '${path}': ${reason}`,
    moved: (from, to) => `renamed '${from}' -> '${to}'\n`,
    beforehand: seenByGnu,
    failed: (from, to, error) => {
      if (error.errno === 'EINVAL') return `cannot move '${from}' to a subdirectory of itself, '${to}'`;
      if (error.errno === 'ENOTEMPTY') return `cannot overwrite '${to}': ${words(error)}`;
      return `cannot move '${from}' to '${to}': ${words(error)}`;
    },
  },
};

export const BUSYBOX_TRANSFER: TransferWords = {
  gnu: false,
  copy: {
    stat: (path, reason) => `can't stat '${path}': ${reason}`,
    open: (path, reason) => `can't open '${path}': ${reason}`,
    create: (path, reason, directory) =>
      directory ? `can't create directory '${path}': ${reason}` : `can't create '${path}': ${reason}`,
    omit: (path) => `omitting directory '${path}'`,
    intoItself: (_from, to) => `recursion detected, omitting directory '${to}'`,
    notDirectory: (to) => `target '${to}' is not a directory`,
    overDirectory: (to) => `can't create '${to}': Is a directory`,
    directoryFirst: false,
  },
  move: {
    missing: (path, reason) => `can't rename '${path}': ${reason}`,
    moved: (from, to) => `'${from}' -> '${to}'\n`,
    beforehand: () => null,
    failed: (from, _to, error) => `can't rename '${from}': ${words(error)}`,
  },
};
