/**
 * Models halt, poweroff and reboot of busybox (init/halt.c): they ask PID 1 by a signal of busybox's init, or with `-f` the kernel by
 * reboot(2). Invariant: in a container a PID 1 without a handler for the signal never gets it, so nothing stops. Left out: `-w`, which
 * refuses.
 */
import type { Signal } from '../../kernel/signals.ts';
import type { Program, ProgramMain, RebootHow } from '../../kernel/sys.ts';
import { busybox, type Context, Failure, words } from '../lib/program.ts';
import { refuse } from '../small/start-programs.ts';

const asking = (signal: Signal, how: RebootHow) =>
  function* (context: Context): Program {
    const delay = context.value('d');
    if (delay !== null) {
      if (!/^\d+$/.test(delay)) throw new Failure(`invalid number '${delay}'`);
      yield* context.sys.sleep(Number(delay) * 1000);
    }
    try {
      if (context.has('f')) yield* context.sys.reboot(how);
      context.sys.kill(1, signal);
    } catch (error) {
      if (context.has('f')) throw new Failure(`: ${words(error)}`);
      throw new Failure(words(error));
    }
    return 0;
  };

export const HALT_APPLETS: Readonly<Record<string, ProgramMain>> = {
  halt: busybox({ short: 'd:nf', real: 'w', run: asking('USR1', 'halt') }),
  poweroff: busybox({ short: 'd:nf', run: asking('USR2', 'off') }),
  reboot: busybox({ short: 'd:nf', run: asking('TERM', 'restart') }),
  /** Its options and usage are read as the real one reads them; the editor itself is not modelled. */
  vi: busybox({ short: 'c:RH', run: refuse }),
};
