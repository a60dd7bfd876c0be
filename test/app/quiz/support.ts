import type { Effect } from '../../../src/app/effect.ts';
import type { Event } from '../../../src/app/event.ts';
import type { QuizScreen, QuizWish } from '../../../src/app/quiz/quiz-state.ts';
import { prepareQuiz } from '../../../src/app/quiz/start-quiz.ts';
import type { State } from '../../../src/app/state.ts';
import { lessonId } from '../../../src/domain/ids.ts';
import type { Lesson } from '../../../src/domain/lesson.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { questionLesson } from '../fakes/question-lesson.ts';
import { onMap, play } from '../support.ts';

/** A final exam of two questions and a task. */
export const examLesson: Lesson = {
  ...sampleLesson,
  id: lessonId('exam'),
  folder: '99-exam',
  order: 99,
  title: 'Final exam',
  isExam: true,
  minutes: 20,
  pages: sampleLesson.pages.filter(
    ({ activity }) => activity?.kind === 'question' || activity?.kind === 'task',
  ),
};

/** The sample lesson, then one with a question of each other type, then the exam. */
export const lessons: readonly Lesson[] = [sampleLesson, { ...questionLesson, order: 4 }, examLesson];

/** The questions of these lessons stand below text; an exam asks only what stands alone. */
export const alone: readonly Lesson[] = lessons.map((lesson) => ({
  ...lesson,
  pages: lesson.pages.map((page) => (page.activity?.kind === 'question' ? { ...page, prose: '' } : page)),
}));

export const wish: QuizWish = { mode: 'practice', topics: [], count: null, seed: 's', timeMs: null };

/** A quiz that has just begun, its page set. */
export function inQuiz(changes: Partial<QuizWish>, course = alone, from: State = onMap): State {
  const [preparing] = prepareQuiz(from, { ...wish, ...changes });
  const [state] = settle(...play(preparing, { kind: 'course-opened', lessons: course }));
  return state;
}

/** The state once its pages are set, and the effects asked for on the way. */
export function settle(state: State, effects: readonly Effect[]): readonly [State, readonly Effect[]] {
  const typeset = effects.findLast((effect) => effect.kind === 'typeset');
  if (typeset === undefined) return [state, effects];
  const docs = Object.fromEntries(typeset.pieces.map(({ name, markdown }) => [name, [markdown]]));
  const [set, more] = play(state, { kind: 'typeset', key: typeset.key, docs });
  return [set, [...effects, ...more]];
}

/** The events one after the other, with the pages set in between, as happens in real life. */
export function go(state: State, ...events: readonly Event[]): readonly [State, readonly Effect[]] {
  let now = state;
  const all: Effect[] = [];
  for (const event of events) {
    const [next, effects] = settle(...play(now, event));
    now = next;
    all.push(...effects);
  }
  return [now, all];
}

export function quizOf(state: State): QuizScreen {
  if (state.screen.kind !== 'quiz') throw new Error(`on ${state.screen.kind}, not in a quiz`);
  return state.screen;
}

export const saved = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'save-event' ? [effect.event] : []));

export const paste = (text: string): Event => ({ kind: 'intent', intent: { kind: 'paste', text } });
export const turn = (by: 1 | -1): Event => ({ kind: 'intent', intent: { kind: 'turn', by } });
