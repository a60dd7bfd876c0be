/** Models cd and pwd (POSIX XCU cd, pwd). Invariant: PWD and OLDPWD follow every cd. Left out: CDPATH. */
import { strerror } from '../../kernel/errno.ts';
import { SysError, type Task } from '../../kernel/sys.ts';
import { assignNow } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { badOption } from './failure.ts';
import type { Builtin } from './registry.ts';

/** The path with `.` and `..` taken away by their names alone. */
export function logicalPath(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function here(shell: Shell): string {
  const pwd = shell.variables.get('PWD');
  if (pwd?.startsWith('/') && sameDirectory(shell, pwd)) return pwd;
  return shell.sys.getcwd();
}

function sameDirectory(shell: Shell, path: string): boolean {
  try {
    const [one, other] = [shell.sys.stat(path), shell.sys.stat('.')];
    return one.dev === other.dev && one.ino === other.ino;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function* cd(shell: Shell, argv: readonly string[]): Task<number> {
  const physical = argv[1] === '-P';
  const args = argv.slice(physical || argv[1] === '-L' || argv[1] === '--' ? 2 : 1);
  const failed = shell.dialect.kind === 'bash' ? 1 : 2;
  if (args.length > 1 && shell.dialect.kind === 'bash') {
    yield* shell.complainIn('cd', 'too many arguments');
    return 2;
  }
  const [word] = args;
  const named = word === undefined ? 'HOME' : word === '-' ? 'OLDPWD' : null;
  // ash goes to where it is when there is no other place to go back to.
  const back = shell.dialect.kind === 'ash' && word === '-' ? (shell.variables.get('PWD') ?? null) : null;
  const target = named === null ? (word ?? '') : (shell.variables.get(named) ?? back);
  if (target === null && shell.dialect.kind === 'ash' && word === undefined) return 0;
  if (target === null) {
    yield* shell.complainIn('cd', `${named} not set`);
    return failed;
  }
  const error = tryMove(shell, target, physical);
  if (error !== null) {
    yield* shell.complainIn('cd', failureWords(shell, target, error));
    return failed;
  }
  if (word === '-') yield* shell.out(`${shell.variables.get('PWD') ?? ''}\n`);
  return 0;
}

/** Goes there as cd does, without a word on success; complains in the name of `builtin`. Says whether it went. */
export function* changeDirectory(shell: Shell, builtin: string, target: string): Task<boolean> {
  const error = tryMove(shell, target, false);
  if (error !== null) yield* shell.complainIn(builtin, failureWords(shell, target, error));
  return error === null;
}

function tryMove(shell: Shell, target: string, physical: boolean): SysError | null {
  if (target === '') return null;
  try {
    move(shell, physical ? target : logicalPath(here(shell), target), physical);
    return null;
  } catch (error) {
    if (error instanceof SysError) return error;
    throw error;
  }
}

function move(shell: Shell, path: string, physical: boolean): void {
  const old = here(shell);
  shell.sys.chdir(path);
  assignNow(shell, 'OLDPWD', old);
  assignNow(shell, 'PWD', physical ? shell.sys.getcwd() : path);
}

function failureWords(shell: Shell, target: string, error: SysError): string {
  if (shell.dialect.kind === 'bash') return `${target}: ${strerror(error.errno)}`;
  return shell.dialect.kind === 'ash'
    ? `can't cd to ${target}: ${strerror(error.errno)}`
    : `can't cd to ${target}`;
}

function* pwd(shell: Shell, argv: readonly string[]): Task<number> {
  const option = argv[1];
  if (option !== undefined && /^-[^LP]/.test(option))
    return yield* badOption(shell, 'pwd', option, 'pwd [-LP]');
  yield* shell.out(`${option === '-P' ? shell.sys.getcwd() : here(shell)}\n`);
  return 0;
}

export const WHERE_BUILTINS: Readonly<Record<string, Builtin>> = { cd: { run: cd }, pwd: { run: pwd } };
