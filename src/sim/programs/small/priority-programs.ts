/**
 * Models nice of coreutils and renice of util-linux and busybox (nice(1), renice(1)). Invariant: values are kept from -20 to 19 by the
 * kernel. Left out: groups and users of renice; that the kernel gives a nice process less time.
 */
import { namespacePid } from '../../kernel/ids.ts';
import type { Program } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';

const STEP = 10;

export function* nice(context: Context): Program {
  const { sys } = context;
  const given = context.value('n');
  const words_ = [...context.operands];
  const old = /^-(-?\d+)$/.exec(words_[0] ?? '')?.[1];
  if (given === null && old !== undefined) words_.shift();
  const text = given ?? old ?? null;
  if (text !== null && !/^[+-]?\d+$/.test(text)) throw new Failure(`invalid adjustment ‘${text}’`, 125);
  const [name] = words_;
  if (name === undefined) {
    if (text !== null) throw new UsageFailure('a command must be given with an adjustment');
    yield* context.out(`${sys.getpriority()}\n`);
    return 0;
  }
  try {
    sys.setpriority(sys.getpid(), sys.getpriority() + Number(text ?? STEP));
  } catch (error) {
    yield* context.complain(`cannot set niceness: ${words(error)}`);
  }
  try {
    return yield* execvp(sys, words_);
  } catch (error) {
    throw new Failure(`‘${name}’: ${words(error)}`, errnoOf(error) === 'ENOENT' ? 127 : 126);
  }
}

export const renice = (gnu: boolean) =>
  function* (context: Context): Program {
    const given = context.value('n');
    const words_ = context.operands.filter((word) => word !== '-p');
    const text = given ?? words_.shift();
    if (!gnu && text !== undefined && words_.length === 0) return 0;
    if (text === undefined || words_.length === 0) throw new UsageFailure(gnu ? 'not enough arguments' : '');
    if (!/^[+-]?\d+$/.test(text)) {
      if (gnu) throw new UsageFailure(`invalid priority '${text}'`);
      throw new Failure(`invalid number '${text}'`);
    }
    let status = 0;
    for (const word of words_) status = (yield* set(context, gnu, word, Number(text), given)) || status;
    return status;
  };

function* set(context: Context, gnu: boolean, word: string, value: number, given: string | null): Program {
  const { sys } = context;
  const pid = namespacePid(Number(word));
  try {
    const before = sys.getpriority(pid);
    sys.setpriority(pid, !gnu && given !== null ? before + value : value);
    if (gnu)
      yield* context.out(
        `${word} (process ID) old priority ${before}, new priority ${sys.getpriority(pid)}\n`,
      );
    return 0;
  } catch (error) {
    const why = words(error);
    yield* context.complain(
      gnu
        ? `failed to ${errnoOf(error) === 'ESRCH' ? 'get' : 'set'} priority for ${word} (process ID): ${why}`
        : `setpriority: ${why}`,
    );
    return 1;
  }
}
