import type { LessonId } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/lesson.ts';
import { pickItems } from '../../domain/quiz/pick-items.ts';
import { keyOf, type QuizItem, quizItems, standsAlone } from '../../domain/quiz/quiz-item.ts';
import { strengths } from '../../domain/quiz/strength.ts';
import { isNamed, itemsOnTopics } from '../../domain/quiz/topic.ts';
import type { Effect, Step } from '../effect.ts';
import { typesetPage } from '../lesson/open-page.ts';
import type { State } from '../state.ts';
import { startClock } from './clock.ts';
import { defaultCount, type QuizMode, type QuizScreen, type QuizWish } from './quiz-state.ts';
import { asSheet, freshSheet, sheetLesson } from './sheet.ts';
import { turnTo } from './turn-to.ts';
import { firstToPlace } from './update-placement.ts';

/** Reads the course first: questions are in the lessons. */
export function prepareQuiz(state: State, wish: QuizWish): Step<State> {
  return [{ ...state, notice: null, screen: { kind: 'preparing', wish } }, [{ kind: 'open-course' }]];
}

/** The course has been read: the quiz begins, if there is anything to ask. */
export function startQuiz(state: State, wish: QuizWish, lessons: readonly Lesson[]): Step<State> {
  const seed = wish.seed ?? `${state.seed}/${state.events.length}`;
  const exam = wish.mode === 'exam' && wish.count === null ? wholeExam(lessons, wish) : null;
  const total = wish.count ?? defaultCount[wish.mode];
  const items = picked(state, wish, { lessons, seed, exam, total });
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
    phase: hasIntro(wish.mode) ? 'intro' : 'asking',
    given: {},
    flagged: [],
    said: {},
    clock: wish.timeMs === null ? null : { allowedMs: wish.timeMs, endsAt: null, now: 0 },
    timeOver: false,
    selected: 0,
    scroll: 0,
    lessons,
    exam: exam?.id ?? null,
    total,
  };
  return quiz.phase === 'intro' ? [{ ...state, screen: quiz }, []] : turnTo(state, quiz, 0);
}

const hasIntro = (mode: QuizMode): boolean => mode === 'exam' || mode === 'placement';

/** Enter on the intro: the first question, and time runs. */
export function beginQuiz(state: State, quiz: QuizScreen): Step<State> {
  const [begun, effects] = turnTo(state, { ...quiz, phase: 'asking' }, 0);
  return [begun, quiz.clock === null ? effects : [...effects, startClock]];
}

/** The course's final exam, when it is what was asked for. */
function wholeExam(lessons: readonly Lesson[], { topics }: QuizWish): Lesson | null {
  const [topic, ...more] = topics;
  if (topic === undefined || more.length > 0) return null;
  return lessons.find((lesson) => lesson.isExam === true && isNamed(lesson, topic)) ?? null;
}

interface Bank {
  readonly lessons: readonly Lesson[];
  readonly seed: string;
  readonly exam: Lesson | null;
  readonly total: number;
}

function picked(
  { events }: State,
  wish: QuizWish,
  { lessons, seed, exam, total: count }: Bank,
): readonly QuizItem[] {
  if (exam !== null) return quizItems([exam]);
  if (wish.mode === 'placement') {
    const first = firstToPlace(lessons, count, seed);
    return first === null ? [] : [first];
  }
  if (wish.items !== undefined) {
    const byKey = new Map(quizItems(lessons).map((item) => [keyOf(item), item]));
    return wish.items.flatMap((key) => byKey.get(key) ?? []);
  }
  const found = itemsOnTopics(lessons, wish.topics);
  if (found.kind === 'unknown') return [];
  const isExam = wish.mode === 'exam';
  const bank = isExam ? found.items.filter(standsAlone) : found.items;
  const weakFirst = wish.seed === null && !isExam ? { strength: strengths(events, bank) } : {};
  return pickItems(bank, { count, seed, ...weakFirst });
}

/** The sheet's page is set again, for another width. */
export const resetSheet = (state: State, quiz: QuizScreen): Effect =>
  typesetPage(quiz.sheet, asSheet(state, quiz));

/** Where events of the quiz as a whole are kept: the first lesson of the course. */
export const firstLesson = (quiz: QuizScreen): LessonId | null => quiz.lessons[0]?.id ?? null;
