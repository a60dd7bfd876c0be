/** ls of busybox 1.38. See ../lib/ls-program.ts. */
import { listFiles } from '../lib/ls-program.ts';
import { busybox } from '../lib/program.ts';

export const ls = busybox({
  short: '1AaCdLHRFplinhrsSt',
  long: { 'full-time': 'full-time', color: 'color?' },
  real: 'xXvcuw',
  realLong: ['group-directories-first'],
  run: (context) =>
    listFiles(context, {
      missing: (path, reason) => `${path}: ${reason}`,
      cannotOpen: (path, reason) => `can't open '${path}': ${reason}`,
      failedStatus: 1,
      fitted: false,
    }),
});
