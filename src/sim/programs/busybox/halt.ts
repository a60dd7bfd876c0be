/**
 * Models halt, poweroff and reboot of busybox (init/halt.c): they ask PID 1 by a signal of busybox's init. Invariant: in a container a PID 1
 * without a handler for it never gets the signal, so nothing stops. Left out: `-f`, which calls reboot(2), and `-w`, which refuse.
 */
import type { Signal } from '../../kernel/signals.ts';
import type { Program, ProgramMain } from '../../kernel/sys.ts';
import { busybox, type Context, Failure, words } from '../lib/program.ts';
import { refuse } from '../small/start-programs.ts';

const asking = (signal: Signal) =>
  function* (context: Context): Program {
    const delay = context.value('d');
    if (delay !== null) {
      if (!/^\d+$/.test(delay)) throw new Failure(`invalid number '${delay}'`);
      yield* context.sys.sleep(Number(delay) * 1000);
    }
    try {
      context.sys.kill(1, signal);
    } catch (error) {
      throw new Failure(words(error));
    }
    return 0;
  };

export const HALT_APPLETS: Readonly<Record<string, ProgramMain>> = {
  halt: busybox({ short: 'd:n', real: 'fw', run: asking('USR1') }),
  poweroff: busybox({ short: 'd:n', real: 'f', run: asking('USR2') }),
  reboot: busybox({ short: 'd:n', real: 'f', run: asking('TERM') }),
  /** Its options and usage are read as the real one reads them; the editor itself is not modelled. */
  vi: busybox({ short: 'c:RH', run: refuse }),
};
