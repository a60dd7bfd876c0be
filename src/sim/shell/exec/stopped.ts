/** Models an interactive shell that has stopped jobs when it is told to end: it warns once, and obeys the second time (bash(1), JOB CONTROL). */
import type { Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

/** True when the shell stays, having said why. */
export function* refusesToLeave(shell: Shell): Task<boolean> {
  if (!shell.interactive || shell.warnedOfStopped !== 'no') return false;
  if (!shell.jobs.all().some((job) => job.stopped !== null)) return false;
  yield* shell.err(shell.dialect.kind === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
  shell.warnedOfStopped = 'now';
  return true;
}
