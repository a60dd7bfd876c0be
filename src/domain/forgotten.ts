import type { LessonId } from './ids.ts';
import type { ProgressEvent } from './progress-event.ts';

/**
 * What counts of a history, oldest first: not what a later `forgotten` takes out, unless a still later `remembered`
 * brings it back. Nothing is deleted: a `forgotten` is an event like another, so it holds for what an old export
 * brings in later, too (its ids are lower), and two logs merge to the same whatever their order.
 */
export function withoutForgotten(history: readonly ProgressEvent[]): readonly ProgressEvent[] {
  if (!history.some(isSaying)) return history;
  const { all, byLesson } = bordersOf(history);
  return history.filter((event) => {
    if (isSaying(event)) return false;
    const own = isOfCourse(event) ? '' : (byLesson.get(event.lesson) ?? '');
    return event.id > all && event.id > own;
  });
}

interface Borders {
  /** Ids up to this one are forgotten; '' sorts before every id. */
  readonly all: string;
  readonly byLesson: ReadonlyMap<LessonId, string>;
}

function bordersOf(history: readonly ProgressEvent[]): Borders {
  const byLesson = new Map<LessonId, string>();
  let all = '';
  for (const event of history) {
    if (event.kind === 'remembered') {
      byLesson.clear();
      all = '';
    } else if (event.kind === 'forgotten') {
      if (event.everything) all = event.id;
      else byLesson.set(event.lesson, event.id);
    }
  }
  return { all, byLesson };
}

const isSaying = ({ kind }: ProgressEvent): boolean => kind === 'forgotten' || kind === 'remembered';

/** It is kept under a lesson and tells of the whole course. */
const isOfCourse = ({ kind }: ProgressEvent): boolean => kind === 'placement-taken' || kind === 'quiz-ended';
