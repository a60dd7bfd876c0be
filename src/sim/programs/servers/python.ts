/**
 * Models python(1) as far as telling its version goes: `--version`, `-V`. Invariant: 2.7 tells it on stderr, 3.4 and later on
 * stdout, as the interpreters do. Left out: everything else, which is refused with a sentence.
 */
import type { Program, ProgramMain } from '../../kernel/sys.ts';
import { err, out } from '../lib/io.ts';
import { notModelled } from './not-modelled.ts';

export const python = (version: string): ProgramMain =>
  function* main(sys, argv): Program {
    const [, option] = argv;
    if (option !== '--version' && option !== '-V') return yield* notModelled(sys, argv);
    const line = `Python ${version}\n`;
    yield* version.startsWith('2.') ? err(sys, line) : out(sys, line);
    return 0;
  };
