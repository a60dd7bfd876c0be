import type { Clock } from './ports.ts';
import type { Dispatch, Timer } from './runtime.ts';

/** Looks at the clock when asked to; one look at a time is waited for. */
export interface Ticks {
  after(ms: number, dispatch: Dispatch): void;
  stop(): void;
}

export function createTicks(timer: Timer, clock: Clock): Ticks {
  let forget = (): void => undefined;
  return {
    after: (ms, dispatch) => {
      forget();
      forget = timer.after(ms, () => dispatch({ kind: 'tick', at: clock.now() }));
    },
    stop: () => forget(),
  };
}
