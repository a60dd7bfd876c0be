import { itemId, lessonId, pageId } from '../../src/domain/ids.ts';
import type { Lesson } from '../../src/domain/lesson.ts';

const question = {
  kind: 'choice',
  id: itemId('when'),
  prompt: 'When does it **stop**?',
  options: [
    { text: 'When its first process ends', correct: true, why: 'SECRET one.' },
    { text: 'Never, as long as nobody stops it with a long sentence', correct: false, why: 'SECRET two.' },
  ],
  concepts: [],
} as const;

/** One page of each kind. */
export const sampleLesson: Lesson = {
  id: lessonId('sample'),
  folder: '07-sample',
  order: 7,
  title: 'A sample',
  description: 'Each kind of page once.',
  difficulty: 'beginner',
  tags: [],
  minutes: 5,
  objectives: ['See each kind.'],
  prerequisites: [],
  summary: 'SECRET summary.',
  furtherReading: [{ title: 'signal(7)', url: 'https://man7.org/linux/man-pages/man7/signal.7.html' }],
  pages: [
    { id: pageId('p1'), heading: 'A sample', prose: 'It begins.', activity: null },
    {
      id: pageId('p2'),
      heading: 'Run',
      prose: '',
      activity: {
        kind: 'run',
        id: itemId('run'),
        command: 'docker ps',
        expect: 'success',
        timeoutMs: 1000,
        notice: 'Look at `STATUS`.',
        hash: '1',
      },
    },
    {
      id: pageId('p3'),
      heading: 'Task',
      prose: 'Now you.',
      activity: {
        kind: 'task',
        id: itemId('task'),
        prompt: 'Keep a shell alive.',
        goal: [],
        hints: [{ id: 'h', text: 'SECRET hint', when: null }],
        solutions: [['SECRET solution']],
        attempts: [],
        concepts: [],
        hash: '2',
      },
    },
    {
      id: pageId('p4'),
      heading: 'Predict',
      prose: '',
      activity: {
        kind: 'predict',
        id: itemId('predict'),
        command: 'docker run busybox',
        timeoutMs: 1000,
        question,
        notice: 'SECRET notice',
        hash: '3',
      },
    },
    {
      id: pageId('p5'),
      heading: 'Question',
      prose: '',
      activity: {
        kind: 'question',
        id: itemId('number'),
        hash: '4',
        question: {
          kind: 'fill-in',
          id: itemId('number'),
          prompt: 'Which exit code?',
          reading: 'number',
          answer: '143',
          alternatives: [],
          wrong: [],
          why: 'SECRET why',
          concepts: [],
        },
      },
    },
  ],
};
