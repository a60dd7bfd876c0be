/** A task that is done before it begins. Models nothing: the glue between plain values and syscalls' generators. */
import type { Task } from '../../kernel/sys.ts';

export function* done<T>(value: T): Task<T> {
  yield* [];
  return value;
}
