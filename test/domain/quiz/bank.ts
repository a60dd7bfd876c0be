import { itemId, lessonId, pageId } from '../../../src/domain/ids.ts';
import type { Lesson, Page } from '../../../src/domain/lesson.ts';
import type { QuizItem } from '../../../src/domain/quiz/quiz-item.ts';
import { quizItems } from '../../../src/domain/quiz/quiz-item.ts';

export const blankLesson: Lesson = {
  id: lessonId('pid1'),
  folder: '30-pid1',
  order: 30,
  title: 'PID 1',
  description: '',
  difficulty: 'beginner',
  tags: [],
  minutes: 20,
  objectives: [],
  prerequisites: [],
  summary: '',
  furtherReading: [],
  pages: [],
};

/** A question with two options, on a page of its own. */
export const questionPage = (id: string, concept: string, more: Partial<Page> = {}): Page => ({
  id: pageId(`on-${id}`),
  heading: '',
  prose: '',
  activity: {
    kind: 'question',
    id: itemId(id),
    hash: `h-${id}`,
    question: {
      kind: 'choice',
      id: itemId(id),
      prompt: `Is it ${id}?`,
      options: [
        { text: 'yes', correct: true, why: 'It is.' },
        { text: 'no', correct: false, why: 'It is.' },
      ],
      concepts: [concept],
    },
  },
  ...more,
});

export const textPage = (id: string, more: Partial<Page> = {}): Page => ({
  id: pageId(id),
  heading: id,
  prose: 'Read.',
  activity: null,
  ...more,
});

export const runPage = (id: string, command: string, more: Partial<Page> = {}): Page => ({
  ...textPage(id),
  activity: {
    kind: 'run',
    id: itemId(id),
    command,
    expect: 'success',
    timeoutMs: 1000,
    notice: null,
    hash: `h-${id}`,
  },
  ...more,
});

export const lessonWith = (
  id: string,
  order: number,
  pages: readonly Page[],
  more: Partial<Lesson> = {},
): Lesson => ({
  ...blankLesson,
  id: lessonId(id),
  folder: `${order}-${id}`,
  order,
  title: `Of ${id}`,
  pages,
  ...more,
});

/** `perConcept` questions on each concept, in one lesson. */
export const bankOf = (concepts: readonly string[], perConcept: number): readonly QuizItem[] =>
  quizItems([
    lessonWith(
      'pid1',
      30,
      concepts.flatMap((concept) =>
        Array.from({ length: perConcept }, (_, at) => questionPage(`${concept}-${at}`, concept)),
      ),
    ),
  ]);
