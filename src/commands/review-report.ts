import type { LookedAt } from '../app/review/look-at-reviews.ts';
import { explainNow } from '../domain/schedule/explain.ts';
import { type Day, dayMs } from '../domain/schedule/local-day.ts';
import { itemKey, type Scheduled } from '../domain/schedule/schedule.ts';

/** What `review --json` prints. Days are dates of the learner's calendar; the keys are a contract that scripts rely on. */
export function reviewReport({ schedule, due, perDay, retention }: LookedAt) {
  const { today } = schedule;
  return {
    today: dateOf(today),
    perDay,
    retention,
    doneToday: due.doneToday,
    due: due.items.map((item) => dueReport(item, today)),
    waiting: due.all - due.items.length,
    next: due.next && { date: dateOf(due.next.day), count: due.next.count },
  };
}

function dueReport(item: Scheduled, today: Day) {
  const { lesson, item: id, kind, card, due } = item;
  return {
    id: itemKey(lesson, id),
    lesson,
    item: id,
    kind,
    due: dateOf(due),
    lastReviewed: dateOf(card.lastDay),
    intervalDays: card.interval,
    stabilityDays: Math.round(card.stability * 100) / 100,
    reviews: card.reviews,
    lapses: card.lapses,
    because: explainNow(item, today),
  };
}

/** `2026-11-21`. */
const dateOf = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);
