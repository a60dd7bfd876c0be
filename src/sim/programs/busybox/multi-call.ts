/**
 * Models the busybox binary: one program that is whatever its argv[0] says (busybox(1)). Invariant: an applet that the real build has and
 * the simulator does not says so; a name that is no applet gets the real message. Left out: `busybox --install`.
 */
import type { Program, ProgramMain } from '../../kernel/sys.ts';
import { APPLET_NAMES, BUSYBOX_LIST } from '../../shell/applet-names.ts';
import { err, out } from '../lib/io.ts';
import { BUSYBOX_BANNER, baseName } from '../lib/program.ts';

export const multiCall = (applets: ReadonlyMap<string, ProgramMain>): ProgramMain =>
  function* (sys, argv): Program {
    const name = baseName(argv[0] ?? '').replace(/^-/, '');
    if (name !== 'busybox') {
      const applet = applets.get(name);
      if (applet !== undefined) {
        sys.setComm(name);
        return yield* applet(sys, argv);
      }
      const real = APPLET_NAMES.has(name);
      yield* err(
        sys,
        real
          ? `${name}: this applet is real, but this simulator does not model it\n`
          : `${name}: applet not found\n`,
      );
      return real ? 2 : 127;
    }
    const [, second, ...rest] = argv;
    if (second === undefined) {
      yield* out(sys, BUSYBOX_BANNER);
      return 0;
    }
    if (second === '--list') {
      yield* out(sys, `${BUSYBOX_LIST.split(' ').join('\n')}\n`);
      return 0;
    }
    return yield* multiCall(applets)(sys, [second === 'busybox' ? '' : second, ...rest]);
  };
