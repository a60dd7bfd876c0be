/** Programs of a Debian host beside those in tools.ts: files, and tests. The logic is in ../lib. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { gnuFind } from '../find/find.ts';
import { cp, GNU_TRANSFER, mv } from '../lib/copy-program.ts';
import { chgrp, chmod, chown, GNU_OWNER } from '../lib/owner-programs.ts';
import { gnuPrintfWords, printf } from '../lib/printf-program.ts';
import { gnu } from '../lib/program.ts';
import { stat } from '../lib/stat-program.ts';
import { gnuTest } from '../lib/test-program.ts';
import { GNU_XARGS, xargs } from '../lib/xargs-program.ts';

const OWNER = {
  short: 'Rvcfh',
  long: { recursive: 'R', verbose: 'v', changes: 'c', silent: 'f', quiet: 'f', 'no-dereference': 'h' },
  realLong: ['reference', 'from', 'dereference', 'preserve-root', 'no-preserve-root'],
};

export const MORE_TOOLS: Readonly<Record<string, ProgramMain>> = {
  printf: gnu({ short: '', noOptions: true, run: printf(gnuPrintfWords) }),
  test: gnuTest,
  '[': gnuTest,
  cp: gnu({
    short: 'arRpfnvdPLTt:',
    long: {
      archive: 'a',
      recursive: 'r',
      force: 'f',
      'no-clobber': 'n',
      verbose: 'v',
      'no-dereference': 'P',
      dereference: 'L',
      'no-target-directory': 'T',
      'target-directory': 't:',
      preserve: 'p?',
    },
    real: 'bHilsSuxZ',
    realLong: ['backup', 'interactive', 'link', 'parents', 'reflink', 'sparse', 'symbolic-link', 'update'],
    run: cp(GNU_TRANSFER),
  }),
  mv: gnu({
    short: 'fnvTt:',
    long: {
      force: 'f',
      'no-clobber': 'n',
      verbose: 'v',
      'no-target-directory': 'T',
      'target-directory': 't:',
    },
    real: 'biSuZ',
    realLong: ['backup', 'interactive', 'update', 'exchange'],
    run: mv(GNU_TRANSFER),
  }),
  chmod: gnu({ ...OWNER, dashWords: /^-[rwxXst]+$/, run: chmod(GNU_OWNER) }),
  chown: gnu({ ...OWNER, real: 'HLP', run: chown(GNU_OWNER) }),
  chgrp: gnu({ ...OWNER, real: 'HLP', run: chgrp(GNU_OWNER) }),
  stat: gnu({
    short: 'c:tL',
    long: { format: 'c:', printf: 'printf:', terse: 't', dereference: 'L' },
    real: 'f',
    realLong: ['file-system', 'cached'],
    run: stat({ gnu: true, cannot: (path, reason) => `cannot statx '${path}': ${reason}` }),
  }),
  find: gnuFind,
  xargs: gnu({
    short: 'n:I:L:P:0rt',
    long: { null: '0', 'no-run-if-empty': 'r', 'max-args': 'n:', verbose: 't', 'max-procs': 'P:' },
    real: 'adEeilpsx',
    stopAtOperand: true,
    run: xargs(GNU_XARGS),
  }),
};
