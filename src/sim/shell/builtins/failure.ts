/** Models how a special builtin's error ends dash and ash but not bash (POSIX XCU 2.8.1). */
import type { Task } from '../../kernel/sys.ts';
import { FatalShellError } from '../control.ts';
import type { Shell } from '../shell.ts';

/** Reports; in bash returns `bashStatus`, in dash and ash ends the shell with 2. */
export function* specialFailure(
  shell: Shell,
  builtin: string,
  message: string,
  bashStatus: number,
): Task<number> {
  yield* shell.complainIn(builtin, message);
  if (shell.dialect.specialBuiltinErrorsAreFatal) throw new FatalShellError(2);
  return bashStatus;
}

/** An option the builtin does not have. */
export function* badOption(shell: Shell, builtin: string, option: string, usage: string): Task<number> {
  if (shell.dialect.kind !== 'bash') {
    const words = shell.dialect.kind === 'ash' ? 'illegal option' : 'Illegal option';
    return yield* specialFailure(shell, builtin, `${words} ${option}`, 2);
  }
  yield* shell.complainIn(builtin, `${option}: invalid option`);
  yield* shell.err(`${builtin}: usage: ${usage}\n`);
  return 2;
}
