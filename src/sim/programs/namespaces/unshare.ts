/**
 * Models unshare(1) of util-linux and busybox over unshare(2). Invariant: a new PID namespace is the children's, so without -f the
 * command itself stays in the old one. Left out: --map-*, --setuid, --root, persistent namespaces.
 */
import type { NamespaceKind } from '../../kernel/namespaces.ts';
import { type Program, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { type Context, Failure, words } from '../lib/program.ts';
import { become, exitCode, KIND_LETTERS } from './kinds.ts';

const CLONE_FLAGS: Readonly<Record<NamespaceKind, number>> = {
  time: 0x80,
  mnt: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  user: 0x10000000,
  pid: 0x20000000,
  net: 0x40000000,
};

export const unshare = (gnu: boolean) => (context: Context) => run(context, gnu);

function wantedKinds(context: Context): NamespaceKind[] {
  const kinds = KIND_LETTERS.filter(([letter]) => context.has(letter)).map(([, kind]) => kind);
  if (context.has('r') && !kinds.includes('user')) kinds.unshift('user');
  if (context.has('mount-proc') && !kinds.includes('mnt')) kinds.push('mnt');
  return kinds;
}

const CLOCKS = ['monotonic', 'boottime'] as const;

/** What --monotonic and --boottime say, before anything is done. */
function checkClocks(context: Context): void {
  for (const clock of CLOCKS) {
    const offset = context.value(clock);
    if (offset !== null && !/^[-+]?\d+$/.test(offset))
      throw new Failure(`failed to parse ${clock} offset: '${offset}'`);
  }
  if (CLOCKS.some((clock) => context.has(clock)) && !context.has('T'))
    throw new Failure('options --monotonic and --boottime require unsharing of a time namespace (-T)');
}

function* setClocks({ sys, value }: Context): Task<void> {
  const path = '/proc/self/timens_offsets';
  for (const clock of CLOCKS) {
    const offset = value(clock);
    if (offset === null) continue;
    try {
      const fd = yield* sys.open(path, ['write']);
      yield* sys.write(fd, `${clock} ${Number(offset)} 0`);
      sys.close(fd);
    } catch (error) {
      throw new Failure(`failed to write to ${path}: ${words(error)}`);
    }
  }
}

function* run(context: Context, gnu: boolean): Program {
  checkClocks(context);
  const { sys } = context;
  const kinds = wantedKinds(context);
  const ids = [sys.geteuid(), sys.getgid()] as const;
  try {
    sys.unshare(kinds);
  } catch (error) {
    const flags = kinds.reduce((sum, kind) => sum + CLONE_FLAGS[kind], 0);
    throw new Failure(`${gnu ? 'unshare failed' : `unshare(0x${flags.toString(16)})`}: ${words(error)}`);
  }
  if (context.has('r')) yield* mapToRoot(sys, ids);
  yield* setClocks(context);
  const cannot = (name: string, reason: string): string =>
    gnu ? `failed to execute ${name}: ${reason}` : `can't execute '${name}': ${reason}`;
  if (!context.has('f')) return yield* settle(context, sys, cannot);
  const pid = sys.clone({}, (child) => settle(context, child, cannot));
  return exitCode((yield* sys.wait4(pid))?.status);
}

/** -r: who calls is root inside, and may not choose groups. */
function* mapToRoot(sys: Sys, [uid, gid]: readonly [number, number]): Task<void> {
  for (const [file, text] of [
    ['setgroups', 'deny'],
    ['uid_map', `0 ${uid} 1`],
    ['gid_map', `0 ${gid} 1`],
  ] as const) {
    const fd = yield* sys.open(`/proc/self/${file}`, ['write']);
    yield* sys.write(fd, text);
    sys.close(fd);
  }
}

function* settle(context: Context, sys: Sys, cannot: (name: string, reason: string) => string): Program {
  if (context.has('mount-proc')) {
    const target = context.value('mount-proc') || '/proc';
    try {
      sys.mount({ source: 'proc', target, type: 'proc', flags: ['nosuid', 'nodev', 'noexec'] });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new Failure(`mount ${target} failed: ${words(error)}`);
    }
  }
  return yield* become(context, sys, cannot);
}
