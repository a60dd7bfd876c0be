/** Applets of busybox that look at or set what the kernel keeps of the machine and its processes. The logic is in ../system. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { gzip } from '../gzip/gzip.ts';
import { busybox } from '../lib/program.ts';
import { renice } from '../small/priority-programs.ts';
import { su } from '../small/user-switch.ts';
import { watch } from '../small/watch.ts';
import { dmesg } from '../system/dmesg.ts';
import { lsmod, modprobe } from '../system/modules.ts';
import { sysctl } from '../system/sysctl.ts';
import { taskset } from '../system/taskset.ts';

export const KERNEL_APPLETS: Readonly<Record<string, ProgramMain>> = {
  dmesg: busybox({ short: 't', real: 'cnsr', run: dmesg(false) }),
  gzip: busybox({
    short: 'cdfkt123456789',
    real: 'nq',
    run: gzip({ gnu: false, unpacks: false, toOutput: false }),
  }),
  gunzip: busybox({ short: 'cfkt', real: 'n', run: gzip({ gnu: false, unpacks: true, toOutput: false }) }),
  zcat: busybox({ short: '', run: gzip({ gnu: false, unpacks: true, toOutput: true }) }),
  lsmod: busybox({ short: '', run: lsmod(false) }),
  modprobe: busybox({ short: 'rvq', real: 'alnsbD', run: modprobe(false) }),
  renice: busybox({ short: 'n', real: 'gu', dashWords: /^-\d+$/, run: renice(false) }),
  su: busybox({ short: 'c:s:lmp', run: su(false) }),
  watch: busybox({ short: 'n:tx', stopAtOperand: true, run: watch(false) }),
  sysctl: busybox({ short: 'anewq', real: 'p', run: sysctl(false) }),
  taskset: busybox({ short: 'pc', real: 'a', stopAtOperand: true, run: taskset(false) }),
};
