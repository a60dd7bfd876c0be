/**
 * Models nsenter(1) of util-linux and busybox over setns(2). Invariant: after joining a PID namespace the command is a child, for only
 * children are in it. Left out: files other than those of one process, -S, -G, -r, -w, --follow-context.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import type { NamespaceKind } from '../../kernel/namespaces.ts';
import { type Program, SysError } from '../../kernel/sys.ts';
import { type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { become, exitCode, KIND_LETTERS } from './kinds.ts';

export const nsenter = (gnu: boolean) => (context: Context) => run(context, gnu);

function kindsOf(context: Context, pid: string): NamespaceKind[] {
  const asked = KIND_LETTERS.filter(([letter]) => context.has(letter)).map(([, kind]) => kind);
  if (!context.has('a')) return asked;
  const link = (of: string, kind: NamespaceKind): string => context.sys.readlink(`/proc/${of}/ns/${kind}`);
  return KIND_LETTERS.map(([, kind]) => kind).filter((kind) => {
    try {
      return link(pid, kind) !== link('self', kind);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new Failure(`cannot open /proc/${pid}/ns/${kind}: ${words(error)}`);
    }
  });
}

function* run(context: Context, gnu: boolean): Program {
  const { sys } = context;
  const target = context.value('t');
  const asked = context.has('a') || KIND_LETTERS.some(([letter]) => context.has(letter));
  if (asked && target === null) throw gnu ? new Failure('no target PID specified') : new UsageFailure('');
  if (!asked && gnu) throw new Failure('no namespace specified');
  if (target !== null && !/^\d+$/.test(target))
    throw new Failure(
      gnu ? `failed to parse pid: '${target}': Invalid argument` : `invalid number '${target}'`,
    );
  const kinds = target === null ? [] : kindsOf(context, target);
  for (const kind of kinds) join(context, gnu, target ?? '', kind);
  const cannot = (name: string, reason: string): string =>
    gnu ? `failed to execute ${name}: ${reason}` : `can't execute '${name}': ${reason}`;
  if (!kinds.includes('pid') || context.has('F')) return yield* become(context, sys, cannot);
  const pid = sys.clone({}, (child) => become(context, child, cannot));
  return exitCode((yield* sys.wait4(pid))?.status);
}

/** The files are looked at from where the command began, so the mount namespace is joined last. */
function join({ sys }: Context, gnu: boolean, target: string, kind: NamespaceKind): void {
  const file = `/proc/${target}/ns/${kind}`;
  try {
    sys.readlink(file);
  } catch (error) {
    throw new Failure(gnu ? `cannot open ${file}: ${words(error)}` : `can't open '${file}': ${words(error)}`);
  }
  try {
    sys.setns(Number(target) as NamespacePid, [kind]);
  } catch (error) {
    throw new Failure(
      gnu
        ? `reassociate to namespaces failed: ${words(error)}`
        : `setns(): can't reassociate to namespace '${kind}': ${words(error)}`,
    );
  }
}
