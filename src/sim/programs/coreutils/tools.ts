/** The rest of coreutils, grep and procps that is modelled, with Debian's options and words. The logic is in ../lib. */

import { cut, seq, tee } from '../lib/cut-tee-seq.ts';
import { BUSYBOX_FILE_WORDS, GNU_FILE_WORDS, ln, mkdir, rm, rmdir, touch } from '../lib/file-programs.ts';
import { head, tail } from '../lib/head-tail.ts';
import {
  baseNameOf,
  directoryOf,
  domainName,
  hostname,
  id,
  nproc,
  pwd,
  readLink,
  tty,
  uname,
  which,
  whoami,
} from '../lib/identity-programs.ts';
import { pgrep, pidof, timeout, timeoutInPlace } from '../lib/process-programs.ts';
import { SELECTION, UNMODELLED_SELECTION } from '../lib/process-selection.ts';
import { PGREP_USAGE } from '../lib/process-usages.ts';
import { busybox, gnu } from '../lib/program.ts';
import { quotedReason, quoteName } from '../lib/quote-name.ts';
import { sort, uniq } from '../lib/sort-uniq.ts';
import { tr } from '../lib/tr-program.ts';
import { wc } from '../lib/wc-program.ts';
import { busyboxAwk, mawk } from '../text/awk/awk.ts';
import { BUSYBOX_GREPS, GNU_GREPS } from '../text/grep.ts';
import { busyboxSed, gnuSed } from '../text/sed/sed.ts';

const cannotOpen = (path: string, reason: string): string => `cannot open '${path}' for reading: ${reason}`;
const plain = (path: string, reason: string): string => `${path}: ${reason}`;

/** `head -5` is `head -n 5`. */
const LINES = { lines: 'n:', bytes: 'c:', quiet: 'q', silent: 'q', verbose: 'v' };

export const GNU_TOOLS = {
  head: gnu({
    short: 'n:c:qv',
    numberIs: 'n',
    long: LINES,
    real: 'z',
    run: (context) => head(context, cannotOpen, true),
  }),
  tail: gnu({
    short: 'n:c:fFqvs:',
    numberIs: 'n',
    long: { ...LINES, follow: 'f' },
    real: 'z',
    realLong: ['pid', 'retry'],
    run: (context) => tail(context, cannotOpen, true),
  }),
  wc: gnu({
    short: 'lwcmL',
    long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' },
    run: (context) => wc(context, quotedReason, true),
  }),
  sort: gnu({
    short: 'rnufk:t:s',
    long: { reverse: 'r', 'numeric-sort': 'n', unique: 'u', key: 'k:', stable: 's' },
    real: 'bdghiMRVcCmoSTz',
    usageStatus: 2,
    run: (context) => sort(context, (path, reason) => `cannot read: ${quoteName(path)}: ${reason}`),
  }),
  uniq: gnu({
    short: 'cdui',
    long: { count: 'c', repeated: 'd', unique: 'u' },
    real: 'Dfswz',
    run: (context) => uniq(context, quotedReason),
  }),
  cut: gnu({
    short: 'd:f:c:b:s',
    long: { delimiter: 'd:', fields: 'f:', characters: 'c:' },
    real: 'nz',
    realLong: ['complement', 'output-delimiter'],
    run: (context) => cut(context, quotedReason, 'you must specify a list of bytes, characters, or fields'),
  }),
  tr: gnu({
    short: 'cdsC',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's' },
    real: 't',
    run: tr,
  }),
  tee: gnu({ short: 'ai', long: { append: 'a' }, real: 'p', run: (context) => tee(context, quotedReason) }),
  seq: gnu({
    short: 's:w',
    dashWords: /^-[.\d]/,
    long: { separator: 's:', 'equal-width': 'w' },
    real: 'f',
    run: seq,
  }),
  id: gnu({
    short: 'ugGn',
    long: { user: 'u', group: 'g', groups: 'G', name: 'n' },
    real: 'arzZ',
    run: id((name) => `‘${name}’: no such user`),
  }),
  whoami: gnu({ short: '', run: whoami((uid) => `cannot find name for user ID ${uid}`) }),
  uname: gnu({
    short: 'asnrvmo',
    long: { all: 'a', 'kernel-release': 'r', machine: 'm', nodename: 'n' },
    real: 'pi',
    run: uname('GNU/Linux'),
  }),
  nproc: gnu({ short: '', long: { all: 'all' }, realLong: ['ignore'], run: nproc }),
  tty: gnu({ short: 's', long: { silent: 's' }, usageStatus: 2, run: tty }),
  pwd: gnu({ short: 'LP', run: pwd }),
  basename: gnu({ short: '', real: 'asz', run: baseNameOf }),
  dirname: gnu({ short: '', real: 'z', run: directoryOf }),
  readlink: gnu({ short: 'nf', long: { canonicalize: 'f' }, real: 'emqsvz', run: readLink(false) }),
  mkdir: gnu({ short: 'pm:', long: { parents: 'p', mode: 'm:' }, real: 'vZ', run: mkdir(GNU_FILE_WORDS) }),
  rmdir: gnu({ short: '', real: 'pv', run: rmdir(GNU_FILE_WORDS) }),
  rm: gnu({
    short: 'rRfdv',
    long: { recursive: 'r', force: 'f', dir: 'd', verbose: 'v' },
    real: 'iI',
    run: rm(GNU_FILE_WORDS),
  }),
  touch: gnu({
    short: 'cd:r:',
    long: { 'no-create': 'c', date: 'd:', reference: 'r:' },
    real: 'afhmt',
    run: touch(GNU_FILE_WORDS),
  }),
  ln: gnu({
    short: 'sfn',
    long: { symbolic: 's', force: 'f' },
    real: 'bdFiLPrStTv',
    run: ln(GNU_FILE_WORDS),
  }),
  timeout: gnu({
    short: 's:p',
    long: { signal: 's:', 'preserve-status': 'p' },
    real: 'fkv',
    stopAtOperand: true,
    usageStatus: 125,
    run: timeout,
  }),
};

