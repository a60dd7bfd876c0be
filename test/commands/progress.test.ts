import { expect, it } from 'vitest';
import type { LessonSummary, SettingsValues } from '../../src/app/ports.ts';
import { lookAtReviews } from '../../src/app/review/look-at-reviews.ts';
import { progressReport } from '../../src/commands/progress-report.ts';
import { progressText } from '../../src/commands/progress-text.ts';
import { summarise } from '../../src/content/summarise.ts';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import type { NewProgressEvent, ProgressEvent } from '../../src/domain/progress-event.ts';
import { sampleLesson } from '../app/fakes/fake-course.ts';

const DAY = 86_400_000;
const first: LessonSummary = {
  ...summarise(sampleLesson),
  items: summarise(sampleLesson).items.map((item) => ({
    ...item,
    concepts: item.kind === 'run' ? [] : ['pid1.life'],
  })),
};
const second: LessonSummary = {
  ...first,
  id: lessonId('namespaces'),
  title: 'Namespaces',
  pageIds: [],
  prerequisites: [],
  items: [{ id: 'q', kind: 'question', hash: 'q', concepts: ['ns.kinds'], type: 'choice' }],
};
const live = { kind: 'live', engine: 'docker 28.5.2' } as const;
const simulated = { kind: 'simulated', engine: 'simulated 28.5.2' } as const;
const answer = (item: string, verdict: 'right' | 'wrong'): NewProgressEvent => ({
  kind: 'question-answered',
  lesson: first.id,
  item: itemId(item),
  hash: 'h',
  answer: 'a',
  verdict,
});
const ran = { kind: 'command-run', lesson: first.id, item: itemId('run-1'), hash: 'h', exitCode: 0 } as const;

/** One event a day, from day 100 on. */
const days = (...events: readonly NewProgressEvent[]): readonly ProgressEvent[] =>
  events.map((event, index) => ({ id: `E${index}`, at: (100 + index) * DAY, ...event }));

const course = [first, second];
function report(events: readonly ProgressEvent[], day: number, settings: Partial<SettingsValues> = {}) {
  const now = day * DAY + 1;
  const ports = {
    clock: { now: () => now },
    settings: {
      get: () => ({ machine: null, ...settings }),
      set: () => Promise.reject(new Error('read only')),
    },
  };
  return progressReport(events, course, {
    now,
    offset: () => 0,
    reviews: lookAtReviews(ports, events, course),
  });
}

const history = days(
  { ...ran, commandLine: 'docker ps', machine: live },
  { ...ran, commandLine: 'docker ps', machine: simulated },
  {
    kind: 'task-checked',
    lesson: first.id,
    item: itemId('task-1'),
    hash: 'h',
    verdict: 'pass',
    machine: live,
  },
  answer('predict-1', 'wrong'),
  answer('choice-1', 'right'),
  { ...answer('fill-1', 'wrong'), in: 'quiz' } as NewProgressEvent,
);

it('says everything on one screen width, for who is on the way', () => {
  const text = progressText(report(history, 105), true);
  expect(text).toBe(`Lessons    0 of 2 done, 1 begun
Questions  2 of 4 answered in lessons, 1 right at first (50%)
Labs       1 of 1 solved
Streak     6 days in a row, the longest 6 days
Machines   docker 28.5.2, your own: 1 command, 1 check
           simulated 28.5.2: 1 command, 0 checks
Review     2 due now, 0 done today, 1 more tomorrow

By lesson
  pid1                      4 of 5 steps    1 of 2 right at first, 1 of 1 labs

By concept, the weakest first (the latest answer to each question)
  pid1.life                           ███░░░░░░░  1 of 3    pid1

Next: review what is due (2 items): vmvscontainer review
`);
});

it('draws bars that every terminal has, and cuts nothing at 80 columns', () => {
  const text = progressText(report(history, 105), false);
  expect(text).toContain('pid1.life                           ###.......  1 of 3    pid1\n');
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('goes on to the next when the reviews of the day are done', () => {
  const text = progressText(report(history, 105, { reviewsPerDay: 0 }), true);
  expect(text).toContain(
    "Review     0 due now, 0 done today, 2 waiting beyond the day's limit, 1 more tomorrow\n",
  );
  expect(text).toContain('Next: go on with "PID 1: the life and death of a container": vmvscontainer\n');
});

it('greets who is new', () => {
  expect(progressText(report([], 100), true)).toBe(`Lessons    0 of 2 done, 0 begun
Questions  0 of 4 answered in lessons, 0 right at first
Labs       0 of 1 solved
Streak     0 days in a row, the longest 0 days
Review     0 due now, 0 done today

Next: begin "PID 1: the life and death of a container": vmvscontainer
`);
});

it('is the same, as data, from a log in any order', () => {
  const { streak, machines, byConcept, next, events } = report(history.toReversed(), 105);
  expect({ streak, byConcept, next, events }).toEqual({
    streak: { days: 6, longest: 6, activeToday: true },
    byConcept: [{ concept: 'pid1.life', asked: 3, right: 1, questions: 3, lessons: ['pid1'] }],
    next: { kind: 'review', due: 2 },
    events: 6,
  });
  expect(machines).toContainEqual({ kind: 'live', engine: 'docker 28.5.2', commands: 1, checks: 1 });
});

it('shows no control characters of a log that was written elsewhere', () => {
  const machine = { kind: 'live', engine: 'docker \u001b[31m28' } as const;
  const text = progressText(report(days({ ...ran, commandLine: 'ls', machine }), 100), true);
  expect(text).toContain('docker ?[31m28, your own: 1 command, 0 checks');
});
