import type { ItemId, LessonId, PageId } from './ids.ts';
import type { ProgressEvent } from './progress-event.ts';
import { type ItemProgress, type ItemShape, itemProgress } from './progress-item.ts';
import { isOfLesson } from './progress-scope.ts';

/** What progress must know of a lesson; a LessonSummary has it. */
export interface LessonShape {
  readonly id: LessonId;
  readonly pageIds: readonly PageId[];
  readonly items: readonly ItemShape[];
}

export interface CourseProgress {
  readonly lessons: ReadonlyMap<LessonId, LessonProgress>;
  /** Where the learner was last, of the lessons that still exist. */
  readonly lastLesson: LessonId | null;
}

export interface LessonProgress {
  readonly state: LessonState;
  /** The page viewed last, of those that still exist. */
  readonly position: PageId | null;
  readonly score: Score;
  /** Every item the lesson has today. */
  readonly items: ReadonlyMap<ItemId, ItemProgress>;
}

/** Steps are the lesson's items. A finished lesson stays done when the course grows. */
export type LessonState =
  | { readonly kind: 'new' }
  | { readonly kind: 'in-progress'; readonly stepsDone: number; readonly stepsAll: number }
  | { readonly kind: 'done'; readonly stepsDone: number; readonly stepsAll: number };

/** Questions and predictions count by their first answer: a second try teaches, but does not measure. */
export interface Score {
  readonly answered: number;
  readonly firstRight: number;
  readonly questionsAll: number;
  readonly tasksPassed: number;
  readonly tasksAll: number;
}

/**
 * Derives everything shown of progress. The order of `events` and repeated ids make no difference; `presentHistory` has
 * given them the ids of today.
 */
export function deriveProgress(
  events: readonly ProgressEvent[],
  lessons: readonly LessonShape[],
): CourseProgress {
  const history = mergeEvents(events).filter(isOfLesson);
  const byLesson = groupBy(history, (event) => event.lesson);
  return {
    lessons: new Map(
      lessons.map((lesson) => [lesson.id, lessonProgress(byLesson.get(lesson.id) ?? [], lesson)]),
    ),
    lastLesson:
      history.findLast((event) => lessons.some((lesson) => lesson.id === event.lesson))?.lesson ?? null,
  };
}

/** The union of logs: each event once, in the order things happened, which is the order of their ids. */
export function mergeEvents(...logs: readonly (readonly ProgressEvent[])[]): readonly ProgressEvent[] {
  const all = logs.length === 1 ? (logs[0] ?? []) : logs.flat();
  if (isInOrder(all)) return all;
  const unique = new Map(all.map((event) => [event.id, event]));
  return [...unique.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** As nearly every log is; then there is nothing to sort, however long it has grown. */
function isInOrder(events: readonly ProgressEvent[]): boolean {
  return events.every((event, index) => index === 0 || (events[index - 1]?.id ?? '') < event.id);
}

function lessonProgress(history: readonly ProgressEvent[], lesson: LessonShape): LessonProgress {
  const byItem = groupBy(history, (event) => ('item' in event ? event.item : null));
  const items = lesson.items.map((item) => itemProgress(byItem.get(item.id as ItemId) ?? [], item));
  return {
    state: lessonState(history, items),
    position: lastPage(history, new Set(lesson.pageIds)),
    score: scoreOf(items),
    items: new Map(items.map((item) => [item.id, item])),
  };
}

function lessonState(history: readonly ProgressEvent[], items: readonly ItemProgress[]): LessonState {
  if (history.length === 0) return { kind: 'new' };
  const stepsAll = items.length;
  const stepsDone = items.filter((item) => item.done).length;
  const finished = history.some((event) => event.kind === 'lesson-finished');
  const kind = finished || (stepsAll > 0 && stepsDone === stepsAll) ? 'done' : 'in-progress';
  return { kind, stepsDone, stepsAll };
}

function lastPage(history: readonly ProgressEvent[], existing: ReadonlySet<PageId>): PageId | null {
  const viewed = history.flatMap((event) => (event.kind === 'page-viewed' ? [event.page] : []));
  return viewed.findLast((page) => existing.has(page)) ?? null;
}

function scoreOf(items: readonly ItemProgress[]): Score {
  const tasks = items.filter((item) => item.kind === 'task');
  const questions = items.filter((item) => item.kind === 'question' || item.kind === 'predict');
  return {
    answered: questions.filter((item) => item.firstVerdict !== null).length,
    firstRight: questions.filter((item) => item.firstVerdict === 'right').length,
    questionsAll: questions.length,
    tasksPassed: tasks.filter((item) => item.done).length,
    tasksAll: tasks.length,
  };
}

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
