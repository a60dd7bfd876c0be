/**
 * Models mount(8) and umount(8) of util-linux and busybox over mount(2). Invariant: without SYS_ADMIN nothing is mounted, and each family
 * says so in its way. Left out: /etc/fstab, loop devices, labels.
 */
import { type MountRequest, type Program, SysError } from '../../kernel/sys.ts';
import { isDirectoryAt, statOrNull } from '../lib/paths.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';
import { readMounts } from './mounts.ts';

type MountFlag = NonNullable<MountRequest['flags']>[number];
const FLAGS: ReadonlySet<string> = new Set<MountFlag>([
  'bind',
  'rbind',
  'ro',
  'remount',
  'nosuid',
  'nodev',
  'noexec',
  'strictatime',
  'private',
  'slave',
  'shared',
]);
const isFlag = (word: string): word is MountFlag => FLAGS.has(word);
const IGNORED = new Set(['rw', 'defaults', 'relatime', 'suid', 'dev', 'exec']);

export const mount = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const { operands, sys } = context;
  if (operands.length === 0 && context.options.order.every((key) => key === 't')) {
    const type = context.value('t');
    for (const row of yield* readMounts(sys))
      if (type === null || row.type === type)
        yield* context.out(`${row.source} on ${row.target} type ${row.type} (${row.options})\n`);
    return 0;
  }
  const request = requestOf(context);
  if (request === null) throw new UsageFailure('bad usage');
  try {
    sys.mount(request);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Failure(
      gnu ? gnuProblem(context, request, error) : busyboxProblem(request, error),
      gnu ? 32 : error.errno === 'EPERM' ? 1 : 255,
    );
  }
}

function requestOf(context: Context): MountRequest | null {
  const { operands } = context;
  const option = context.options.values('o').flatMap((text) => text.split(','));
  const flags = option.filter(isFlag);
  if (context.has('r')) flags.push('ro');
  for (const word of ['bind', 'rbind', 'private', 'slave', 'shared'] as const)
    if (context.has(word)) flags.push(word);
  const changes = flags.some((flag) => ['remount', 'private', 'slave', 'shared'].includes(flag));
  const [first, second] = operands;
  const target = second ?? (changes ? first : undefined);
  if (first === undefined || target === undefined) return null;
  const data = option.filter((word) => !isFlag(word) && !IGNORED.has(word)).join(',');
  const type =
    context.value('t') ?? (flags.includes('bind') || flags.includes('rbind') || changes ? 'none' : 'ext4');
  return {
    source: second === undefined ? 'none' : first,
    target,
    type,
    flags,
    ...(data === '' ? {} : { data }),
  };
}

function gnuProblem(
  { sys }: Context,
  { source, target, type, flags }: MountRequest,
  error: SysError,
): string {
  const hint = '\n       dmesg(1) may have more information after failed mount system call.';
  if (error.errno === 'EPERM') return `${target}: permission denied.${hint}`;
  if (statOrNull(sys, target, true) === null) return `${target}: mount point does not exist.${hint}`;
  if (flags?.includes('bind') && statOrNull(sys, source, true) === null)
    return `${target}: special device ${source} does not exist.${hint}`;
  if (error.errno === 'ENOTDIR' || !isDirectoryAt(sys, target))
    return `${target}: mount point is not a directory.${hint}`;
  if (error.errno === 'ENODEV') return `${target}: unknown filesystem type '${type}'.${hint}`;
  return `${target}: ${words(error)}.${hint}`;
}

function busyboxProblem({ source, target }: MountRequest, error: SysError): string {
  if (error.errno === 'EPERM') return 'permission denied (are you root?)';
  return `mounting ${source} on ${target} failed: ${words(error)}`;
}

export const umount = (gnu: boolean) => (context: Context) => unmount(context, gnu);

function* unmount(context: Context, gnu: boolean): Program {
  const { sys, operands } = context;
  if (operands.length === 0) throw new UsageFailure('bad usage');
  let status = 0;
  for (const target of operands) {
    yield* sys.compute(0);
    try {
      sys.umount(target, { lazy: context.has('l') });
    } catch (error) {
      const errno = errnoOf(error);
      const reasons: Readonly<Record<string, string>> = {
        ENOENT: 'no mount point specified.',
        EINVAL: 'not mounted.',
        EBUSY: 'target is busy.',
        EPERM: 'must be superuser to unmount.',
      };
      yield* context.complain(
        gnu ? `${target}: ${reasons[errno] ?? words(error)}` : `can't unmount ${target}: ${words(error)}`,
      );
      status = gnu ? 32 : 1;
    }
  }
  return status;
}
