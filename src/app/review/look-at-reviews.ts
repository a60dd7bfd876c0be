import type { ProgressEvent } from '../../domain/progress-event.ts';
import { type Due, dueItems } from '../../domain/schedule/due.ts';
import { explainAgain } from '../../domain/schedule/explain.ts';
import { deriveSchedule, itemKey, type Schedule } from '../../domain/schedule/schedule.ts';
import type { LessonSummary, Ports } from '../ports.ts';
import { fsrsScheduler } from './fsrs-scheduler.ts';
import { type ReviewLimit, type ReviewStand, usualReviews } from './review-stand.ts';

/** The schedule of now, by the learner's settings. Loads ts-fsrs: import this lazily. */
export interface LookedAt {
  readonly schedule: Schedule;
  readonly due: Due;
  readonly perDay: number;
  readonly upTo: number | null;
  readonly retention: number;
}

export function lookAtReviews(
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
  events: readonly ProgressEvent[],
  course: readonly LessonSummary[],
  limit: ReviewLimit = null,
): LookedAt {
  const { reviewsPerDay: perDay = usualReviews.perDay, retention = usualReviews.retention } = settings.get();
  const offset = (atMs: number): number => clock.offsetMinutes?.(atMs) ?? 0;
  const scheduler = fsrsScheduler(retention);
  const schedule = deriveSchedule(events, course, { now: clock.now(), offset, scheduler });
  const due = dueItems(schedule, perDay);
  const upTo = limit === null ? null : 'upTo' in limit ? limit.upTo : due.doneToday + limit.limit;
  return {
    schedule,
    due: upTo === null ? due : { ...due, items: due.items.slice(0, Math.max(0, upTo - due.doneToday)) },
    upTo,
    perDay,
    retention,
  };
}

export function reviewStand({ schedule, due, perDay, upTo }: LookedAt): ReviewStand {
  const keys = (ask: boolean): readonly string[] =>
    due.items
      .filter(({ kind }) => (kind === 'question') === ask)
      .map(({ lesson, item }) => itemKey(lesson, item));
  return {
    questions: keys(true),
    labs: keys(false),
    waiting: due.all - due.items.length,
    doneToday: due.doneToday,
    perDay,
    upTo,
    next: due.next && { inDays: due.next.day - schedule.today, count: due.next.count },
  };
}

/** When the item of this key comes again, and why; null: it is not scheduled. */
export function saidOf({ schedule, retention }: LookedAt, key: string): string | null {
  const item = schedule.items.find(({ lesson, item: id }) => itemKey(lesson, id) === key);
  return item === undefined ? null : explainAgain(item, schedule.today, retention);
}