export const GNU_OTHERS = {
  ...GNU_GREPS,
  awk: mawk,
  mawk,
  sed: gnuSed,
  hostname: gnu({
    short: 'dfsiI',
    real: 'aAbFyV',
    run: hostname({
      lookupFailure: () => 'Name or service not known',
      notPermitted: 'you must be root to change the host name',
    }),
  }),
  dnsdomainname: gnu({ short: '', run: domainName(() => 'Name or service not known') }),
  which: gnu({ short: 'a', run: which }),
  pgrep: gnu({
    short: `${SELECTION.short}lad:`,
    long: { ...SELECTION.long, 'list-name': 'l', 'list-full': 'a', delimiter: 'd:' },
    real: 'GHLOqrtFwAQ',
    realLong: UNMODELLED_SELECTION,
    usage: PGREP_USAGE,
    usageStatus: 2,
    run: pgrep,
  }),
  pidof: gnu({ short: 's', real: 'cnqwxotS', run: pidof }),
};

const opened = (path: string, reason: string): string => `can't open '${path}': ${reason}`;

export const BUSYBOX_TOOLS = {
  head: busybox({ short: 'n:c:qv', numberIs: 'n', run: (context) => head(context, plain, false) }),
  tail: busybox({ short: 'n:c:fFqvs:', numberIs: 'n', run: (context) => tail(context, opened, false) }),
  wc: busybox({ short: 'clwLm', run: (context) => wc(context, plain, false) }),
  sort: busybox({ short: 'rnufk:t:s', real: 'bcdghiMoTzV', run: (context) => sort(context, plain) }),
  uniq: busybox({ short: 'cdui', real: 'fswz', run: (context) => uniq(context, plain) }),
  cut: busybox({ short: 'd:f:c:b:s', real: 'nODF', run: (context) => cut(context, plain, '') }),
  tr: busybox({ short: 'cdsC', run: tr }),
  tee: busybox({ short: 'ai', run: (context) => tee(context, plain) }),
  seq: busybox({ short: 's:w', dashWords: /^-[.\d]/, run: seq }),
  id: busybox({ short: 'ugGn', real: 'r', run: id((name) => `unknown user ${name}`) }),
  whoami: busybox({ short: '', run: whoami((uid) => `unknown uid ${uid}`) }),
  uname: busybox({ short: 'asnrvmo', real: 'pi', run: uname('GNU/Linux') }),
  nproc: busybox({ short: '', long: { all: 'all' }, realLong: ['ignore'], run: nproc }),
  tty: busybox({ short: 's', run: tty }),
  pwd: busybox({ short: 'LP', run: pwd }),
  basename: busybox({ short: '', run: baseNameOf }),
  dirname: busybox({ short: '', run: directoryOf }),
  readlink: busybox({ short: 'nf', real: 'v', run: readLink(true) }),
  mkdir: busybox({ short: 'pm:', run: mkdir(BUSYBOX_FILE_WORDS) }),
  rmdir: busybox({ short: '', real: 'p', run: rmdir(BUSYBOX_FILE_WORDS) }),
  rm: busybox({ short: 'rRf', real: 'i', run: rm(BUSYBOX_FILE_WORDS) }),
  touch: busybox({ short: 'cd:r:', real: 'ahmt', run: touch(BUSYBOX_FILE_WORDS) }),
  ln: busybox({ short: 'sfn', real: 'bSTv', run: ln(BUSYBOX_FILE_WORDS) }),
  timeout: busybox({ short: 's:', real: 'k', stopAtOperand: true, run: timeoutInPlace }),
  ...BUSYBOX_GREPS,
  awk: busyboxAwk,
  sed: busyboxSed,
  hostname: busybox({
    short: 'dfsi',
    real: 'F',
    run: hostname({
      lookupFailure: (node) => `${node}: Host name lookup failure`,
      notPermitted: 'sethostname: Operation not permitted',
    }),
  }),
  dnsdomainname: busybox({ short: '', run: domainName((node) => `${node}: Host name lookup failure`) }),
  which: busybox({ short: 'a', run: which }),
  pidof: busybox({ short: 's', real: 'o', run: pidof }),
};
