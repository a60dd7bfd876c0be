import type { LessonLibrary, LessonSummary } from '../../../src/app/ports.ts';
import { itemSummary } from '../../../src/content/summarise.ts';
import { itemId, lessonId, pageId } from '../../../src/domain/ids.ts';
import { itemsOf, type Lesson, type Page } from '../../../src/domain/lesson.ts';
import { lessonEntries } from '../../../src/domain/search/search-entry.ts';

const page = (id: string, heading: string, prose: string, activity: Page['activity'] = null): Page => ({
  id: pageId(id),
  heading,
  prose,
  activity,
});

const long = Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1} tells of namespaces.`).join(
  '\n\n',
);

/** A lesson with a page of each kind. */
export const sampleLesson: Lesson = {
  id: lessonId('pid1'),
  folder: '03-pid1',
  order: 3,
  title: 'PID 1: the life and death of a container',
  description: 'A container lives exactly as long as its first process.',
  difficulty: 'beginner',
  tags: [],
  minutes: 35,
  objectives: ['say why a container exits', 'keep one alive', 'stop one quickly'],
  prerequisites: [],
  summary: 'A container lives as long as **PID 1**.',
  furtherReading: [],
  pages: [
    page(
      'who',
      'Who is number 1?',
      `The first process is **PID 1**.\n\n- \`ps\` shows it\n- so does \`top\`\n\n${long}`,
    ),
    page('run', 'It came, it saw', 'Run it.', {
      kind: 'run',
      id: itemId('run-1'),
      command: 'docker run --rm busybox echo hello',
      expect: 'success',
      timeoutMs: 20_000,
      notice: 'It said **hello** and exited.',
      hash: 'h-run',
    }),
    page('task', 'Keep it alive', 'Now you.', {
      kind: 'task',
      id: itemId('task-1'),
      prompt: 'Start a container named `vvc-keep` that keeps running.',
      goal: [{ kind: 'container', name: 'vvc-keep', status: 'running' }],
      hints: [
        { id: 'tty', text: 'A shell needs a terminal: `-it`.', when: null },
        { id: 'detach', text: 'And `-d` for the background.', when: null },
      ],
      solutions: [['docker run -dit --name vvc-keep busybox']],
      attempts: [],
      concepts: [],
      hash: 'h-task',
    }),
    page('predict', 'What will it say?', 'Think first.', {
      kind: 'predict',
      id: itemId('predict-1'),
      command: 'docker run --rm busybox false',
      timeoutMs: 20_000,
      question: {
        kind: 'choice',
        id: itemId('predict-1'),
        prompt: 'What is the exit code?',
        options: [
          { text: '`0`', correct: false, why: 'That is what `true` gives.' },
          { text: '`1`', correct: true, why: '`false` exits 1 and docker hands it on.' },
        ],
        concepts: [],
      },
      notice: null,
      hash: 'h-predict',
    }),
    page('choice', 'Which one?', 'A question.', {
      kind: 'question',
      id: itemId('choice-1'),
      question: {
        kind: 'choice',
        id: itemId('choice-1'),
        prompt: 'When does a container stop?',
        options: [
          { text: 'when its PID 1 ends', correct: true, why: 'Nothing else keeps it.' },
          { text: 'when nobody looks', correct: false, why: 'Looking is `docker attach`.' },
          { text: 'at midnight', correct: false, why: 'No clock ends it.' },
        ],
        concepts: [],
      },
      hash: 'h-choice',
    }),
    page('fill', 'In your words', 'A number.', {
      kind: 'question',
      id: itemId('fill-1'),
      question: {
        kind: 'fill-in',
        id: itemId('fill-1'),
        prompt: 'Which exit code says SIGKILL?',
        reading: 'number',
        answer: '137',
        alternatives: [],
        wrong: [{ answer: '9', why: 'That is the signal itself.' }],
        why: '128 + 9.',
        concepts: [],
      },
      hash: 'h-fill',
    }),
  ],
};

export function summaryOf(lesson: Lesson): LessonSummary {
  const { pages, summary: _summary, furtherReading: _reading, ...rest } = lesson;
  const items = itemsOf(lesson);
  return {
    ...rest,
    pageIds: pages.map(({ id }) => id),
    items: items.map(itemSummary),
    labs: items.filter(({ kind }) => kind !== 'question').length,
    questions: items.filter(({ kind }) => kind === 'question').length,
  };
}

const nextLesson: LessonSummary = {
  ...summaryOf(sampleLesson),
  id: lessonId('namespaces'),
  order: 4,
  title: 'Namespaces',
  description: 'What a process may see.',
  pageIds: [],
  items: [],
};

export const sampleCourse: readonly LessonSummary[] = [summaryOf(sampleLesson), nextLesson];

export const fakeLibrary: LessonLibrary = {
  list: () => sampleCourse,
  open: (id) =>
    id === sampleLesson.id
      ? Promise.resolve(sampleLesson)
      : Promise.reject(new Error(`lesson ${id} is not on this disk`)),
  searchEntries: () => Promise.resolve(lessonEntries(sampleLesson)),
};
