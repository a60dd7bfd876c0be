/** What a call or a wait came to, as a word. */
import { type Sys, SysError, type Task } from '../../../src/sim/kernel/sys.ts';

export function* errnoOf(task: Task<unknown>): Task<string> {
  try {
    yield* task;
    return 'none';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

export function* waitStatus(sys: Sys): Task<string> {
  const waited = yield* sys.wait4('any', { untraced: true });
  return JSON.stringify(waited?.status);
}
