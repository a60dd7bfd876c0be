/** The letters and files by which unshare, nsenter and lsns name the namespaces (namespaces(7)), and starting a program in them. */
import type { NamespaceKind } from '../../kernel/namespaces.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { type Program, type Sys, SysError, type WaitStatus } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, words } from '../lib/program.ts';

export const KIND_LETTERS: readonly (readonly [letter: string, kind: NamespaceKind])[] = [
  ['U', 'user'],
  ['C', 'cgroup'],
  ['i', 'ipc'],
  ['u', 'uts'],
  ['n', 'net'],
  ['p', 'pid'],
  ['m', 'mnt'],
  ['T', 'time'],
];

export const exitCode = (status: WaitStatus | undefined): number => {
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 128 + signalNumber(status.signal) : 1;
};

/** Becomes the command, or the shell when there is none. */
export function* become(
  context: Context,
  sys: Sys,
  cannot: (name: string, reason: string) => string,
): Program {
  const shell = sys.env.get('SHELL') ?? '/bin/sh';
  const command = context.operands.length === 0 ? [shell] : context.operands;
  const argv = context.operands.length === 0 ? [`-${shell.split('/').at(-1) ?? 'sh'}`] : command;
  try {
    if (context.operands.length === 0) return yield* sys.execve(shell, argv, sys.env);
    return yield* execvp(sys, command);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* context.complain(cannot(command[0] ?? '', words(error)));
    return error.errno === 'ENOENT' ? 127 : 126;
  }
}
