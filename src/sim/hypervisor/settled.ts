/** A task that has nothing to wait for. */
import type { Task } from '../kernel/sys.ts';

export function* settled(): Task<void> {
  yield* [];
}
export function* settledOn<T>(value: T): Task<T> {
  yield* [];
  return value;
}
