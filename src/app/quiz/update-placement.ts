import type { Lesson } from '../../domain/lesson.ts';
import {
  nextToPlace,
  type PartOutcome,
  type Placed,
  placementOutcome,
  placementParts,
} from '../../domain/quiz/placement.ts';
import { type QuizItem, quizItems } from '../../domain/quiz/quiz-item.ts';
import type { Step } from '../effect.ts';
import type { State } from '../state.ts';
import { endQuiz } from './end-quiz.ts';
import type { Given, QuizScreen } from './quiz-state.ts';
import { sheetLesson } from './sheet.ts';
import { turnTo } from './turn-to.ts';

/** The first question of a placement; null: the course has none that stands alone. */
export const firstToPlace = (lessons: readonly Lesson[], total: number, seed: string): QuizItem | null =>
  nextToPlace(placementParts(lessons), quizItems(lessons), [], { total, seed });

/** An answer, or none, to a placement's question: then the next, which hangs on it, or the end. */
export function placedAnswer(state: State, quiz: QuizScreen, given: Given | null): Step<State> {
  const { page } = quiz.sheet;
  const kept: QuizScreen = given === null ? quiz : { ...quiz, given: { ...quiz.given, [page]: given } };
  const { lessons, total, seed } = quiz;
  const next = nextToPlace(placementParts(lessons), quizItems(lessons), placedOf(kept), { total, seed });
  if (next === null) return endQuiz(state, kept);
  const items = [...kept.items, next];
  const sheet = { ...kept.sheet, lesson: sheetLesson(items, seed) };
  return turnTo(state, { ...kept, items, sheet }, items.length - 1);
}

const placedOf = ({ items, given }: QuizScreen): readonly Placed[] =>
  items.map((item, page) => ({ item, right: given[page]?.ending === 'right' }));

/** What the placement says so far of each part of the course. */
export const placementResult = (quiz: QuizScreen): readonly PartOutcome[] =>
  placementOutcome(placementParts(quiz.lessons), placedOf(quiz));
