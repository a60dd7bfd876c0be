import type { ProgressEvent } from '../progress-event.ts';
import type { Grade } from './card.ts';
import type { Day } from './local-day.ts';

export type Help = 'none' | 'hint' | 'solution';

/** One look at an item that counts for its schedule. */
export interface Review {
  readonly day: Day;
  readonly grade: Grade;
  /** The most that was shown on the way to it. */
  readonly help: Help;
  /** It was brought by `vmvscontainer review`. */
  readonly inReview: boolean;
}

export interface DatedEvent {
  readonly event: ProgressEvent;
  readonly day: Day;
}

/**
 * The reviews of one item, from its events in the order they happened. Of several answers on a day the first counts:
 * what comes after it was just explained. A task that is not solved yet says nothing, and neither does a wrong answer
 * in a placement: what was never learned cannot be forgotten. Who was shown the solution did not know it: `hard` would say so, and let
 * it wait for longer than the last time.
 */
export function reviewsOf(events: readonly DatedEvent[]): readonly Review[] {
  const reviews: Review[] = [];
  let help: Help = 'none';
  for (const { event, day } of events) {
    if (event.kind === 'hint-shown' && help === 'none') help = 'hint';
    if (event.kind === 'solution-shown') help = 'solution';
    const passed = verdictOf(event);
    if (passed === null) continue;
    const grade = passed ? gradeWith[help] : 'again';
    if (reviews.at(-1)?.day !== day) reviews.push({ day, grade, help, inReview: isReview(event) });
    else if (isReview(event)) markReview(reviews);
    help = 'none';
  }
  return reviews;
}

const gradeWith: Readonly<Record<Help, Grade>> = { none: 'good', hint: 'hard', solution: 'again' };

/** Whether it was known; null: the event does not say. */
function verdictOf(event: ProgressEvent): boolean | null {
  if (event.kind === 'task-checked') return event.verdict === 'pass' ? true : null;
  if (event.kind !== 'question-answered') return null;
  const right = event.verdict === 'right';
  return !right && event.in === 'placement' ? null : right;
}

const isReview = (event: ProgressEvent): boolean => 'in' in event && event.in === 'review';

/** A day's review may have been answered elsewhere first; it was reviewed all the same. */
function markReview(reviews: Review[]): void {
  const last = reviews.pop();
  if (last !== undefined) reviews.push({ ...last, inReview: true });
}
