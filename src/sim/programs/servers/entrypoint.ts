/** What the entry point scripts of official images share: the command they become by execve(2), and the server they put before options. */
import { strerror } from '../../kernel/errno.ts';
import { type Program, type Sys, SysError } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { err } from '../lib/io.ts';

/** `exec "$@"` of the script: 127 where there is no such program. */
export function* become(sys: Sys, script: string, argv: readonly string[]): Program {
  try {
    return yield* execvp(sys, argv);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = error.errno === 'ENOENT' ? 'not found' : strerror(error.errno);
    yield* err(sys, `${script}: exec: ${argv[0]}: ${why}\n`);
    return error.errno === 'ENOENT' ? 127 : 126;
  }
}

/** A first argument that begins with a dash is one for the server. */
export const withDefault = (argv: readonly string[], server: string): readonly string[] => {
  const args = argv.slice(1);
  return args[0]?.startsWith('-') === true ? [server, ...args] : args;
};
