import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lessonId } from '../../../src/domain/ids.ts';
import type { NewProgressEvent } from '../../../src/domain/progress-event.ts';
import { dueItems } from '../../../src/domain/schedule/due.ts';
import { dayOf } from '../../../src/domain/schedule/local-day.ts';
import { deriveSchedule } from '../../../src/domain/schedule/schedule.ts';
import { answered, atDay, checked, counting, course, hinted, log, utc } from './schedule-fixture.ts';

const at = (now: number, offset = utc) => ({ now, offset, scheduler: counting });

/** Each scheduled item's grades, a word each. */
function grades(events: readonly (readonly [number, NewProgressEvent])[], now = atDay(100)) {
  const { items } = deriveSchedule(log(...events), course, at(now));
  return items.map(({ lesson, item, reviews }) => [`${lesson}/${item}`, ...reviews.map((r) => r.grade)]);
}

describe('what counts as a review', () => {
  test('right is good, wrong is again; of several answers on a day the first counts', () => {
    const events = [
      [atDay(1), answered('wrong')],
      [atDay(1, 13), answered('right')],
      [atDay(2), answered('right')],
      [atDay(2, 13), answered('wrong')],
    ] as const;
    expect(grades(events)).toEqual([['pid1/q1', 'again', 'good']]);
  });

  test('a task counts once it passes, harder after a hint; trying is not failing', () => {
    const solution: NewProgressEvent = { ...hinted('t1'), kind: 'solution-shown' } as never;
    const events = [
      [atDay(1), checked('not-yet')],
      [atDay(1), checked('could-not-check')],
      [atDay(1), hinted('t1')],
      [atDay(1), checked('pass')],
      [atDay(3), checked('pass')],
      [atDay(5), solution],
      [atDay(6), checked('not-yet')],
      [atDay(6), checked('pass')],
    ] as const;
    expect(grades(events)).toEqual([['pid1/t1', 'hard', 'good', 'again']]);
  });

  test('the same item id in another lesson is another item; what the course has no longer is left out', () => {
    const gone = { ...answered('right'), lesson: lessonId('gone') };
    const events = [
      [atDay(1), answered('right')],
      [atDay(1), answered('wrong', 'q1', 'quiz', 'images')],
      [atDay(1), answered('wrong', 'q9')],
      [atDay(1), gone],
    ] as const;
    expect(grades(events)).toEqual([
      ['pid1/q1', 'good'],
      ['images/q1', 'again'],
    ]);
  });

  test('a wrong answer in a placement is nothing forgotten; a right one is known', () => {
    const events = [
      [atDay(1), answered('wrong', 'q1', 'placement')],
      [atDay(1), answered('right', 'q2', 'placement')],
    ] as const;
    expect(grades(events)).toEqual([['pid1/q2', 'good']]);
  });

  test('a day ends at midnight where the learner is', () => {
    const events = log([atDay(10, 22), answered('right')], [atDay(10, 23.9), answered('right')]);
    const inBerlin = deriveSchedule(
      events,
      course,
      at(atDay(11), () => 120),
    );
    expect(inBerlin.items[0]?.reviews.map(({ day }) => day)).toEqual([11]);
    const inNewYork = deriveSchedule(
      events,
      course,
      at(atDay(11), () => -300),
    );
    expect(inNewYork.items[0]?.reviews.map(({ day }) => day)).toEqual([10]);
    expect(dayOf(-1, utc)).toBe(-1);
  });
});

describe('what is due', () => {
  test('the most overdue comes first, what review brought today counts towards the limit', () => {
    const events = log(
      [atDay(1), answered('right', 'q1')],
      [atDay(1), answered('wrong', 'q2')],
      [atDay(4), answered('right', 'q1', 'review', 'images')],
    );
    const schedule = deriveSchedule(events, course, at(atDay(4, 20)));
    const due = dueItems(schedule, 20);
    expect(due.items.map(({ item, due: day }) => [item, day])).toEqual([
      ['q2', 2],
      ['q1', 3],
    ]);
    expect([due.all, due.doneToday, due.next]).toEqual([2, 1, { day: 6, count: 1 }]);
    expect(dueItems(schedule, 2).items.map(({ item }) => item)).toEqual(['q2']);
    expect(dueItems(schedule, 1).items).toEqual([]);
    expect(dueItems(schedule, 0).all).toBe(2);
  });

  test('nothing answered: nothing is due, and nothing comes', () => {
    expect(dueItems(deriveSchedule([], course, at(atDay(4))), 20)).toEqual({
      items: [],
      all: 0,
      doneToday: 0,
      next: null,
    });
  });
});

describe('a clock that was moved', () => {
  test('set back: an answer from the future counts for the day of what came next', () => {
    const events = log([atDay(900), answered('right')], [atDay(10), answered('wrong', 'q2')]);
    const { items } = deriveSchedule(events, course, at(atDay(11)));
    expect(items.map(({ due, card }) => [due, card.lastDay])).toEqual([
      [12, 10],
      [11, 10],
    ]);
  });

  test('with an empty battery: an answer of 1970 counts for the day of the one before it', () => {
    const events = log([atDay(20_000), answered('right')], [atDay(0), answered('right', 'q2')]);
    const { items } = deriveSchedule(events, course, at(atDay(20_001)));
    expect(items.map(({ card }) => card.lastDay)).toEqual([20_000, 20_000]);
  });

  test('whatever the times, no day is after today and no interval below one', () => {
    const anyAt = fc.oneof(fc.integer({ min: -1e12, max: 4e12 }), fc.constantFrom(0, atDay(50)));
    const anyEvent = fc.tuple(
      anyAt,
      fc.constantFrom(answered('right'), answered('wrong'), checked('pass'), hinted('t1')),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), anyAt, fc.integer({ min: -840, max: 840 }), (events, now, minutes) => {
        const offset = (): number => minutes;
        const { items, today } = deriveSchedule(log(...events), course, at(now, offset));
        for (const { card, reviews } of items) {
          const days = reviews.map(({ day }) => day);
          expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
          expect(card.lastDay).toBeLessThanOrEqual(today);
          expect(card.interval).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });
});
