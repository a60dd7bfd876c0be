/**
 * Models execvp(3): the PATH search of everything that starts a command but is no shell (env, nsenter, xargs, timeout ...).
 * Invariant: throws the errno execve gave; EACCES wins over ENOENT. Left out: the /bin/sh fallback on ENOEXEC.
 */
import { type Environment, type Sys, SysError, type Task } from '../../kernel/sys.ts';

export function* execvp(sys: Sys, argv: readonly string[], env: Environment = sys.env): Task<never> {
  const name = argv[0] ?? '';
  if (name === '') throw new SysError('ENOENT');
  if (name.includes('/')) return yield* sys.execve(name, argv, env);
  const path = env.get('PATH') ?? '/bin:/usr/bin';
  let denied = false;
  for (const directory of path.split(':')) {
    try {
      return yield* sys.execve(`${directory === '' ? '.' : directory}/${name}`, argv, env);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EACCES') denied = true;
      else if (error.errno !== 'ENOENT' && error.errno !== 'ENOTDIR') throw error;
    }
  }
  throw new SysError(denied ? 'EACCES' : 'ENOENT');
}
