/**
 * Models pushd, popd and dirs (bash(1) SHELL BUILTIN COMMANDS). Invariant: the present directory is the top of the stack; what is
 * kept lies below it. Left out: `-n` and entries named by their number, which refuse.
 */
import type { Task } from '../../kernel/sys.ts';
import { ExpansionError } from '../control.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';
import { changeDirectory } from './where.ts';

const whole = (shell: Shell): readonly string[] => [
  shell.variables.get('PWD') ?? shell.sys.getcwd(),
  ...shell.directories,
];

function shown(shell: Shell, path: string): string {
  const home = shell.variables.get('HOME') ?? '';
  if (home === '' || home === '/' || !(path === home || path.startsWith(`${home}/`))) return path;
  return `~${path.slice(home.length)}`;
}

function* tell(shell: Shell): Task<void> {
  yield* shell.out(
    `${whole(shell)
      .map((path) => shown(shell, path))
      .join(' ')}\n`,
  );
}

const refuse = (words: readonly string[]): ExpansionError =>
  new ExpansionError(`'${words.join(' ')}' is real, but this simulator does not model it`, 2);

function* pushd(shell: Shell, argv: readonly string[]): Task<number> {
  const [word, ...more] = argv.slice(1);
  if (more.length > 0 || (word !== undefined && /^[-+]./.test(word))) throw refuse(argv);
  const [other, ...below] = shell.directories;
  const target = word ?? other;
  if (target === undefined) {
    yield* shell.complainIn('pushd', 'no other directory');
    return 1;
  }
  const [from = '/'] = whole(shell);
  if (!(yield* changeDirectory(shell, 'pushd', target))) return 1;
  shell.directories = [from, ...(word === undefined ? below : shell.directories)];
  yield* tell(shell);
  return 0;
}

function* popd(shell: Shell, argv: readonly string[]): Task<number> {
  if (argv.length > 1) throw refuse(argv);
  const [target, ...below] = shell.directories;
  if (target === undefined) {
    yield* shell.complainIn('popd', 'directory stack empty');
    return 1;
  }
  if (!(yield* changeDirectory(shell, 'popd', target))) return 1;
  shell.directories = below;
  yield* tell(shell);
  return 0;
}

function* dirs(shell: Shell, argv: readonly string[]): Task<number> {
  const [option] = argv.slice(1);
  const all = whole(shell);
  if (option === undefined) yield* tell(shell);
  else if (option === '-c') shell.directories = [];
  else if (option === '-l') yield* shell.out(`${all.join(' ')}\n`);
  else if (option === '-p') yield* shell.out(all.map((path) => `${shown(shell, path)}\n`).join(''));
  else if (option === '-v')
    yield* shell.out(all.map((path, at) => `${String(at).padStart(2)}  ${shown(shell, path)}\n`).join(''));
  else throw refuse(argv);
  return 0;
}

export const DIRECTORY_BUILTINS: Readonly<Record<string, Builtin>> = {
  pushd: { run: pushd, only: ['bash'] },
  popd: { run: popd, only: ['bash'] },
  dirs: { run: dirs, only: ['bash'] },
};
