/** ls of coreutils 9.10. See lib/ls-program.ts. */
import { listFiles } from '../lib/ls-program.ts';
import { gnu } from '../lib/program.ts';

export const ls = gnu({
  short: '1aACdfFghHilLmnoprRsSt',
  long: {
    all: 'a',
    'almost-all': 'A',
    directory: 'd',
    'human-readable': 'h',
    inode: 'i',
    reverse: 'r',
    recursive: 'R',
    size: 's',
    'full-time': 'full-time',
    color: 'color?',
    dereference: 'L',
    'numeric-uid-gid': 'n',
  },
  real: 'bBcDGIkNqQTuUvwxXZ',
  realLong: [
    'time',
    'sort',
    'time-style',
    'quoting-style',
    'format',
    'classify',
    'hide',
    'ignore',
    'block-size',
    'si',
    'author',
    'escape',
    'zero',
  ],
  usageStatus: 2,
  version: 'ls (GNU coreutils) 9.10\n',
  run: (context) =>
    listFiles(context, {
      missing: (path, reason) => `cannot access '${path}': ${reason}`,
      cannotOpen: (path, reason) => `cannot open directory '${path}': ${reason}`,
      failedStatus: 2,
      fitted: true,
    }),
});
