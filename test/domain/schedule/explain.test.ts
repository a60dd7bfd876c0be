import { describe, expect, test } from 'vitest';
import type { NewProgressEvent } from '../../../src/domain/progress-event.ts';
import { explainAgain, explainNow, inDays } from '../../../src/domain/schedule/explain.ts';
import { deriveSchedule } from '../../../src/domain/schedule/schedule.ts';
import { answered, atDay, checked, counting, course, hinted, log, utc } from './schedule-fixture.ts';

function told(today: number, ...events: readonly (readonly [number, NewProgressEvent])[]): string {
  const at = { now: atDay(today, 20), offset: utc, scheduler: counting };
  const [item] = deriveSchedule(log(...events), course, at).items;
  return item === undefined ? '' : explainAgain(item, today, 0.9);
}

describe('why an item comes again when it does', () => {
  test('right once, right several times', () => {
    expect(told(1, [atDay(1), answered('right')])).toBe(
      'Again in 2 days, because it was right: by then about 90 in 100 are still known.',
    );
    expect(told(3, [atDay(1), answered('right')], [atDay(3), answered('right')])).toBe(
      'Again in 4 days, because it was right 2 times in a row: by then about 90 in 100 are still known.',
    );
  });

  test('wrong at first, wrong after it was known', () => {
    expect(told(1, [atDay(1), answered('wrong')])).toBe('Again tomorrow, because it was not right.');
    expect(told(3, [atDay(1), answered('right')], [atDay(3), answered('wrong')])).toBe(
      'Again tomorrow, because it was not right; after the last time it could wait 2 days.',
    );
  });

  test('a task that took a hint', () => {
    expect(told(1, [atDay(1), hinted('t1')], [atDay(1), checked('pass')])).toBe(
      'Again tomorrow, because it was solved with a hint: by then about 90 in 100 are still known.',
    );
  });

  test('what was last answered on another day, and what is overdue', () => {
    expect(told(2, [atDay(1), answered('right')])).toBe('Again tomorrow, because it was right yesterday.');
    expect(told(30, [atDay(1), answered('right')])).toBe('Again today, because it was right 29 days ago.');
  });

  test('why a due item comes now', () => {
    const at = { now: atDay(9), offset: utc, scheduler: counting };
    const events = log([atDay(1), answered('right')], [atDay(5), answered('right')]);
    const items = deriveSchedule(events, course, at).items;
    expect(items.map((item) => explainNow(item, 9))).toEqual(['it was right 2 times in a row 4 days ago']);
  });

  test('days in words', () => {
    expect([-3, 0, 1, 2, 13, 14, 30, 59, 60, 200, 349, 365].map(inDays)).toEqual([
      'today',
      'today',
      'tomorrow',
      'in 2 days',
      'in 13 days',
      'in 2 weeks',
      'in 4 weeks',
      'in 8 weeks',
      'in 2 months',
      'in 7 months',
      'in 12 months',
      'in a year',
    ]);
  });
});
