import type { ProgressEvent } from '../progress-event.ts';
import { type Day, dayOf, type LocalOffset } from './local-day.ts';

/**
 * The day of each event, for a log that is merged and in the order things happened; days never fall. What a clock
 * that was moved says is put right as far as that can be known: an event from the future counts for the day of the
 * next one that is not, or today, and one from before its predecessor for the predecessor's day.
 */
export function eventDays(
  history: readonly ProgressEvent[],
  now: number,
  offset: LocalOffset,
): readonly Day[] {
  const days: Day[] = new Array(history.length);
  let next = dayOf(now, offset);
  for (let index = history.length - 1; index >= 0; index--) {
    const at = history[index]?.at ?? now;
    if (at <= now) next = dayOf(at, offset);
    days[index] = next;
  }
  let latest = Number.NEGATIVE_INFINITY;
  return days.map((day) => {
    latest = Math.max(latest, day);
    return latest;
  });
}
