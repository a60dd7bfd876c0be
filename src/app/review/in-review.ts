import type { Effect, Step } from '../effect.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { hasLeft, reviewEffects } from './review-lab.ts';
import type { Reviewed } from './review-screen.ts';

/** What is done while a lab is reviewed counts for the review; whoever leaves its page comes back to the review. */
export function inReview(state: State, reviewed: Reviewed, effects: readonly Effect[]): Step<State> {
  const kept = reviewEffects(reviewed, effects);
  if (!hasLeft(state, reviewed)) return [state, kept];
  const [left, more] = toMap(state);
  return [left, [...kept.filter(({ kind }) => kind !== 'typeset'), ...more]];
}
