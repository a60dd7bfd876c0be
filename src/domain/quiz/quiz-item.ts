import type { ItemId, LessonId } from '../ids.ts';
import type { Difficulty, Lesson, QuestionActivity } from '../lesson.ts';
import type { Question } from '../question.ts';

/** A question of the course as a quiz asks it. */
export interface QuizItem {
  /** The lesson it belongs to, where its answer is kept. */
  readonly lesson: LessonId;
  /** Index of its page there. */
  readonly page: number;
  readonly activity: QuestionActivity;
  /** What stands above it on its page, in markdown; often empty. */
  readonly prose: string;
  /** How hard, 1 to 6: two for each step of the question's own difficulty (else its lesson's), one more where guessing helps little. */
  readonly level: number;
}

/** Ids of items are unique within a lesson only. */
export const keyOf = ({ lesson, activity }: QuizItem): string => itemKey(lesson, activity.id);
export const itemKey = (lesson: LessonId, item: ItemId): string => `${lesson}/${item}`;

const steps: Readonly<Record<Difficulty | 'easy' | 'medium' | 'hard', number>> = {
  beginner: 1,
  intermediate: 2,
  advanced: 3,
  easy: 1,
  medium: 2,
  hard: 3,
};

/**
 * Every question of these lessons, in order. Predictions are not among them: what they ask hangs on the commands that
 * ran before.
 */
export function quizItems(lessons: readonly Lesson[]): readonly QuizItem[] {
  return lessons.flatMap((lesson) =>
    lesson.pages.flatMap(({ activity, prose }, page): readonly QuizItem[] => {
      if (activity?.kind !== 'question') return [];
      return [
        { lesson: lesson.id, page, activity, prose, level: levelOf(activity.question, lesson.difficulty) },
      ];
    }),
  );
}

/** The level of a lesson's easiest questions. */
export const baseLevel = (difficulty: Difficulty): number => 2 * steps[difficulty] - 1;

function levelOf({ kind, difficulty }: Question, ofLesson: Difficulty): number {
  const guessable = kind === 'choice' || kind === 'true-false' || kind === 'fault';
  return 2 * steps[difficulty ?? ofLesson] - (guessable ? 1 : 0);
}

/**
 * Whether all that it takes to answer stands in the question itself: nothing above it on its page, and no name of the
 * lesson's own containers (`vvc-…`) in what it asks.
 */
export const standsAlone = ({ prose, activity }: QuizItem): boolean =>
  prose.trim() === '' && !activity.question.prompt.includes('vvc-');

export const conceptsOf = ({ activity }: QuizItem): readonly string[] => activity.question.concepts;
