/** The shells as programs: bash, dash (Debian's sh) and busybox ash. Models /bin/bash, /bin/dash, /bin/busybox sh. */
import type { ProgramMain } from '../kernel/sys.ts';
import { ASH, BASH, DASH } from './dialects.ts';
import { startShell } from './start.ts';

export const bash: ProgramMain = (sys, argv) => startShell(sys, BASH, argv);
export const dash: ProgramMain = (sys, argv) => startShell(sys, DASH, argv);
export const ash: ProgramMain = (sys, argv) => startShell(sys, ASH, argv);
