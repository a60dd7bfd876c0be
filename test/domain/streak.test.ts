import { expect, it } from 'vitest';
import { itemId } from '../../src/domain/ids.ts';
import type { ProgressEvent } from '../../src/domain/progress-event.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { pid1 } from './progress-fixture.ts';

const DAY = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY);
const on = (...days: readonly number[]): readonly ProgressEvent[] =>
  days.map((day, index) => ({
    kind: 'question-answered',
    id: String(index),
    at: day * DAY + index,
    lesson: pid1,
    item: itemId('q1'),
    hash: 'h',
    answer: '',
    verdict: 'wrong',
  }));
const streak = (today: number, events: readonly ProgressEvent[]) =>
  streakOf(events, today * DAY + 500, dayOf);

it.each([
  [[], { days: 0, longest: 0, activeToday: false }],
  [[9], { days: 1, longest: 1, activeToday: true }],
  [[8], { days: 1, longest: 1, activeToday: false }],
  [[7], { days: 0, longest: 1, activeToday: false }],
  [[9, 8, 9, 7], { days: 3, longest: 3, activeToday: true }],
  [[1, 2, 3, 4, 8, 9], { days: 2, longest: 4, activeToday: true }],
  // Day 12 has not come yet: the clock was ahead when it was written.
  [[8, 9, 12], { days: 2, longest: 2, activeToday: true }],
])('of days %j on day 9', (days, expected) => {
  expect(streak(9, on(...days))).toEqual(expected);
});

it('is not kept up by looking', () => {
  const looked = on(9).map(
    ({ id, at, lesson }): ProgressEvent => ({ id, at, lesson, kind: 'machine-reset' }),
  );
  expect(streak(9, looked)).toEqual({ days: 0, longest: 0, activeToday: false });
});
