/**
 * Models starting a program: PATH search, execve(2), the errors 126 and 127, scripts without `#!` (ENOEXEC), and busybox's
 * applets that ash finds without PATH (FEATURE_SH_STANDALONE as Debian builds it). Invariant: called in the process that
 * becomes the program; returns only when it could not. Left out: bash's command_not_found_handle.
 */
import { type Environment, SysError, type Task } from '../../kernel/sys.ts';
import { APPLET_NAMES } from '../applet-names.ts';
import { runScriptFile } from '../script-file.ts';
import type { Shell } from '../shell.ts';
import { lookUp } from './lookup.ts';

/** Becomes the program. Returns the exit status of having failed, after the message. */
export function* becomeProgram(
  shell: Shell,
  argv: readonly string[],
  env: Environment,
  viaExec: boolean,
): Task<number> {
  const name = argv[0] ?? '';
  const found = lookUp(shell.sys, name, shell.variables.get('PATH') ?? '');
  if (found.kind === 'found') return yield* execute(shell, found.path, argv, env, viaExec);
  if (shell.dialect.kind === 'ash' && APPLET_NAMES.has(name))
    return yield* execute(shell, '/proc/self/exe', argv, env, viaExec);
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
