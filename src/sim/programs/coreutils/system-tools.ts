/** Programs of a Debian host that look at the machine, its clock, its mounts and its namespaces. The logic is in ../system, ../namespaces. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { BUSYBOX_DATE, date, GNU_DATE } from '../lib/date-program.ts';
import { BUSYBOX_DD, dd, GNU_DD } from '../lib/dd-program.ts';
import { killall, pkill, SIGNAL_WORDS } from '../lib/kill-by-name.ts';
import { SELECTION, UNMODELLED_SELECTION } from '../lib/process-selection.ts';
import { PKILL_USAGE } from '../lib/process-usages.ts';
import { busybox, gnu } from '../lib/program.ts';
import { chroot } from '../namespaces/chroot.ts';
import { lsns } from '../namespaces/lsns.ts';
import { nsenter } from '../namespaces/nsenter.ts';
import { unshare } from '../namespaces/unshare.ts';
import { df } from '../system/df.ts';
import { BUSYBOX_DU, du, GNU_DU } from '../system/du.ts';
import { findmnt } from '../system/findmnt.ts';
import { free } from '../system/memory.ts';
import { mount, umount } from '../system/mount-programs.ts';
import { passwd } from '../system/passwd-status.ts';
import { top } from '../system/top.ts';
import { uptime, w } from '../system/uptime.ts';
import { FREE_USAGE, UPTIME_USAGE } from '../system/usages.ts';

const BUSYBOX_NAMESPACES = { mount: 'm?', uts: 'u?', ipc: 'i?', net: 'n?', pid: 'p?', user: 'U?' };
const NAMESPACES = { ...BUSYBOX_NAMESPACES, cgroup: 'C?', time: 'T?' };
const UNSHARE = {
  short: 'muinpUfr',
  long: { ...BUSYBOX_NAMESPACES, fork: 'f', 'map-root-user': 'r', 'mount-proc': 'mount-proc?' },
  stopAtOperand: true,
};
const GNU_UNSHARE = {
  ...UNSHARE,
  short: 'muinpUCTfr',
  long: { ...UNSHARE.long, ...NAMESPACES, monotonic: 'monotonic:', boottime: 'boottime:' },
};
const UNSHARE_REAL = [
  'map-user',
  'map-group',
  'map-users',
  'map-groups',
  'map-auto',
  'map-current-user',
  'keep-caps',
  'kill-child',
  'propagation',
  'setgroups',
  'root',
  'wd',
  'setuid',
  'setgid',
];
const NSENTER = {
  short: 't:amuinpUCTF',
  long: { ...NAMESPACES, target: 't:', all: 'a', 'no-fork': 'F' },
  stopAtOperand: true,
};
const MOUNT = {
  short: 't:o:r',
  long: {
    types: 't:',
    options: 'o:',
    'read-only': 'r',
    bind: 'bind',
    rbind: 'rbind',
    'make-private': 'private',
    'make-rprivate': 'private',
    'make-slave': 'slave',
    'make-shared': 'shared',
  },
};
const DATE = { short: 'ud:s:r:RI::' };
const FREE = { short: 'bkmgh' };

export const SYSTEM_TOOLS: Readonly<Record<string, ProgramMain>> = {
  date: gnu({
    ...DATE,
    long: {
      utc: 'u',
      universal: 'u',
      date: 'd:',
      set: 's:',
      reference: 'r:',
      'rfc-email': 'R',
      'iso-8601': 'I?',
    },
    real: 'f',
    realLong: ['file', 'debug', 'rfc-3339', 'resolution'],
    run: date(GNU_DATE),
  }),
  dd: gnu({ short: '', run: dd(GNU_DD) }),
  df: gnu({
    short: 'hTmk',
    long: { 'human-readable': 'h', 'print-type': 'T' },
    real: 'aBHilPtvx',
    realLong: ['all', 'inodes', 'output', 'total', 'type', 'local'],
    run: df(true),
  }),
  du: gnu({
    short: 'shakmd:bc',
    long: {
      summarize: 's',
      'human-readable': 'h',
      all: 'a',
      'max-depth': 'd:',
      'apparent-size': 'apparent',
      bytes: 'b',
      total: 'c',
    },
    real: '0BDHlLPStxX',
    realLong: ['exclude', 'one-file-system'],
    run: du(GNU_DU),
  }),
  free: gnu({
    ...FREE,
    long: { bytes: 'b', kibi: 'k', mebi: 'm', gibi: 'g', human: 'h' },
    real: 'lLtvwsc',
    realLong: ['si', 'total', 'wide', 'seconds', 'count', 'lohi', 'line', 'committed'],
    usage: FREE_USAGE,
    run: free(true),
  }),
  uptime: gnu({
    short: '',
    real: 'pcrs',
    realLong: ['pretty', 'since', 'raw', 'container'],
    usage: UPTIME_USAGE,
    run: uptime,
  }),
  w: gnu({ short: '', real: 'chsfoipu', run: w }),
  top: gnu({ short: 'bn:d:', real: 'cHiouUpsSwEeO1', run: top(true) }),
  findmnt: gnu({
    short: 't:o:nlT:',
    long: { types: 't:', output: 'o:', noheadings: 'n', list: 'l', target: 'T:' },
    real: 'AabCcDdeFfGhiJkmMNOpPqRrSsUuvVwxy',
    run: findmnt,
  }),
  passwd: gnu({ short: 'S', long: { status: 'S' }, real: 'adehiklnPqrRuwx', run: passwd }),
  mount: gnu({ ...MOUNT, real: 'aBcFfilLMnNRTUvwX', run: mount(true) }),
  umount: gnu({ short: 'lf', long: { lazy: 'l', force: 'f' }, real: 'aAcdinNOqrRtv', run: umount(true) }),
  unshare: gnu({ ...GNU_UNSHARE, real: 'cRwSG', realLong: UNSHARE_REAL, run: unshare(true) }),
  nsenter: gnu({ ...NSENTER, real: 'SGrwWZceN', run: nsenter(true) }),
  lsns: gnu({
    short: 't:p:no:',
    long: { type: 't:', task: 'p:', noheadings: 'n', output: 'o:' },
    real: 'JlPruWTQHqy',
    run: lsns,
  }),
  chroot: gnu({
    short: '',
    stopAtOperand: true,
    usageStatus: 125,
    realLong: ['userspec', 'groups', 'skip-chdir'],
    run: chroot(true),
  }),
  pkill: gnu({
    short: SELECTION.short,
    long: { ...SELECTION.long, signal: 'signal:', echo: 'e' },
    dashWords: SIGNAL_WORDS,
    real: 'GHLOqrtFmAQ',
    realLong: UNMODELLED_SELECTION,
    usage: PKILL_USAGE,
    usageStatus: 2,
    run: pkill,
  }),
};

export const SYSTEM_APPLETS: Readonly<Record<string, ProgramMain>> = {
  date: busybox({ ...DATE, real: 'D', run: date(BUSYBOX_DATE) }),
  dd: busybox({ short: '', run: dd(BUSYBOX_DD) }),
  df: busybox({ short: 'hTmk', real: 'aBPit', run: df(false) }),
  du: busybox({ short: 'shakmd:c', real: 'HLlx', run: du(BUSYBOX_DU) }),
  free: busybox({ ...FREE, real: 't', run: free(false) }),
  uptime: busybox({ short: '', real: 's', run: uptime }),
  top: busybox({ short: 'bn:d:', real: 'Hm', run: top(false) }),
  mount: busybox({ ...MOUNT, real: 'afinOsvwT', run: mount(false) }),
  umount: busybox({ short: 'lf', real: 'adrt', run: umount(false) }),
  unshare: busybox({ ...UNSHARE, real: 'RSG', run: unshare(false) }),
  nsenter: busybox({ ...NSENTER, real: 'SGrw', run: nsenter(false) }),
  chroot: busybox({ short: '', stopAtOperand: true, run: chroot(false) }),
  killall: busybox({ short: 'q', dashWords: SIGNAL_WORDS, real: 'lw', run: killall }),
};
