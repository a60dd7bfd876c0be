import type { Day } from './local-day.ts';
import type { Schedule, Scheduled } from './schedule.ts';

/** What there is to review now. */
export interface Due {
  /** The most urgent first, no more than the day's limit leaves. */
  readonly items: readonly Scheduled[];
  /** All that is due, whatever the limit. */
  readonly all: number;
  readonly doneToday: number;
  /** When the next comes that is not due yet; null: nothing is scheduled beside what is due. */
  readonly next: { readonly day: Day; readonly count: number } | null;
}

/** What is due today; at most `perDay` a day, those that `review` brought earlier today included. */
export function dueItems({ items, today, reviewedToday }: Schedule, perDay: number): Due {
  const due = items.filter((item) => item.due <= today).sort(byUrgency(today));
  const later = items.filter((item) => item.due > today).map((item) => item.due);
  const day = later.reduce((soonest, each) => Math.min(soonest, each), Number.POSITIVE_INFINITY);
  return {
    items: due.slice(0, Math.max(0, perDay - reviewedToday)),
    all: due.length,
    doneToday: reviewedToday,
    next: later.length === 0 ? null : { day, count: later.filter((each) => each === day).length },
  };
}

/**
 * What is most forgotten by now comes first: the longer since its last review against its stability. Equal ones keep
 * the order of the course.
 */
const byUrgency =
  (today: Day) =>
  (a: Scheduled, b: Scheduled): number =>
    overdue(b, today) - overdue(a, today);

const overdue = ({ card }: Scheduled, today: Day): number => (today - card.lastDay) / card.stability;
