/** Models umask and times (POSIX XCU, bash(1)); ulimit is in a file of its own. Left out: times, which are those of the virtual clock. */
import type { Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';
import { ulimit } from './ulimit.ts';

const letters = (bits: number): string =>
  `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;

function* umask(shell: Shell, argv: readonly string[]): Task<number> {
  const mask = shell.sys.umask(0);
  shell.sys.umask(mask);
  const word = argv[1];
  if (word === undefined) yield* shell.out(`${mask.toString(8).padStart(4, '0')}\n`);
  else if (word === '-S')
    yield* shell.out(
      `u=${letters(7 & ~(mask >> 6))},g=${letters(7 & ~(mask >> 3))},o=${letters(7 & ~mask)}\n`,
    );
  else if (/^[0-7]+$/.test(word)) shell.sys.umask(Number.parseInt(word, 8));
  else {
    yield* shell.complainIn(
      'umask',
      shell.dialect.kind === 'bash' ? `${word}: octal number out of range` : `Illegal number: ${word}`,
    );
    return 1;
  }
  return 0;
}

function* times(shell: Shell): Task<number> {
  yield* shell.out('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
}

export const LIMIT_BUILTINS: Readonly<Record<string, Builtin>> = {
  umask: { run: umask },
  ulimit: { run: ulimit },
  times: { run: times },
};
