import type { LessonId } from '../ids.ts';
import type { Activity, Lesson, Page } from '../lesson.ts';
import { conceptsOf, type QuizItem } from './quiz-item.ts';

export interface PageFound {
  readonly lesson: LessonId;
  /** Index in its lesson. */
  readonly page: number;
}

/**
 * Where a question is explained: the nearest page of its lesson that says it explains one of its concepts; else the last
 * text at or before the nearest that practises one, or else before the question. A final exam explains nothing, so its questions are looked up where the concept is asked too.
 */
export function explainingPage(lessons: readonly Lesson[], item: QuizItem): PageFound {
  const names = (page: Page): boolean =>
    (page.concepts ?? []).some((concept) => conceptsOf(item).includes(concept));
  const practises = (page: Page): boolean => page.activity?.kind !== 'question' && namesConcept(page, item);
  const own = lessons.find(({ id }) => id === item.lesson);
  const isReading = ({ activity, prose }: Page): boolean => activity?.kind !== 'question' && prose !== '';
  if (own !== undefined && own.isExam !== true) {
    const told = nearestPage(own, item.page, names);
    const near = told ?? nearestPage(own, item.page, practises) ?? item.page;
    const page = told ?? lastBefore(own, near + 1, isReading) ?? near;
    return { lesson: own.id, page };
  }
  return (
    elsewhere(lessons, names) ??
    elsewhere(lessons, (page) => namesConcept(page, item)) ?? { lesson: item.lesson, page: item.page }
  );
}

/** The nearest page of that concept on which something runs; else the last before it in its lesson; null: there is none. */
export function showingPage(lessons: readonly Lesson[], item: QuizItem): PageFound | null {
  const runs = ({ activity }: Page): boolean => activity !== null && activity.kind !== 'question';
  const shows = (page: Page): boolean => runs(page) && namesConcept(page, item);
  const own = lessons.find(({ id }) => id === item.lesson);
  if (own === undefined || own.isExam === true) return elsewhere(lessons, shows);
  const near = nearestPage(own, item.page, shows);
  if (near !== null) return { lesson: own.id, page: near };
  const found = elsewhere(lessons, shows);
  if (found !== null) return found;
  const before = lastBefore(own, item.page, runs);
  return before === null ? null : { lesson: own.id, page: before };
}

const namesConcept = (page: Page, item: QuizItem): boolean =>
  (page.concepts ?? []).some((concept) => conceptsOf(item).includes(concept)) ||
  activityNames(page.activity, item);

function activityNames(activity: Activity | null, item: QuizItem): boolean {
  const concepts = conceptsOf(item);
  switch (activity?.kind) {
    case 'task':
      return activity.concepts.some((concept) => concepts.includes(concept));
    case 'predict':
    case 'question':
      return activity.question.concepts.some((concept) => concepts.includes(concept));
    default:
      return false;
  }
}

/** The one before wins where two are equally near: it stands there for what comes after it. */
function nearestPage(lesson: Lesson, at: number, fits: (page: Page) => boolean): number | null {
  const found = lesson.pages.flatMap((page, index) => (index !== at && fits(page) ? [index] : []));
  return [...found].sort((a, b) => Math.abs(a - at) - Math.abs(b - at) || a - b)[0] ?? null;
}

function lastBefore(lesson: Lesson, at: number, fits: (page: Page) => boolean): number | null {
  const found = lesson.pages.slice(0, at).findLastIndex(fits);
  return found < 0 ? null : found;
}

function elsewhere(lessons: readonly Lesson[], fits: (page: Page) => boolean): PageFound | null {
  for (const lesson of lessons) {
    const page = lesson.isExam === true ? -1 : lesson.pages.findIndex(fits);
    if (page >= 0) return { lesson: lesson.id, page };
  }
  return null;
}
