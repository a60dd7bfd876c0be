/**
 * Models halt, poweroff and reboot of busybox (init/halt.c): they ask PID 1 by a signal of busybox's init. Invariant: in a container a PID 1
 * without a handler for it never gets the signal, so nothing stops; `-f` calls reboot(2), which needs CAP_SYS_BOOT. Left out: what
 * reboot(2) does when it may, and `-w`, which refuse.
 */
import { strerror } from '../../kernel/errno.ts';
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
    if (context.has('f')) throw forced(context);
    try {
      context.sys.kill(1, signal);
    } catch (error) {
      throw new Failure(words(error));
    }
    return 0;
  };

/** reboot(2); busybox words its refusal with nothing between two colons. */
const forced = ({ sys }: Context): Failure =>
  sys.getCapabilities().has('SYS_BOOT')
    ? new Failure('reboot(2) is real, but this simulator does not model it', 2)
    : new Failure(`: ${strerror('EPERM')}`);

export const HALT_APPLETS: Readonly<Record<string, ProgramMain>> = {
  halt: busybox({ short: 'd:nf', real: 'w', run: asking('USR1') }),
  poweroff: busybox({ short: 'd:nf', run: asking('USR2') }),
  reboot: busybox({ short: 'd:nf', run: asking('TERM') }),
  /** Its options and usage are read as the real one reads them; the editor itself is not modelled. */
  vi: busybox({ short: 'c:RH', run: refuse }),
};
