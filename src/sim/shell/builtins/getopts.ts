/** Models getopts (POSIX XCU getopts). Invariant: OPTIND and the place inside a cluster tell where it stands. Left out: nothing. */
import type { Task } from '../../kernel/sys.ts';
import { assignNow } from '../assign.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

function* getopts(shell: Shell, argv: readonly string[]): Task<number> {
  const [, letters, name, ...given] = argv;
  if (letters === undefined || name === undefined) {
    yield* shell.err('getopts: usage: getopts optstring name [arg ...]\n');
    return 2;
  }
  const args = given.length > 0 ? given : shell.parameters;
  const index = Number(shell.variables.get('OPTIND') ?? '1');
  const word = args[index - 1];
  if (word === undefined || !/^-./.test(word) || word === '--')
    return finish(shell, name, word === '--' ? index + 1 : index);
  return yield* readOption(shell, { letters, name, word, index, next: args[index] });
}

interface Step {
  readonly letters: string;
  readonly name: string;
  readonly word: string;
  readonly index: number;
  readonly next: string | undefined;
}

function* readOption(shell: Shell, { letters, name, word, index, next }: Step): Task<number> {
  const offset = shell.getoptsOffset;
  const letter = word[offset] ?? '';
  const last = offset + 1 >= word.length;
  const silent = letters.startsWith(':');
  const known = letters.replace(/^:/, '');
  const at = letter === ':' ? -1 : known.indexOf(letter);
  const takesArgument = at !== -1 && known[at + 1] === ':';
  if (!takesArgument) {
    move(shell, last ? index + 1 : index, last ? 1 : offset + 1);
    if (at === -1)
      return yield* failure(
        shell,
        name,
        letter,
        silent,
        '?',
        `illegal option -- ${letter}`,
        `Illegal option -${letter}`,
      );
    shell.variables.unset('OPTARG');
    assignNow(shell, name, letter);
    return 0;
  }
  const argument = last ? next : word.slice(offset + 1);
  move(shell, last ? index + 2 : index + 1, 1);
  if (argument === undefined) {
    const words = [`option requires an argument -- ${letter}`, `No arg for -${letter} option`] as const;
    return yield* failure(shell, name, letter, silent, silent ? ':' : '?', ...words);
  }
  assignNow(shell, 'OPTARG', argument);
  assignNow(shell, name, letter);
  return 0;
}

function move(shell: Shell, index: number, offset: number): void {
  assignNow(shell, 'OPTIND', String(index));
  shell.getoptsOffset = offset;
}

function finish(shell: Shell, name: string, index: number): number {
  move(shell, index, 1);
  assignNow(shell, name, '?');
  return 1;
}

function* failure(
  shell: Shell,
  name: string,
  letter: string,
  silent: boolean,
  answer: string,
  bash: string,
  posix: string,
): Task<number> {
  assignNow(shell, name, answer);
  if (silent) assignNow(shell, 'OPTARG', letter);
  else {
    shell.variables.unset('OPTARG');
    yield* shell.err(shell.dialect.kind === 'bash' ? `${shell.name}: ${bash}\n` : `${posix}\n`);
  }
  return 0;
}

export const GETOPTS_BUILTINS: Readonly<Record<string, Builtin>> = { getopts: { run: getopts } };
