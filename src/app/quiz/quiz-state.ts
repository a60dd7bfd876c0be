import type { LessonId } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { Answer } from '../../domain/question.ts';
import type { QuizItem } from '../../domain/quiz/quiz-item.ts';
import type { Ending } from '../../domain/quiz/quiz-outcome.ts';
import type { ActivityState, LessonScreen } from '../lesson/lesson-state.ts';

/**
 * practice: each answer is explained at once. exam: at the end, against time if there is any. placement: harder after
 * right, easier after wrong, and at the end what may be skipped. review: what is due, explained at once.
 */
export type QuizMode = 'practice' | 'exam' | 'placement' | 'review';

/** What the learner asked for; the questions are picked once the course has been read. */
export interface QuizWish {
  readonly mode: QuizMode;
  /** Lessons, concepts or words; none: the whole course. */
  readonly topics: readonly string[];
  /** null: as many as the mode usually has. */
  readonly count: number | null;
  /** Given: the same questions whoever asks, whatever they know. null: another quiz each time, weak concepts first. */
  readonly seed: string | null;
  /** An exam's time; null: no limit. */
  readonly timeMs: number | null;
  /** Exactly these questions in this order, as `lesson/item`; topics and count say nothing then. */
  readonly items?: readonly string[];
}

/** A quiz over the whole course, weak concepts first. */
export const usualQuiz: QuizWish = { mode: 'practice', topics: [], count: null, seed: null, timeMs: null };

export const defaultCount: Readonly<Record<QuizMode, number>> = {
  practice: 10,
  exam: 20,
  placement: 12,
  review: 20,
};

/** The course is being read for a quiz. */
export interface PreparingScreen {
  readonly kind: 'preparing';
  readonly wish: QuizWish;
}

/**
 * A quiz. Its questions are the pages of `sheet`, a lesson that is nowhere on disk, so that they are shown and answered
 * as in lessons.
 */
export interface QuizScreen {
  readonly kind: 'quiz';
  readonly mode: QuizMode;
  readonly wish: QuizWish;
  readonly seed: string;
  /** Page by page what the sheet asks. */
  readonly items: readonly QuizItem[];
  readonly sheet: LessonScreen;
  readonly phase: QuizPhase;
  /** By page. In an exam the last answer, which may still be changed. */
  readonly given: Readonly<Record<number, Given>>;
  readonly flagged: readonly number[];
  /** By page: a line below the explanation; a review says when the question comes again, once that is worked out. */
  readonly said: Readonly<Record<number, string>>;
  /** null: there is no limit. */
  readonly clock: QuizClock | null;
  /** Nobody handed in: time was over. */
  readonly timeOver: boolean;
  /** On the lists of `overview` and `result`: the entry pointed at, and the first visible row. */
  readonly selected: number;
  readonly scroll: number;
  /** The whole course. */
  readonly lessons: readonly Lesson[];
  /** The lesson that is taken as an exam, whole and in its order; null: questions picked for this one. */
  readonly exam: LessonId | null;
  /** Placement: how many are asked in all. */
  readonly total: number;
}

/**
 * intro: what is to come, before the clock runs. overview: an exam's questions with what is answered and flagged.
 * looking: a question again, after the end.
 */
export type QuizPhase = 'intro' | 'asking' | 'overview' | 'result' | 'looking';

export interface Given {
  readonly ending: Ending;
  /** As the progress log keeps it. */
  readonly text: string;
  readonly answer: Answer;
  /** The question answered and explained. */
  readonly explained: ActivityState;
}

/** Times in milliseconds; `endsAt` is null until the clock was looked at for the first time. */
export interface QuizClock {
  readonly allowedMs: number;
  readonly endsAt: number | null;
  readonly now: number;
}

/** While a quiz is asked, where it is explained at once. */
export const explainsAtOnce = (mode: QuizMode): boolean => mode === 'practice' || mode === 'review';

export const itemAt = (quiz: QuizScreen, page: number = quiz.sheet.page): QuizItem => {
  const item = quiz.items[page];
  if (item === undefined) throw new Error(`the quiz has no question ${page}`);
  return item;
};
