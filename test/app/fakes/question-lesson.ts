import { itemId, lessonId, pageId } from '../../../src/domain/ids.ts';
import type { Lesson } from '../../../src/domain/lesson.ts';
import type { Question } from '../../../src/domain/question.ts';
import { sampleLesson } from './fake-course.ts';

const base = (id: string, prompt: string) => ({ id: itemId(id), prompt, concepts: [] });

export const questions: readonly Question[] = [
  {
    ...base('multiple-1', 'Where do containers usually run **inside a VM**?'),
    kind: 'multiple',
    options: [
      { text: 'Docker Desktop on a Mac', correct: true, why: 'macOS has no Linux kernel.' },
      { text: 'WSL 2', correct: true, why: 'It is a utility VM.' },
      { text: '`runc` on a physical server', correct: false, why: 'There is no VM there.' },
    ],
  },
  {
    ...base('true-1', 'A container boots its own kernel.'),
    kind: 'true-false',
    answer: false,
    reasons: [
      { text: 'Its processes call the host’s kernel', correct: true, why: 'One kernel serves all.' },
      { text: 'The kernel is a layer of the image', correct: false, why: 'An image holds no kernel.' },
    ],
  },
  {
    ...base('numeric-1', 'With `-m 512m`, how much memory may it use?'),
    kind: 'numeric',
    answer: 512,
    unit: 'MiB',
    units: {},
    tolerance: 0,
    wrong: [{ answer: '1024', why: 'That is with the swap.' }],
    why: 'Docker reads `m` as MiB.',
  },
  {
    ...base('order-1', 'What does `docker stop` do, in order?'),
    kind: 'order',
    items: ['It sends SIGTERM', 'It waits ten seconds', 'It sends SIGKILL'],
    why: 'Asked first, killed last.',
    mistakes: [],
  },
  {
    ...base('match-1', 'What does each exit code say?'),
    kind: 'match',
    pairs: [
      { left: '126', right: 'the command cannot be invoked', why: 'It is not executable.' },
      { left: '127', right: 'the command is not found', why: 'There is no such file.' },
    ],
    extra: ['killed by SIGKILL'],
  },
  {
    ...base('fault-1', 'The data must outlive the container. Which line is at fault?'),
    kind: 'fault',
    lines: [
      { text: 'docker volume create vvc-data', fault: false, why: 'A named volume stays.' },
      { text: 'docker run -d --name vvc-db mysql', fault: true, why: 'It mounts no vvc-data.' },
      { text: 'docker rm -f vvc-db', fault: false, why: null },
    ],
    why: '`-v vvc-data:/var/lib/mysql` is missing.',
  },
];

/** A page with a question of each type that the sample lesson has not. */
export const questionLesson: Lesson = {
  ...sampleLesson,
  id: lessonId('questions'),
  title: 'Questions of every type',
  glossary: [
    {
      term: 'container',
      spellings: [],
      text: 'Processes on the **host’s** kernel, with a view of their own.',
    },
    { term: 'volume', spellings: [], text: 'A directory of the engine.' },
  ],
  pages: questions.map((question) => ({
    id: pageId(`on-${question.id}`),
    heading: `On ${question.kind}`,
    prose: 'Think.',
    activity: { kind: 'question', id: question.id, question, hash: `h-${question.id}` },
  })),
};
