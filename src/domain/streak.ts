import type { ProgressEvent } from './progress-event.ts';

export interface Streak {
  /** Days in a row up to today, or up to yesterday when nothing has happened today yet. */
  readonly days: number;
  readonly longest: number;
  readonly activeToday: boolean;
}

/**
 * Days in a row on which something was learnt: answered, run or checked; to look at a page is not enough. `dayOf`
 * counts whole days of the learner's calendar (any origin). What is dated after `now`, by a clock that was moved
 * back since, counts for no day.
 */
export function streakOf(
  events: readonly ProgressEvent[],
  now: number,
  dayOf: (atMs: number) => number,
): Streak {
  const learnt = events.filter((event) => isLearning(event) && event.at <= now);
  const days = [...new Set(learnt.map(({ at }) => dayOf(at)))].sort((a, b) => a - b);
  const today = dayOf(now);
  let run = 0;
  let longest = 0;
  for (const [index, day] of days.entries()) {
    run = days[index - 1] === day - 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  const last = days.at(-1);
  return {
    days: last === today || last === today - 1 ? run : 0,
    longest,
    activeToday: last === today,
  };
}

function isLearning({ kind }: ProgressEvent): boolean {
  return kind === 'question-answered' || kind === 'task-checked' || kind === 'command-run';
}
