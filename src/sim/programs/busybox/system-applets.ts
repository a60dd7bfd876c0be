/** Applets of busybox that look at or set what the kernel keeps of the machine and its processes. The logic is in ../system. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { busybox } from '../lib/program.ts';
import { dmesg } from '../system/dmesg.ts';
import { sysctl } from '../system/sysctl.ts';
import { taskset } from '../system/taskset.ts';

export const KERNEL_APPLETS: Readonly<Record<string, ProgramMain>> = {
  dmesg: busybox({ short: 't', real: 'cnsr', run: dmesg(false) }),
  sysctl: busybox({ short: 'anewq', real: 'p', run: sysctl(false) }),
  taskset: busybox({ short: 'pc', real: 'a', stopAtOperand: true, run: taskset(false) }),
};
