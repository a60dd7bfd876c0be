import { itemId, lessonId } from '../../../src/domain/ids.ts';
import type { LessonShape } from '../../../src/domain/progress.ts';
import type { NewProgressEvent, ProgressEvent } from '../../../src/domain/progress-event.ts';
import type { Card, Grade, Scheduler } from '../../../src/domain/schedule/card.ts';
import { dayMs } from '../../../src/domain/schedule/local-day.ts';

export const course: readonly LessonShape[] = [
  {
    id: lessonId('pid1'),
    pageIds: [],
    items: [
      { id: 'q1', kind: 'question', hash: 'h' },
      { id: 'q2', kind: 'question', hash: 'h' },
      { id: 't1', kind: 'task', hash: 'h' },
      { id: 'r1', kind: 'run', hash: 'h' },
    ],
  },
  { id: lessonId('images'), pageIds: [], items: [{ id: 'q1', kind: 'predict', hash: 'h' }] },
];

/** One day longer each time it is known, else one day: easy to follow by eye. */
export const counting: Scheduler = {
  next: (card: Card | null, day: number, grade: Grade): Card => {
    const inARow = grade === 'again' ? 0 : (card?.inARow ?? 0) + 1;
    const interval = Math.max(1, inARow * (grade === 'hard' ? 1 : 2));
    return {
      stability: interval,
      difficulty: 5,
      interval,
      lastDay: day,
      reviews: (card?.reviews ?? 0) + 1,
      inARow,
      lapses: (card?.lapses ?? 0) + (grade === 'again' ? 1 : 0),
    };
  },
};

export const utc = (): number => 0;
export const atDay = (day: number, hour = 12): number => day * dayMs + hour * 3_600_000;

/** Events with the ids of their order, at the given times. */
export const log = (
  ...events: readonly (readonly [at: number, event: NewProgressEvent])[]
): readonly ProgressEvent[] =>
  events.map(([at, event], index) => ({ id: `E${String(index).padStart(6, '0')}`, at, ...event }));

export type Where = 'quiz' | 'exam' | 'review' | 'placement';

export const answered = (
  verdict: 'right' | 'wrong',
  item = 'q1',
  where?: Where,
  lesson = 'pid1',
): NewProgressEvent => ({
  kind: 'question-answered',
  lesson: lessonId(lesson),
  item: itemId(item),
  hash: 'h',
  answer: 'a',
  verdict,
  ...(where === undefined ? {} : { in: where }),
});

export const checked = (
  verdict: 'pass' | 'not-yet' | 'could-not-check',
  where?: 'review',
): NewProgressEvent => ({
  kind: 'task-checked',
  lesson: lessonId('pid1'),
  item: itemId('t1'),
  hash: 'h',
  verdict,
  machine: { kind: 'simulated', engine: 'simulated' },
  ...(where === undefined ? {} : { in: where }),
});

export const hinted = (item: string): NewProgressEvent => ({
  kind: 'hint-shown',
  lesson: lessonId('pid1'),
  item: itemId(item),
  hint: 'h1',
});
