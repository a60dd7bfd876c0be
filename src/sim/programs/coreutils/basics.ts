/** sleep, cat and env of coreutils 9.10. See lib/simple-programs.ts. */
import { gnu, UsageFailure } from '../lib/program.ts';
import { quotedReason } from '../lib/quote-name.ts';
import { catFiles, runEnv, sleepFor } from '../lib/simple-programs.ts';

export const sleep = gnu({
  short: '',
  version: 'sleep (GNU coreutils) 9.10\n',
  run: sleepFor((text) => new UsageFailure(`invalid time interval ‘${text}’`), 'missing operand'),
});

export const cat = gnu({
  short: 'nbETAetu',
  long: { number: 'n', 'number-nonblank': 'b', 'show-ends': 'E', 'show-tabs': 'T', 'show-all': 'A' },
  real: 'sv',
  realLong: ['squeeze-blank', 'show-nonprinting'],
  version: 'cat (GNU coreutils) 9.10\n',
  run: (context) => catFiles(context, quotedReason),
});

export const env = gnu({
  short: 'iu:0',
  long: { 'ignore-environment': 'i', unset: 'u:', null: '0' },
  real: 'CSv',
  realLong: ['chdir', 'split-string', 'debug', 'block-signal', 'default-signal', 'ignore-signal'],
  usageStatus: 125,
  stopAtOperand: true,
  version: 'env (GNU coreutils) 9.10\n',
  run: (context) => runEnv(context, (name, reason) => `‘${name}’: ${reason}`),
});
