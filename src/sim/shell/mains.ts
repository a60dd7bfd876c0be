/** The shells as programs: bash, dash (Debian's sh) and busybox ash. Models /bin/bash, /bin/dash, /bin/busybox sh. */
import type { ProgramMain } from '../kernel/sys.ts';
import { ASH, BASH, DASH } from './dialects.ts';
import { startShell } from './start.ts';

export const bash: ProgramMain = (sys, argv) => startShell(sys, BASH, argv);
/** The same bash under the version another system ships; what changed between versions is left out. */
export const bashOf =
  (version: string): ProgramMain =>
  (sys, argv) =>
    startShell(sys, { ...BASH, version }, argv);
export const dash: ProgramMain = (sys, argv) => startShell(sys, DASH, argv);

/** ash of a busybox that has these applets; asked for when a shell begins, since the table holds ash itself. */
export const ashWith =
  (applets: () => ReadonlyMap<string, ProgramMain>): ProgramMain =>
  (sys, argv) =>
    startShell(sys, ASH, argv, applets());
