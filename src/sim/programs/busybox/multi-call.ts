/**
 * Models the busybox binary: one program that is whatever its argv[0] says (busybox(1)). Invariant: an applet that the real build has and
 * the simulator does not says so; a name that is no applet gets the real message. Left out: `busybox --install`.
 */
import type { Program, ProgramMain, Sys } from '../../kernel/sys.ts';
import { APPLET_NAMES, BUSYBOX_LIST } from '../../shell/applet-names.ts';
import { err, out } from '../lib/io.ts';
import { BUSYBOX_BANNER, baseName, busyboxUsage, hasBusyboxUsage } from '../lib/program.ts';
import { seldom } from './seldom-applets.ts';

export const multiCall = (applets: ReadonlyMap<string, ProgramMain>): ProgramMain =>
  function* (sys, argv): Program {
    const name = baseName(argv[0] ?? '').replace(/^-/, '');
    if (name !== 'busybox') {
      const applet = applets.get(name);
      if (applet !== undefined) {
        sys.setComm(name);
        return yield* applet(sys, argv);
      }
      const seldomApplet = APPLET_NAMES.has(name) && argv[1] !== '--help' ? seldom(name) : null;
      if (seldomApplet !== null) return yield* seldomApplet(sys, argv);
      return yield* missing(sys, name, argv[1] === '--help');
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

/** An applet that is not modelled still tells its usage, where that is known; the real one does so without doing anything. */
function* missing(sys: Sys, name: string, help: boolean): Program {
  const real = APPLET_NAMES.has(name);
  if (real && help && hasBusyboxUsage(name)) {
    yield* err(sys, busyboxUsage(name));
    return 0;
  }
  const unmodelled = `${name}: this applet is real, but this simulator does not model it\n`;
  yield* err(sys, real ? unmodelled : `${name}: applet not found\n`);
  return real ? 2 : 127;
}
