/**
 * `tar t` and `tar x` (tar(1)): members in the order of the archive, all or those named. Invariant: a member that cannot be made is told
 * and the rest goes on; nothing is written outside the directory it runs in. Left out: what --to-command does.
 */
import type { TarMember } from '../../engine/tar/tar-format.ts';
import { STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { statOrNull } from '../lib/paths.ts';
import { words as reasonOf } from '../lib/program.ts';
import { removeTree } from '../lib/remove-tree.ts';
import type { TarRun } from './tar-run.ts';
import { longLine, nameOf } from './tar-words.ts';

const bare = (name: string): string => name.replace(/\/+$/, '');

/** The members meant, and the operands that named none. */
function chosen(run: TarRun, members: readonly TarMember[]): { wanted: TarMember[]; missing: string[] } {
  const operands = run.context.operands.map(bare);
  const fits = (name: string, operand: string): boolean =>
    bare(name) === operand || name.startsWith(`${operand}/`);
  const wanted = members.filter((member) => {
    const name = nameOf(member);
    return !run.isExcluded(name) && (operands.length === 0 || operands.some((one) => fits(name, one)));
  });
  const missing = operands.filter((one) => !members.some((member) => fits(nameOf(member), one)));
  return { wanted, missing };
}

function* tellMissing(run: TarRun, missing: readonly string[]): Task<number> {
  if (!run.words.gnu && missing[0] !== undefined) yield* run.fail(run.words.notFound(missing[0]));
  for (const name of missing) yield* run.complain(run.words.notFound(name));
  return yield* run.finish();
}

export function* listTar(run: TarRun, members: readonly TarMember[]): Task<number> {
  const { wanted, missing } = chosen(run, members);
  for (const member of wanted)
    yield* run.context.out(run.verbose > 0 ? longLine(member, run.words.gnu) : `${nameOf(member)}\n`);
  return yield* tellMissing(run, missing);
}

export function* extractTar(run: TarRun, members: readonly TarMember[]): Task<number> {
  const { wanted, missing } = chosen(run, members);
  const { context } = run;
  const directories: [string, number][] = [];
  const mask = context.sys.umask(0o022);
  context.sys.umask(mask);
  for (const member of wanted) {
    const path = strippedName(run, member);
    if (path === '') continue;
    if (run.verbose > 0)
      yield* context.out(run.verbose > 1 && run.words.gnu ? longLine(member, true) : `${nameOf(member)}\n`);
    if (context.has('O')) yield* context.sys.write(STDOUT, member.data);
    else if ((yield* unpack(run, member, path, mask)) && member.entry.kind === 'directory')
      directories.push([path, member.entry.mtimeMs]);
  }
  if (!context.has('m')) for (const [path, mtimeMs] of directories.reverse()) touchKept(run, path, mtimeMs);
  return yield* tellMissing(run, missing);
}

/** False when it could not be made, which has been told. */
function* unpack(run: TarRun, member: TarMember, path: string, mask: number): Task<boolean> {
  try {
    yield* make(run, member, path);
    keep(run, member, path, mask);
    return true;
  } catch (error) {
    yield* run.complain(run.words.cannotMake(path, reasonOf(error), member.entry));
    return false;
  }
}

/** Where a member goes: without a slash in front, without `..`, less the parts that --strip-components takes; '' for nowhere. */
function strippedName(run: TarRun, { entry, written }: TarMember): string {
  const count = Number(run.context.value('strip') ?? 0);
  const parts = (written?.name ?? entry.name).split('/').filter((part) => part !== '' && part !== '..');
  const dots = parts[0] === '.' && count === 0 && parts.length > 1 ? parts.slice(1) : parts;
  return dots.slice(count).join('/');
}

function* make(run: TarRun, { entry, data }: TarMember, path: string): Task<void> {
  const { sys } = run.context;
  const there = statOrNull(sys, path, false);
  if (entry.kind === 'directory') {
    if (there?.type === 'directory') return;
    if (there !== null) sys.unlink(path);
    makeParents(run, path);
    sys.mkdir(path, 0o755);
    return;
  }
  if (there === null) makeParents(run, path);
  else if (run.context.has('k')) throw new SysError('EEXIST');
  else if (there.type === 'directory') sys.rmdir(path);
  else removeTree(sys, path);
  if (entry.kind === 'symlink') return sys.symlink(entry.target, path);
  if (entry.kind === 'hardlink') return sys.link(entry.target.replace(/^\/+/, ''), path);
  if (entry.kind !== 'file') return sys.mknod(path, entry.kind, entry.mode, entry.rdev);
  const fd = yield* sys.open(path, ['write', 'create', 'excl'], 0o600);
  if (data.length > 0) yield* sys.write(fd, data);
  sys.close(fd);
}

function makeParents(run: TarRun, path: string): void {
  const parts = path.split('/').slice(0, -1);
  for (let count = 1; count <= parts.length; count++) {
    const above = parts.slice(0, count).join('/');
    if (statOrNull(run.context.sys, above, true) === null) run.context.sys.mkdir(above, 0o755);
  }
}

/** Owner and mode whole for root; for others the mode less the umask. */
function keep(run: TarRun, { entry }: TarMember, path: string, mask: number): void {
  const { sys } = run.context;
  if (entry.kind === 'hardlink') return;
  const root = sys.geteuid() === 0;
  if (root && !run.context.has('o')) sys.chown(path, entry.uid, entry.gid, { nofollow: true });
  if (entry.kind === 'symlink') return;
  sys.chmod(path, root || run.context.has('p') ? entry.mode : entry.mode & ~mask);
  if (entry.kind !== 'directory' && !run.context.has('m')) touchKept(run, path, entry.mtimeMs);
}

const touchKept = (run: TarRun, path: string, mtimeMs: number): void =>
  run.context.sys.utimes(path, run.context.sys.realtimeMs(), mtimeMs);
