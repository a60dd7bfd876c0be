/** Models chroot(8) of coreutils and busybox over chroot(2). Left out: --userspec, --groups, --skip-chdir. */
import type { Program } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';

export const chroot = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const { sys } = context;
  const [root, ...given] = context.operands;
  if (root === undefined) throw new UsageFailure('missing operand');
  try {
    sys.chroot(root);
    sys.chdir('/');
  } catch (error) {
    const cannot = gnu ? 'cannot' : "can't";
    throw new Failure(`${cannot} change root directory to '${root}': ${words(error)}`, gnu ? 125 : 1);
  }
  const command = given.length === 0 ? [sys.env.get('SHELL') ?? '/bin/sh', '-i'] : given;
  try {
    return yield* execvp(sys, command);
  } catch (error) {
    const name = command[0] ?? '';
    const told = gnu ? `failed to run command ‘${name}’` : `can't execute '${name}'`;
    throw new Failure(`${told}: ${words(error)}`, errnoOf(error) === 'ENOENT' ? 127 : 126);
  }
}
