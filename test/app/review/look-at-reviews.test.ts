import { expect, test } from 'vitest';
import type { SettingsValues } from '../../../src/app/ports.ts';
import { lookAtReviews, reviewStand, saidOf } from '../../../src/app/review/look-at-reviews.ts';
import { answered, atDay, log } from '../../domain/schedule/schedule-fixture.ts';
import { sampleCourse } from '../fakes/fake-course.ts';

const events = log(
  [atDay(1), answered('wrong', 'choice-1')],
  [atDay(1), answered('right', 'fill-1')],
  [atDay(1), answered('right', 'predict-1')],
  [atDay(20), answered('right', 'choice-1', 'review')],
);
const ports = (values: Partial<SettingsValues> = {}) => ({
  clock: { now: () => atDay(20) },
  settings: {
    get: () => ({ machine: null, ...values }),
    set: () => Promise.resolve({ saved: true } as const),
  },
});
const stand = (...[limit, values]: [Parameters<typeof lookAtReviews>[3], Partial<SettingsValues>?]) =>
  reviewStand(lookAtReviews(ports(values), events, sampleCourse, limit));

test('questions and labs apart, what was reviewed today counted', () => {
  expect(stand(null)).toEqual({
    questions: ['pid1/fill-1'],
    labs: ['pid1/predict-1'],
    waiting: 0,
    doneToday: 1,
    perDay: 20,
    upTo: null,
    next: { inDays: expect.any(Number), count: 1 },
  });
});

test('no more than is left of the day, or than was asked for from then on', () => {
  // Equally urgent, and earlier in the course.
  const first = { questions: [], labs: ['pid1/predict-1'] };
  expect(stand(null, { reviewsPerDay: 2 })).toMatchObject({ ...first, waiting: 1 });
  expect(stand({ limit: 1 })).toMatchObject({ ...first, waiting: 1, upTo: 2 });
  expect(stand({ upTo: 2 })).toMatchObject({ ...first, waiting: 1, upTo: 2 });
  expect(stand({ upTo: 1 })).toMatchObject({ questions: [], labs: [], waiting: 2 });
});

test('the retention that is wanted moves the days, and is told', () => {
  const intervals = [0.8, 0.95].map((retention) => {
    const seen = lookAtReviews(ports({ retention }), events, sampleCourse);
    expect(saidOf(seen, 'pid1/choice-1')).toContain(`about ${retention * 100} in 100`);
    return seen.schedule.items.find(({ item }) => item === 'choice-1')?.card.interval ?? 0;
  });
  expect((intervals[0] ?? 0) > (intervals[1] ?? 0)).toBe(true);
  expect(saidOf(lookAtReviews(ports(), events, sampleCourse), 'pid1/gone')).toBeNull();
});
