import { withoutForgotten } from '../forgotten.ts';
import type { ItemId, LessonId } from '../ids.ts';
import { inPresentCourse } from '../moved-items.ts';
import { type LessonShape, mergeEvents } from '../progress.ts';
import type { ProgressEvent } from '../progress-event.ts';
import type { ItemShape } from '../progress-item.ts';
import { type Card, dueDay, type Scheduler } from './card.ts';
import { eventDays } from './event-days.ts';
import { type Day, dayOf, type LocalOffset } from './local-day.ts';
import { type DatedEvent, type Review, reviewsOf } from './reviews.ts';

/** An item of the course that has been answered or solved, and when it is to come again. */
export interface Scheduled {
  readonly lesson: LessonId;
  readonly item: ItemId;
  readonly kind: 'task' | 'predict' | 'question';
  readonly card: Card;
  readonly due: Day;
  readonly reviews: readonly Review[];
  /** The card before the last review; null: that was the first. */
  readonly before: Card | null;
}

export interface ScheduleAt {
  readonly now: number;
  readonly offset: LocalOffset;
  readonly scheduler: Scheduler;
}

export interface Schedule {
  readonly today: Day;
  /** In the order of the course. */
  readonly items: readonly Scheduled[];
  /** Items that `review` brought today already. */
  readonly reviewedToday: number;
}

/**
 * The whole schedule, from the log alone: whatever order the events come in and however often, and however they were
 * split over machines. Items that the course has no longer are left out; one that was edited keeps its schedule.
 */
export function deriveSchedule(
  events: readonly ProgressEvent[],
  course: readonly LessonShape[],
  { now, offset, scheduler }: ScheduleAt,
): Schedule {
  const history = inPresentCourse(withoutForgotten(mergeEvents(events)), course);
  const histories = historiesOf(history, now, offset);
  const today = dayOf(now, offset);
  const items = course.flatMap((lesson) =>
    lesson.items.flatMap((item) => {
      const history = histories.get(itemKey(lesson.id, item.id)) ?? [];
      return scheduled(lesson.id, item, reviewsOf(history), scheduler);
    }),
  );
  const isToday = (review: Review): boolean => review.inReview && review.day === today;
  return { today, items, reviewedToday: items.filter(({ reviews }) => reviews.some(isToday)).length };
}

/** One name for an item all over the course: ids are unique within a lesson only. */
export const itemKey = (lesson: string, item: string): string => `${lesson}/${item}`;

function historiesOf(
  history: readonly ProgressEvent[],
  now: number,
  offset: LocalOffset,
): ReadonlyMap<string, readonly DatedEvent[]> {
  const days = eventDays(history, now, offset);
  const byItem = new Map<string, DatedEvent[]>();
  history.forEach((event, index) => {
    if (!('item' in event)) return;
    const key = itemKey(event.lesson, event.item);
    const dated = { event, day: days[index] ?? 0 };
    const known = byItem.get(key);
    if (known === undefined) byItem.set(key, [dated]);
    else known.push(dated);
  });
  return byItem;
}

function scheduled(
  lesson: LessonId,
  { id, kind }: ItemShape,
  reviews: readonly Review[],
  scheduler: Scheduler,
): readonly Scheduled[] {
  if (kind === 'run') return [];
  let card: Card | null = null;
  let before: Card | null = null;
  for (const { day, grade } of reviews) {
    before = card;
    card = scheduler.next(card, day, grade);
  }
  if (card === null) return [];
  return [{ lesson, item: id as ItemId, kind, card, due: dueDay(card), reviews, before }];
}
