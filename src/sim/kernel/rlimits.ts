/**
 * Models getrlimit(2) and setrlimit(2): what one process may use, a soft value that holds and a hard one up to which it
 * may be raised. Invariants: soft is at most hard; children inherit both. Held here: RLIMIT_NOFILE, NPROC, FSIZE, CPU.
 * Left out: what the other limits forbid; they are kept and shown only.
 */
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { SysError } from './sys-error.ts';

/** In the order of their numbers (asm-generic/resource.h): RLIMIT_CPU is 0, RLIMIT_NOFILE 7. */
export const RLIMIT_NAMES = [
  'cpu',
  'fsize',
  'data',
  'stack',
  'core',
  'rss',
  'nproc',
  'nofile',
  'memlock',
  'as',
  'locks',
  'sigpending',
  'msgqueue',
  'nice',
  'rtprio',
  'rttime',
] as const;
export type RlimitName = (typeof RLIMIT_NAMES)[number];

/** Infinity is RLIM_INFINITY. */
export interface Rlimit {
  readonly soft: number;
  readonly hard: number;
}
export type Rlimits = Readonly<Record<RlimitName, Rlimit>>;

/** /proc/sys/fs/nr_open: nobody may have more descriptors. */
export const NR_OPEN = 1_048_576;

const both = (value: number): Rlimit => ({ soft: value, hard: value });
const FREE = both(Number.POSITIVE_INFINITY);

/** What PID 1 begins with (init_task.h, fork_init()): processes and pending signals by the memory of the machine. */
export function initialRlimits(memoryBytes: number): Rlimits {
  const pages = Math.floor(memoryBytes / 4096);
  const processes = Math.floor((pages - pages / 22) / 64);
  return {
    cpu: FREE,
    fsize: FREE,
    data: FREE,
    stack: { soft: 8 * 1024 * 1024, hard: Number.POSITIVE_INFINITY },
    core: { soft: 0, hard: Number.POSITIVE_INFINITY },
    rss: FREE,
    nproc: both(processes),
    nofile: { soft: 1024, hard: NR_OPEN },
    memlock: both(8 * 1024 * 1024),
    as: FREE,
    locks: FREE,
    sigpending: both(processes),
    msgqueue: both(819_200),
    nice: both(0),
    rtprio: both(0),
    rttime: FREE,
  };
}

/** EINVAL for a soft value above the hard one; EPERM for raising the hard one without CAP_SYS_RESOURCE, or above nr_open. */
export function setRlimit(process: Process, name: RlimitName, wanted: Rlimit): void {
  if (wanted.soft > wanted.hard) throw new SysError('EINVAL');
  if (name === 'nofile' && wanted.hard > NR_OPEN) throw new SysError('EPERM');
  const raises = wanted.hard > process.rlimits[name].hard;
  if (raises && !process.credentials.effective.has('SYS_RESOURCE')) throw new SysError('EPERM');
  process.rlimits = { ...process.rlimits, [name]: wanted };
  if (name === 'nofile') process.fds.limit = wanted.soft;
}

/** EAGAIN where the caller's user has its RLIMIT_NPROC of processes; root is free, and who has the capabilities. */
export function checkProcessLimit(kernel: Kernel, caller: Process): void {
  const { soft } = caller.rlimits.nproc;
  const { uid, effective } = caller.credentials;
  if (uid === 0 || soft === Number.POSITIVE_INFINITY) return;
  if (effective.has('SYS_RESOURCE') || effective.has('SYS_ADMIN')) return;
  if (processesOf(kernel, uid) >= soft) throw new SysError('EAGAIN');
}

function processesOf(kernel: Kernel, uid: number): number {
  let count = 0;
  for (const process of kernel.processes.values()) if (process.credentials.uid === uid) count += 1;
  return count;
}
