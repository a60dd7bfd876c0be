import type { Lesson } from '../../domain/lesson.ts';
import { explainingPage } from '../../domain/quiz/find-page.ts';
import type { QuizItem } from '../../domain/quiz/quiz-item.ts';
import {
  type Asked,
  type ConceptOutcome,
  type Ending,
  outcomeByConcept,
  worstItem,
} from '../../domain/quiz/quiz-outcome.ts';
import { counted } from '../../domain/wording.ts';
import { askedOf } from './endings.ts';
import { explainsAtOnce, type QuizScreen } from './quiz-state.ts';

/** What a quiz's last page tells. */
export interface QuizResult {
  readonly right: number;
  readonly asked: number;
  /** Of all that was meant to be asked. */
  readonly all: number;
  readonly concepts: readonly ConceptOutcome[];
  /** What Enter goes to, in order. */
  readonly entries: readonly ResultEntry[];
}

export type ResultEntry =
  /** The next best step: the page that explains what went wrong most. */
  | { readonly kind: 'read'; readonly item: QuizItem; readonly text: string }
  | { readonly kind: 'look'; readonly page: number; readonly ending: Ending; readonly text: string }
  /** The final exam's tasks, in its lesson. */
  | { readonly kind: 'tasks'; readonly lesson: Lesson; readonly page: number; readonly text: string }
  | { readonly kind: 'again'; readonly text: string }
  | { readonly kind: 'map'; readonly text: string };

export function quizResult(quiz: QuizScreen): QuizResult {
  const all = askedOf(quiz);
  // A practice that was left early measures what was answered; an exam all that it asks.
  const measured = explainsAtOnce(quiz.mode) ? all.filter(({ ending }) => ending !== 'open') : all;
  return {
    right: measured.filter(({ ending }) => ending === 'right').length,
    asked: measured.length,
    all: all.length,
    concepts: outcomeByConcept(measured),
    entries:
      quiz.mode === 'placement'
        ? [...onward(quiz), ...looks(all)]
        : [...nextStep(quiz, measured), ...tasks(quiz), ...looks(all), ...onward(quiz)],
  };
}

function tasks({ exam, lessons }: QuizScreen): readonly ResultEntry[] {
  const lesson = lessons.find(({ id }) => id === exam);
  const pages =
    lesson?.pages.flatMap(({ activity }, page) => (activity?.kind === 'task' ? [page] : [])) ?? [];
  const [page] = pages;
  if (lesson === undefined || page === undefined) return [];
  const text = `${counted(pages.length, 'task')} of the exam, on a machine`;
  return [{ kind: 'tasks', lesson, page, text }];
}

function nextStep(quiz: QuizScreen, measured: readonly Asked[]): readonly ResultEntry[] {
  const item = quiz.mode === 'placement' ? null : worstItem(measured);
  if (item === null) return [];
  const found = explainingPage(quiz.lessons, item);
  const lesson = quiz.lessons.find(({ id }) => id === found.lesson);
  const heading = lesson?.pages[found.page]?.heading || lesson?.title || found.lesson;
  const text = `read “${heading}”, page ${found.page + 1} of ${lesson?.title ?? found.lesson}`;
  return [{ kind: 'read', item, text }];
}

const looks = (all: readonly Asked[]): readonly ResultEntry[] =>
  all.map(({ item, ending }, page) => ({ kind: 'look', page, ending, text: firstLine(item) }));

/** The beginning of the question, without the marks of markdown. */
export const firstLine = ({ activity }: QuizItem): string =>
  (activity.question.prompt.trim().split('\n')[0] ?? '').replaceAll(/[*`]/g, '');

const onward = ({ mode }: QuizScreen): readonly ResultEntry[] => [
  ...(mode === 'practice' ? [{ kind: 'again', text: 'another quiz' } as const] : []),
  { kind: 'map', text: 'course map' },
];
