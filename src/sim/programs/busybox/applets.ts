/** The applets of busybox that are modelled, by name. The list of all the real build has is in shell/applet-names.ts. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { ashWith } from '../../shell/mains.ts';
import { BUSYBOX_TOOLS } from '../coreutils/tools.ts';
import { busyboxKill } from '../lib/kill-program.ts';
import { echo, fail, succeed, yes } from '../lib/simple-programs.ts';
import { BUSYBOX_NET } from '../net/index.ts';
import { cat, env, sleep } from './basics.ts';
import { ls } from './ls.ts';
import { MORE_APPLETS } from './more-applets.ts';
import { multiCall } from './multi-call.ts';
import { ps } from './ps.ts';

const ash = ashWith(() => BUSYBOX_MODELLED);

export const BUSYBOX_MODELLED: ReadonlyMap<string, ProgramMain> = new Map(
  Object.entries({
    ...BUSYBOX_TOOLS,
    ...BUSYBOX_NET,
    ...MORE_APPLETS,
    ash,
    sh: ash,
    echo,
    true: succeed,
    false: fail,
    yes,
    sleep,
    cat,
    env,
    ls,
    ps,
    kill: busyboxKill,
  }),
);

export const busyboxMain: ProgramMain = multiCall(BUSYBOX_MODELLED);
