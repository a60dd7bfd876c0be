/** Programs of a Debian host beside those in tools.ts. The logic is in ../lib. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { gnuPrintfWords, printf } from '../lib/printf-program.ts';
import { gnu } from '../lib/program.ts';
import { gnuTest } from '../lib/test-program.ts';

export const MORE_TOOLS: Readonly<Record<string, ProgramMain>> = {
  printf: gnu({ short: '', noOptions: true, run: printf(gnuPrintfWords) }),
  test: gnuTest,
  '[': gnuTest,
};
