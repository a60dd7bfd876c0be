/**
 * Models starting a program: PATH search, execve(2), the errors 126 and 127, scripts without `#!` (ENOEXEC), and busybox's
 * applets that ash finds before PATH and runs in place or by executing itself (FEATURE_SH_STANDALONE as Debian builds it). Invariant: called in the process that
 * becomes the program; returns only when it could not. Left out: bash's command_not_found_handle.
 */
import { type Environment, SysError, type Task } from '../../kernel/sys.ts';
import { APPLET_NAMES, NOEXEC_APPLETS } from '../applet-names.ts';
import { ShellExit } from '../control.ts';
import { runScriptFile } from '../script-file.ts';
import type { Shell } from '../shell.ts';
import { lookUp } from './lookup.ts';

export interface Becoming {
  /** By the builtin exec, which words its errors itself. */
  readonly viaExec?: boolean;
  /** In a child that a foreground command was vforked into, where no applet may run in place. */
  readonly vforked?: boolean;
}

/** Becomes the program. Returns the exit status of having failed, after the message. */
export function* becomeProgram(
  shell: Shell,
  argv: readonly string[],
  env: Environment,
  { viaExec = false, vforked = false }: Becoming = {},
): Task<number> {
  const name = argv[0] ?? '';
  if (shell.dialect.kind === 'ash' && APPLET_NAMES.has(name)) {
    if (!vforked && NOEXEC_APPLETS.has(name)) yield* runInPlace(shell, argv, env);
    if (canReexecute(shell)) return yield* execute(shell, SELF, argv, env, viaExec);
  }
  const found = lookUp(shell.sys, name, shell.variables.get('PATH') ?? '');
  if (found.kind === 'found') return yield* execute(shell, found.path, argv, env, viaExec);
  if (found.kind === 'denied') {
    yield* complain(
      shell,
      viaExec,
      `${shell.dialect.kind === 'bash' ? found.path : name}: Permission denied`,
    );
    return 126;
  }
  yield* complain(shell, viaExec, viaExec ? `${name}: not found` : shell.dialect.commandNotFound(name));
  return 127;
}

/** bb_busybox_exec_path. */
const SELF = '/proc/self/exe';

/** So that the rest of a pipeline has begun before an applet looks at the processes. */
const START_TURNS = 3;

const canReexecute = (shell: Shell): boolean => shell.sys.access(SELF, 'exists');

/** run_noexec_applet_and_exit: the process stays what it is, but for its name. */
function* runInPlace(shell: Shell, argv: readonly string[], env: Environment): Task<void> {
  const name = argv[0] ?? '';
  const applet = shell.applets.get(name);
  if (applet === undefined) return;
  shell.sys.setComm(name);
  shell.sys.env.clear();
  for (const [key, value] of env) shell.sys.env.set(key, value);
  shell.traps.clear();
  let status = 1;
  for (let turn = 0; turn < START_TURNS; turn++) yield* shell.sys.compute(0.05);
  try {
    status = yield* applet(shell.sys, argv);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  throw new ShellExit(status);
}

function* complain(shell: Shell, viaExec: boolean, message: string): Task<void> {
  if (viaExec) yield* shell.complainIn('exec', message);
  else yield* shell.complain(message);
}

function* execute(
  shell: Shell,
  path: string,
  argv: readonly string[],
  env: Environment,
  viaExec: boolean,
): Task<number> {
  try {
    return yield* shell.sys.execve(path, argv, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOEXEC') return yield* runScriptFile(shell, path, argv);
    const isDirectory = error.errno === 'EACCES' && typeOf(shell, path) === 'directory';
    const words = `${argv[0] ?? ''}: ${reason(shell, path, error, isDirectory)}`;
    if (viaExec && shell.dialect.kind !== 'bash') yield* shell.complainIn('exec', words);
    else yield* shell.complain(words);
    return error.errno === 'ENOENT' || error.errno === 'ENOTDIR' ? 127 : 126;
  }
}

function reason(shell: Shell, path: string, error: SysError, isDirectory: boolean): string {
  const missingInterpreter = error.errno === 'ENOENT' && typeOf(shell, path) === 'file';
  if (missingInterpreter && shell.dialect.kind === 'bash') return 'cannot execute: required file not found';
  return shell.dialect.cannotExecute(error.errno, isDirectory);
}

function typeOf(shell: Shell, path: string): string | null {
  try {
    return shell.sys.stat(path).type;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
