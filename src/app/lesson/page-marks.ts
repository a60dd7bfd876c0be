import { itemsOf, type Lesson } from '../../domain/lesson.ts';
import { deriveProgress } from '../../domain/progress.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';

const known = new WeakMap<
  readonly ProgressEvent[],
  { readonly lesson: Lesson; readonly marks: readonly boolean[] }
>();

/** For each page whether it is done: its activity, or, where there is none, whether it was read. */
export function pageMarks(events: readonly ProgressEvent[], lesson: Lesson): readonly boolean[] {
  const before = known.get(events);
  if (before?.lesson === lesson) return before.marks;
  const shape = {
    id: lesson.id,
    pageIds: lesson.pages.map((page) => page.id),
    items: itemsOf(lesson).map(({ id, kind, hash }) => ({ id, kind, hash })),
  };
  const items = deriveProgress(events, [shape]).lessons.get(lesson.id)?.items;
  const read = new Set<string>(
    events.flatMap((event) =>
      event.kind === 'page-viewed' && event.lesson === lesson.id ? [event.page] : [],
    ),
  );
  const marks = lesson.pages.map(({ id, activity }) =>
    activity === null ? read.has(id) : items?.get(activity.id)?.done === true,
  );
  known.set(events, { lesson, marks });
  return marks;
}

/** Which page stands in cell `cell` of a bar `width` cells wide. */
export const pageOfCell = (cell: number, width: number, pages: number): number =>
  Math.min(pages - 1, Math.floor((cell * pages) / width));
