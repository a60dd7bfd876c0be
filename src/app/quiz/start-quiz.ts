import type { LessonId } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/lesson.ts';
import { pickItems } from '../../domain/quiz/pick-items.ts';
import { keyOf, type QuizItem, quizItems, standsAlone } from '../../domain/quiz/quiz-item.ts';
import { strengths } from '../../domain/quiz/strength.ts';
import { itemsOnTopics } from '../../domain/quiz/topic.ts';
import type { Effect, Step } from '../effect.ts';
import { typesetPage } from '../lesson/open-page.ts';
import type { State } from '../state.ts';
import { defaultCount, type QuizScreen, type QuizWish } from './quiz-state.ts';
import { asSheet, freshSheet, sheetLesson } from './sheet.ts';
import { turnTo } from './turn-to.ts';

/** Reads the course first: questions are in the lessons. */
export function prepareQuiz(state: State, wish: QuizWish): Step<State> {
  return [{ ...state, notice: null, screen: { kind: 'preparing', wish } }, [{ kind: 'open-course' }]];
}

/** The course has been read: the quiz begins, if there is anything to ask. */
export function startQuiz(state: State, wish: QuizWish, lessons: readonly Lesson[]): Step<State> {
  const seed = wish.seed ?? `${state.seed}/${state.events.length}`;
  const items = picked(state, wish, lessons, seed);
  if (items.length === 0) {
    const text = 'The course has no questions on that.';
    return [{ ...state, screen: { kind: 'message', title: 'Nothing to ask', text } }, []];
  }
  const quiz: QuizScreen = {
    kind: 'quiz',
    mode: wish.mode,
    wish,
    seed,
    items,
    sheet: freshSheet(sheetLesson(items, seed)),
    phase: 'asking',
    given: {},
    flagged: [],
    said: {},
    clock: null,
    selected: 0,
    scroll: 0,
    lessons,
    pool: [],
  };
  return turnTo(state, quiz, 0);
}

function picked(
  { events }: State,
  wish: QuizWish,
  lessons: readonly Lesson[],
  seed: string,
): readonly QuizItem[] {
  if (wish.items !== undefined) {
    const byKey = new Map(quizItems(lessons).map((item) => [keyOf(item), item]));
    return wish.items.flatMap((key) => byKey.get(key) ?? []);
  }
  const found = itemsOnTopics(lessons, wish.topics);
  if (found.kind === 'unknown') return [];
  const isExam = wish.mode === 'exam';
  const bank = isExam ? found.items.filter(standsAlone) : found.items;
  const count = wish.count ?? defaultCount[wish.mode];
  const weakFirst = wish.seed === null && !isExam ? { strength: strengths(events, bank) } : {};
  return pickItems(bank, { count, seed, ...weakFirst });
}

/** The sheet's page is set again, for another width. */
export const resetSheet = (state: State, quiz: QuizScreen): Effect =>
  typesetPage(quiz.sheet, asSheet(state, quiz));

/** Where events of the quiz as a whole are kept: the first lesson of the course. */
export const firstLesson = (quiz: QuizScreen): LessonId | null => quiz.lessons[0]?.id ?? null;
