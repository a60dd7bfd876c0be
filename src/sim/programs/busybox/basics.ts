/** sleep, cat and env of busybox 1.38. See ../lib/simple-programs.ts. */
import { busybox, Failure } from '../lib/program.ts';
import { catFiles, runEnv, sleepFor } from '../lib/simple-programs.ts';

export const sleep = busybox({
  short: '',
  run: sleepFor((text) => new Failure(`invalid number '${text}'`), ''),
});

export const cat = busybox({
  short: 'nbuetAET',
  real: 'v',
  run: (context) =>
    catFiles(context, (path, reason) =>
      reason === 'Is a directory' ? `read error: ${reason}` : `can't open '${path}': ${reason}`,
    ),
});

export const env = busybox({
  short: 'iu:0',
  stopAtOperand: true,
  run: (context) => runEnv(context, (name, reason) => `can't execute '${name}': ${reason}`),
});
