import { lessonId, pageId } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { QuizSetting } from '../../domain/progress-event.ts';
import { keyOf, type QuizItem } from '../../domain/quiz/quiz-item.ts';
import type { Effect } from '../effect.ts';
import { measure } from '../layout.ts';
import type { LessonScreen } from '../lesson/lesson-state.ts';
import { noSideMachines } from '../lesson/side-machines.ts';
import type { State } from '../state.ts';
import { belowRows } from './below.ts';
import { itemAt, type QuizMode, type QuizScreen } from './quiz-state.ts';

/** A lesson that asks these questions, a page each; its id is no lesson's, so nothing is known of its items. */
export function sheetLesson(items: readonly QuizItem[], seed: string): Lesson {
  return {
    id: lessonId(`quiz ${seed}`),
    folder: '',
    order: 0,
    title: '',
    description: '',
    difficulty: 'beginner',
    tags: [],
    minutes: 0,
    objectives: [],
    prerequisites: [],
    summary: '',
    furtherReading: [],
    pages: items.map((item) => ({
      id: pageId(keyOf(item)),
      heading: '',
      prose: item.prose,
      activity: item.activity,
    })),
  };
}

/** Before its first page is opened. */
export const freshSheet = (lesson: Lesson): LessonScreen => ({
  kind: 'lesson',
  lesson,
  page: 0,
  scroll: 0,
  paneScroll: 0,
  focus: 'activity',
  docs: null,
  activities: {},
  running: null,
  onMachine: null,
  comeback: null,
  side: noSideMachines,
  search: null,
});

/** The state as a lesson's code knows it: the sheet on the screen, with the rows that are left to it. */
export function asSheet(state: State, quiz: QuizScreen): State & { readonly screen: LessonScreen } {
  const rows = state.size.rows - belowRows(quiz, measure(state.size)).length;
  return { ...state, screen: quiz.sheet, seed: quiz.seed, size: { ...state.size, rows } };
}

/** Back again, after a step that left the sheet on the screen. */
export const fromSheet = (state: State, quiz: QuizScreen, stepped: State, sheet: LessonScreen): State => ({
  ...stepped,
  seed: state.seed,
  size: state.size,
  screen: { ...quiz, sheet },
});

/** How the log names where a question was answered. */
export const settings: Readonly<Record<QuizMode, QuizSetting>> = {
  practice: 'quiz',
  exam: 'exam',
  placement: 'placement',
  review: 'review',
};

/** What a lesson's code wants done, for a quiz: answers go to the question's own lesson, and pages are not read. */
export function quizEffects(quiz: QuizScreen, effects: readonly Effect[]): readonly Effect[] {
  return effects.flatMap((effect): readonly Effect[] => {
    if (effect.kind !== 'save-event') return [effect];
    const { event } = effect;
    if (event.kind !== 'question-answered') return [];
    return [
      {
        kind: 'save-event',
        event: { ...event, lesson: itemAt(quiz).lesson, in: settings[quiz.mode] },
      },
    ];
  });
}
