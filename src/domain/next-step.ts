import type { LessonId } from './ids.ts';
import type { CourseProgress } from './progress.ts';
import { type ConceptResult, shareRight } from './results.ts';

/** What does most for the learner now. */
export type NextStep =
  | { readonly kind: 'review'; readonly due: number }
  | { readonly kind: 'go-on'; readonly lesson: LessonId }
  /** The concept goes wrong; the lesson teaches it. */
  | { readonly kind: 'read-again'; readonly lesson: LessonId; readonly concept: string }
  | { readonly kind: 'begin'; readonly lesson: LessonId }
  | { readonly kind: 'exam'; readonly lesson: LessonId }
  | { readonly kind: 'all-done' };

interface OfferedLesson {
  readonly id: LessonId;
  readonly isExam?: boolean;
  readonly prerequisites: readonly LessonId[];
}

/** Below this share of right answers a concept is worth reading of again. */
const WEAK = 0.6;

/**
 * What is due is forgotten soonest, so it comes first; then the lesson that was begun last, then the weakest concept,
 * then the first new lesson whose prerequisites are done (any new one when there is none), and the exam at the end.
 * `results` as `resultsByConcept` gives them, the weakest first; `skippable`: lessons that a placement has excused.
 */
export function nextStep(
  {
    progress,
    results,
    due,
    skippable = [],
  }: {
    readonly progress: CourseProgress;
    readonly results: readonly ConceptResult[];
    readonly due: number;
    readonly skippable?: readonly LessonId[];
  },
  lessons: readonly OfferedLesson[],
): NextStep {
  if (due > 0) return { kind: 'review', due };
  const stateOf = (id: LessonId) => progress.lessons.get(id)?.state.kind ?? 'new';
  const begun = lessons.filter(({ id }) => stateOf(id) === 'in-progress').map(({ id }) => id);
  const last = begun.find((id) => id === progress.lastLesson) ?? begun[0];
  if (last !== undefined) return { kind: 'go-on', lesson: last };
  const weak = results.find((result) => shareRight(result) < WEAK && result.lessons.length > 0);
  const teacher = weak?.lessons[0];
  if (weak !== undefined && teacher !== undefined)
    return stateOf(teacher) === 'new'
      ? { kind: 'begin', lesson: teacher }
      : { kind: 'read-again', lesson: teacher, concept: weak.concept };
  const settled = (id: LessonId): boolean => stateOf(id) === 'done' || skippable.includes(id);
  const open = lessons.filter(({ id }) => !settled(id));
  const taught = open.filter(({ isExam }) => isExam !== true);
  const next = taught.find(({ prerequisites }) => prerequisites.every(settled)) ?? taught[0];
  if (next !== undefined) return { kind: 'begin', lesson: next.id };
  return open[0] === undefined ? { kind: 'all-done' } : { kind: 'exam', lesson: open[0].id };
}
