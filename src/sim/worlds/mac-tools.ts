/**
 * The tools of macOS 15.6 that a shell needs: BSD's options and words over the logic that GNU's and busybox's share (programs/lib).
 * Invariant: an option that is not named here refuses. Left out: Directory Service, so that accounts are those of /etc/passwd.
 */
import type { ProgramMain } from '../kernel/sys.ts';
import { cut, seq, tee } from '../programs/lib/cut-tee-seq.ts';
import { date } from '../programs/lib/date-program.ts';
import { type FileWords, ln, mkdir, rm, rmdir, touch } from '../programs/lib/file-programs.ts';
import { head, tail } from '../programs/lib/head-tail.ts';
import { baseNameOf, directoryOf, hostname, which, whoami } from '../programs/lib/identity-programs.ts';
import { listFiles } from '../programs/lib/ls-program.ts';
import { bsd } from '../programs/lib/program.ts';
import { sort, uniq } from '../programs/lib/sort-uniq.ts';
import { tr } from '../programs/lib/tr-program.ts';
import { wc } from '../programs/lib/wc-program.ts';
import { BSD_GREPS } from '../programs/text/grep.ts';
import { bsdSed } from '../programs/text/sed/sed.ts';

const plain = (path: string, reason: string): string => `${path}: ${reason}`;

const WORDS: FileWords = {
  mkdir: plain,
  rmdir: plain,
  remove: plain,
  isDirectory: (path) => `${path}: is a directory`,
  touch: plain,
  link: (_target, path, _symbolic, reason) => `${path}: ${reason}`,
  missing: '',
};

/** By the path macOS has each at. */
const TOOLS: Readonly<Record<string, ProgramMain>> = {
  '/bin/date': bsd({
    short: 'u',
    run: date({
      extra: () => '',
      invalid: (text) => `illegal time format: ${text}`,
      cannotSet: 'Operation not permitted',
      shownAllTheSame: false,
    }),
  }),
  '/bin/hostname': bsd({
    short: 's',
    run: hostname({ lookupFailure: (node) => node, notPermitted: 'sethostname: Operation not permitted' }),
  }),
  '/bin/ln': bsd({ short: 'sfn', run: ln(WORDS) }),
  '/bin/ls': bsd({
    short: '1aACdFhlprRStn',
    run: (context) =>
      listFiles(context, { missing: plain, cannotOpen: plain, failedStatus: 1, fitted: true, bsd: true }),
  }),
  '/bin/mkdir': bsd({ short: 'pm:', run: mkdir(WORDS) }),
  '/bin/rm': bsd({ short: 'rRfd', run: rm(WORDS) }),
  '/bin/rmdir': bsd({ short: '', run: rmdir(WORDS) }),
  '/usr/bin/basename': bsd({ short: '', run: baseNameOf }),
  '/usr/bin/cut': bsd({ short: 'd:f:c:b:s', run: (context) => cut(context, plain, '') }),
  '/usr/bin/dirname': bsd({ short: '', run: directoryOf }),
  '/usr/bin/egrep': BSD_GREPS.egrep,
  '/usr/bin/fgrep': BSD_GREPS.fgrep,
  '/usr/bin/grep': BSD_GREPS.grep,
  '/usr/bin/head': bsd({ short: 'n:c:', numberIs: 'n', run: (context) => head(context, plain, false) }),
  '/usr/bin/sed': bsdSed,
  '/usr/bin/seq': bsd({ short: 's:w', dashWords: /^-[.\d]/, run: seq }),
  '/usr/bin/sort': bsd({ short: 'rnuk:t:s', run: (context) => sort(context, (_path, reason) => reason) }),
  '/usr/bin/tail': bsd({ short: 'n:c:f', numberIs: 'n', run: (context) => tail(context, plain, false) }),
  '/usr/bin/tee': bsd({ short: 'ai', run: (context) => tee(context, plain) }),
  '/usr/bin/touch': bsd({ short: 'c', run: touch(WORDS) }),
  '/usr/bin/tr': bsd({ short: 'cdsC', run: tr }),
  '/usr/bin/uniq': bsd({ short: 'cdui', run: (context) => uniq(context, plain, 4) }),
  '/usr/bin/wc': bsd({
    short: 'lwcm',
    run: (context) => wc(context, (path, reason) => `${path}: open: ${reason}`, 'bsd'),
  }),
  '/usr/bin/which': bsd({ short: 'a', run: which }),
  '/usr/bin/whoami': bsd({ short: '', run: whoami((uid) => String(uid)) }),
};

const programName = (path: string): string => `mac${path}`;

export const MAC_TOOL_PATHS: readonly string[] = Object.keys(TOOLS);
export const macToolAt = programName;
export const MAC_TOOLS: readonly (readonly [string, ProgramMain])[] = Object.entries(TOOLS).map(
  ([path, main]) => [programName(path), main],
);
