/** Programs that an image has and the simulator does not: they say so and end. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';

export const notModelled: ProgramMain = function* notModelledMain(sys, argv) {
  yield* err(sys, `${baseName(argv[0] ?? '')}: this program is real, but this simulator does not model it\n`);
  return 2;
};
