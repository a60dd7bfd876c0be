/** The programs of a Debian host (coreutils, procps and the like), each with its path and size there. Sizes read off Debian sid. */
import type { ProgramMain } from '../kernel/sys.ts';
import { cat, env, sleep } from './coreutils/basics.ts';
import { ls } from './coreutils/ls.ts';
import { MORE_TOOLS } from './coreutils/more-tools.ts';
import { SMALL_TOOLS } from './coreutils/small-tools.ts';
import { SYSTEM_TOOLS } from './coreutils/system-tools.ts';
import { GNU_OTHERS, GNU_TOOLS } from './coreutils/tools.ts';
import { procpsKill } from './lib/kill-program.ts';
import { echo, fail, succeed, yes } from './lib/simple-programs.ts';
import { DEBIAN_NET } from './net/index.ts';
import { ps } from './procps/ps.ts';

export interface DebianProgram {
  readonly program: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly main: ProgramMain;
}

const usrBin = (
  origin: string,
  sizeBytes: number,
  programs: Readonly<Record<string, ProgramMain>>,
): DebianProgram[] =>
  Object.entries(programs).map(([name, main]) => ({
    program: `${origin}/${name}`,
    path: `/usr/bin/${name}`,
    sizeBytes,
    main,
  }));

export const DEBIAN_PROGRAMS: readonly DebianProgram[] = [
  ...usrBin('coreutils', 43_648, GNU_TOOLS),
  ...usrBin('debian', 43_648, GNU_OTHERS),
  ...usrBin('coreutils', 43_648, { cat, echo, env, false: fail, ls, sleep, true: succeed, yes }),
  ...usrBin('debian', 43_648, MORE_TOOLS),
  ...usrBin('debian', 43_648, SYSTEM_TOOLS),
  ...usrBin('debian', 43_648, SMALL_TOOLS),
  ...DEBIAN_NET,
  ...usrBin('procps', 31_136, { kill: procpsKill, ps }),
];
