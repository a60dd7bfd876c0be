/** Applets of busybox beside those in applets.ts: scheduling, tests, copying, looking. The logic is in ../lib. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { busyboxPrintfWords, printf } from '../lib/printf-program.ts';
import { busybox } from '../lib/program.ts';
import { busyboxTest } from '../lib/test-program.ts';
import { crond } from './crond.ts';

export const MORE_APPLETS: Readonly<Record<string, ProgramMain>> = {
  crond,
  printf: busybox({ short: '', noOptions: true, run: printf(busyboxPrintfWords) }),
  test: busyboxTest,
  '[': busyboxTest,
  '[[': busyboxTest,
};
