import type { LessonId } from '../ids.ts';
import { mergeEvents } from '../progress.ts';
import type { ProgressEvent } from '../progress-event.ts';

/** Lessons that the latest placement said may be skipped. */
export function skippableLessons(events: readonly ProgressEvent[]): ReadonlySet<LessonId> {
  const latest = mergeEvents(events).findLast((event) => event.kind === 'placement-taken');
  return new Set(latest?.skippable ?? []);
}
