import { assertNever } from '../assert-never.ts';
import type { Grade } from './card.ts';
import type { Day } from './local-day.ts';
import type { Review } from './reviews.ts';
import type { Scheduled } from './schedule.ts';

/**
 * `Again in 4 days, because …`: when the item comes again and what of its answers says so. `retention` is the share of
 * answers that are to be known still when they come again. One sentence.
 */
export function explainAgain(item: Scheduled, today: Day, retention: number): string {
  return `Again ${inDays(item.due - today)}, because ${reasonOf(item, today, retention)}.`;
}

/** Why a due item comes now: what it was like the last time, and how long ago. A clause. */
export function explainNow({ card, reviews, kind }: Scheduled, today: Day): string {
  return `${deed(kind, reviews.at(-1), card.inARow)} ${daysAgo(today - card.lastDay)}`;
}

function reasonOf({ card, before, reviews, kind }: Scheduled, today: Day, retention: number): string {
  const last = reviews.at(-1);
  const done = deed(kind, last, card.inARow);
  if (last === undefined || last.day !== today) return `${done} ${daysAgo(today - card.lastDay)}`;
  if (last.grade === 'again') {
    const wasKnown = before !== null && before.inARow > 0 && before.interval > card.interval;
    return wasKnown ? `${done}; after the last time it could wait ${spanWords(before.interval)}` : done;
  }
  return `${done}: by then about ${Math.round(retention * 100)} in 100 are still known`;
}

function deed(kind: Scheduled['kind'], review: Review | undefined, inARow: number): string {
  const known = kind === 'task' ? 'solved' : 'right';
  const grade: Grade = review?.grade ?? 'good';
  switch (grade) {
    case 'again':
      return review?.help === 'solution' ? 'it took the solution' : 'it was not right';
    case 'hard':
      return `it was ${known} with a hint`;
    case 'good':
      return inARow > 1 ? `it was ${known} ${inARow} times in a row` : `it was ${known}`;
    default:
      return assertNever(grade);
  }
}

const daysAgo = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;

const spanWords = (days: number): string => (days === 1 ? 'a day' : `${days} days`);

/** `today`, `tomorrow`, `in 4 days`, `in 3 weeks`; days that have passed are `today`. */
export function inDays(days: number): string {
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days < 14) return `in ${days} days`;
  if (days < 60) return `in ${Math.round(days / 7)} weeks`;
  return days < 350 ? `in ${Math.round(days / 30)} months` : 'in a year';
}
