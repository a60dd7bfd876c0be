import type { Effect, Step } from './effect.ts';
import type { Event } from './event.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

/** The one place state lives; React reads it through useSyncExternalStore. */
export interface Store {
  getState(): State;
  dispatch(event: Event): void;
  subscribe(listener: () => void): () => void;
}

/** Events are taken one after the other, also those that an effect dispatches at once. */
export function createStore(
  [first, effects]: Step<State>,
  perform: (effect: Effect, dispatch: Store['dispatch']) => void,
): Store {
  let state = first;
  let taking = false;
  const queue: Event[] = [];
  const listeners = new Set<() => void>();
  const take = (event: Event): void => {
    const [next, wanted] = update(state, event);
    const changed = next !== state;
    state = next;
    if (changed) for (const listener of listeners) listener();
    for (const effect of wanted) perform(effect, dispatch);
  };
  const dispatch = (event: Event): void => {
    queue.push(event);
    if (taking) return;
    taking = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) take(next);
    } finally {
      taking = false;
    }
  };
  for (const effect of effects) perform(effect, dispatch);
  return {
    getState: () => state,
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
