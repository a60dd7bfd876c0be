/** Runs programs on a machine of their own, and tells what a call came to. */
import { type Sys, SysError, type Task } from '../../../src/sim/kernel/sys.ts';
import { type Main, makeMachine } from '../kernel/machine.ts';

/** The errno of a call that throws, else `ok`. */
export function attempt(call: () => unknown): string {
  try {
    call();
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

export function* errnoOf(task: Task<unknown>): Task<string> {
  try {
    yield* task;
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

export function* write(sys: Sys, path: string, data: string | Uint8Array): Task<void> {
  const fd = yield* sys.open(path, ['write', 'create', 'trunc']);
  try {
    yield* sys.write(fd, data);
  } finally {
    sys.close(fd);
  }
}

export const run = (main: Main, options: Parameters<typeof makeMachine>[1] = {}, others = {}) =>
  makeMachine({ main, ...others }, options).run('main').stdout;
