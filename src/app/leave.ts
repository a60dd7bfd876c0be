import type { Step } from './effect.ts';
import type { SessionEnd, State } from './state.ts';
import { leavingSummary } from './summary.ts';

/** Ends the session: whoever renders sees `end` and leaves; the machine is closed by its owner. */
export function leave(state: State, kind: SessionEnd['kind']): Step<State> {
  if (state.end !== null) return [state, []];
  return [{ ...state, end: { kind, summary: leavingSummary(state) } }, []];
}
