import type { ItemId, LessonId } from './ids.ts';
import { mergeEvents } from './progress.ts';
import type { ProgressEvent } from './progress-event.ts';
import type { ItemShape } from './progress-item.ts';

interface Holder {
  readonly id: LessonId;
  readonly items: readonly ItemShape[];
}

interface Place {
  readonly lesson: LessonId;
  readonly item: ItemId;
}

/** A log, merged, as the whole course of today sees it: what everything else is derived from. */
export const presentHistory = (
  events: readonly ProgressEvent[],
  course: readonly Holder[],
): readonly ProgressEvent[] => inPresentCourse(mergeEvents(events), course);

/**
 * The history as the course of today sees it: what was done to an item that has another id now, or stands in another
 * lesson, counts for the item that has its content hash. Whoever has an id that the course knows keeps it, edited or
 * not; what nothing fits stays as it is, for a course that knows it. `lessons` is the whole course: to a part of it the
 * items of other lessons would be strangers.
 */
export function inPresentCourse(
  history: readonly ProgressEvent[],
  lessons: readonly Holder[],
): readonly ProgressEvent[] {
  const known = new Set(lessons.flatMap(({ id, items }) => items.map((item) => keyOf(id, item.id))));
  const strangers = history.filter(
    (event) => 'item' in event && 'hash' in event && !known.has(keyOf(event.lesson, event.item)),
  );
  if (strangers.length === 0) return history;
  const moved = movesOf(strangers, lessons);
  if (moved.size === 0) return history;
  return history.map((event) => {
    const place = 'item' in event ? moved.get(keyOf(event.lesson, event.item)) : undefined;
    return place === undefined ? event : { ...event, ...place };
  });
}

function movesOf(
  strangers: readonly ProgressEvent[],
  lessons: readonly Holder[],
): ReadonlyMap<string, Place> {
  const byHash = new Map<string, Place[]>();
  for (const { id, items } of lessons) {
    for (const item of items) {
      const places = byHash.get(item.hash) ?? [];
      places.push({ lesson: id, item: item.id as ItemId });
      byHash.set(item.hash, places);
    }
  }
  const moved = new Map<string, Place>();
  for (const event of strangers) {
    if (!('item' in event && 'hash' in event)) continue;
    const places = byHash.get(event.hash) ?? [];
    const place = places.find(({ lesson }) => lesson === event.lesson) ?? places[0];
    if (place !== undefined) moved.set(keyOf(event.lesson, event.item), place);
  }
  return moved;
}

const keyOf = (lesson: string, item: string): string => `${lesson}/${item}`;
