/** Applets of busybox beside those in applets.ts: scheduling, tests, files. The logic is in ../lib. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { SMALL_APPLETS } from '../coreutils/small-tools.ts';
import { SYSTEM_APPLETS } from '../coreutils/system-tools.ts';
import { busyboxFind } from '../find/find.ts';
import { BUSYBOX_TRANSFER, cp, mv } from '../lib/copy-program.ts';
import { BUSYBOX_OWNER, chgrp, chmod, chown } from '../lib/owner-programs.ts';
import { busyboxPrintfWords, printf } from '../lib/printf-program.ts';
import { busybox } from '../lib/program.ts';
import { stat } from '../lib/stat-program.ts';
import { busyboxTest } from '../lib/test-program.ts';
import { BUSYBOX_XARGS, xargs } from '../lib/xargs-program.ts';
import { crond } from './crond.ts';
import { crontab } from './crontab.ts';
import { HALT_APPLETS } from './halt.ts';
import { RARE_APPLETS } from './rare-applets.ts';
import { KERNEL_APPLETS } from './system-applets.ts';

export const MORE_APPLETS: Readonly<Record<string, ProgramMain>> = {
  ...SYSTEM_APPLETS,
  ...SMALL_APPLETS,
  ...HALT_APPLETS,
  ...KERNEL_APPLETS,
  ...RARE_APPLETS,
  crond,
  crontab,
  printf: busybox({ short: '', noOptions: true, run: printf(busyboxPrintfWords) }),
  test: busyboxTest,
  '[': busyboxTest,
  '[[': busyboxTest,
  cp: busybox({ short: 'arRpfnvdPLTt:', real: 'Hilsu', run: cp(BUSYBOX_TRANSFER) }),
  mv: busybox({ short: 'fnvTt:', real: 'i', run: mv(BUSYBOX_TRANSFER) }),
  chmod: busybox({ short: 'Rcvf', dashWords: /^-[rwxXst]+$/, run: chmod(BUSYBOX_OWNER) }),
  chown: busybox({ short: 'Rhcvf', real: 'LHP', run: chown(BUSYBOX_OWNER) }),
  chgrp: busybox({ short: 'Rhcvf', real: 'LHP', run: chgrp(BUSYBOX_OWNER) }),
  stat: busybox({
    short: 'c:tL',
    real: 'f',
    run: stat({ gnu: false, cannot: (path, reason) => `can't stat '${path}': ${reason}` }),
  }),
  find: busyboxFind,
  xargs: busybox({
    short: 'n:I:P:0rt',
    real: 'epsExo',
    stopAtOperand: true,
    run: xargs(BUSYBOX_XARGS),
  }),
};
