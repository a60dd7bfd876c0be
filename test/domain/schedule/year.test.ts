import fc from 'fast-check';
import { createEmptyCard, type Card as FsrsCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { fsrsScheduler, longestInterval } from '../../../src/app/review/fsrs-scheduler.ts';
import type { NewProgressEvent, ProgressEvent } from '../../../src/domain/progress-event.ts';
import type { Scheduler } from '../../../src/domain/schedule/card.ts';
import { dueItems } from '../../../src/domain/schedule/due.ts';
import { dayMs } from '../../../src/domain/schedule/local-day.ts';
import { deriveSchedule, itemKey, type Schedule } from '../../../src/domain/schedule/schedule.ts';
import { answered, checked, course, hinted } from './schedule-fixture.ts';

const firstDay = 20_000;
const learned = ['pid1/q1', 'pid1/q2', 'pid1/t1', 'images/q1'];

/** Park and Miller's: a year from one number, the same each time. */
function chances(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

type Outcome = 'right' | 'wrong' | 'with-hint';

function eventsFor(key: string, outcome: Outcome): readonly NewProgressEvent[] {
  const [lesson = '', item = ''] = key.split('/');
  if (item !== 't1') return [answered(outcome === 'wrong' ? 'wrong' : 'right', item, 'review', lesson)];
  return outcome === 'with-hint' ? [hinted('t1'), checked('pass', 'review')] : [checked('pass', 'review')];
}

const ratingOf = (key: string, outcome: Outcome): Grade => {
  if (!key.endsWith('t1')) return outcome === 'wrong' ? Rating.Again : Rating.Good;
  return outcome === 'with-hint' ? Rating.Hard : Rating.Good;
};

/** A year of a learner who reviews most days, and ts-fsrs beside it, asked for each answer as its documentation says. */
class Year {
  readonly events: ProgressEvent[] = [];
  readonly cards = new Map<string, FsrsCard>();
  readonly #chance: () => number;
  readonly #minutes: number;
  readonly #scheduler: Scheduler;
  readonly #fsrs: ReturnType<typeof fsrs>;

  constructor(seed: number, minutes: number, retention: number) {
    this.#chance = chances(seed);
    this.#minutes = minutes;
    this.#scheduler = fsrsScheduler(retention);
    this.#fsrs = fsrs({
      request_retention: retention,
      maximum_interval: longestInterval,
      enable_fuzz: false,
      enable_short_term: false,
    });
  }

  /** Times are local: `day` and a moment in it. */
  schedule(day: number, moment = 0.999): Schedule {
    return deriveSchedule(this.events, course, {
      now: this.#utc(day, moment),
      offset: () => this.#minutes,
      scheduler: this.#scheduler,
    });
  }

  live(day: number): void {
    const fresh = learned.filter((key) => !this.cards.has(key) && this.#chance() < 0.2);
    const due = dueItems(this.schedule(day, 0), 20).items.map(({ lesson, item }) => itemKey(lesson, item));
    if (this.#chance() < 0.25) return;
    for (const key of [...due, ...fresh]) this.#answer(key, day);
  }

  #answer(key: string, day: number): void {
    const outcome = (['right', 'right', 'wrong', 'with-hint'] as const)[Math.floor(this.#chance() * 4)];
    if (outcome === undefined) throw new Error('no outcome');
    const moment = this.#chance() * 0.9;
    this.#append(day, moment, eventsFor(key, outcome));
    // Told what was right, it is answered again: that teaches, and says nothing of what was remembered.
    if (outcome === 'wrong') this.#append(day, moment + 0.05, eventsFor(key, 'right').slice(-1));
    const local = new Date((day + moment) * dayMs);
    const card = this.cards.get(key) ?? (createEmptyCard(local) as FsrsCard);
    this.cards.set(key, this.#fsrs.next(card, local, ratingOf(key, outcome)).card);
  }

  #append(day: number, moment: number, events: readonly NewProgressEvent[]): void {
    for (const event of events) {
      const id = `E${String(this.events.length).padStart(6, '0')}`;
      this.events.push({ id, at: this.#utc(day, moment), ...event });
    }
  }

  #utc = (day: number, moment: number): number => Math.floor((day + moment) * dayMs) - this.#minutes * 60_000;
}

const seen = ({ items }: Schedule) =>
  items.map(({ lesson, item, card, due }) => ({
    key: itemKey(lesson, item),
    stability: card.stability,
    difficulty: card.difficulty,
    interval: card.interval,
    reviews: card.reviews,
    lapses: card.lapses,
    due,
  }));

const expected = (cards: ReadonlyMap<string, FsrsCard>) =>
  learned.flatMap((key) => {
    const card = cards.get(key);
    if (card === undefined) return [];
    const { stability, difficulty, scheduled_days: interval, reps: reviews, lapses } = card;
    return [
      { key, stability, difficulty, interval, reviews, lapses, due: Math.floor(card.due.getTime() / dayMs) },
    ];
  });

const anyYear = fc.record({
  seed: fc.nat(1e6),
  minutes: fc.integer({ min: -720, max: 840 }),
  retention: fc.constantFrom(0.8, 0.9, 0.95),
});

describe('a simulated year', () => {
  test('is, day by day, what ts-fsrs says when it is asked for each answer', () => {
    fc.assert(
      fc.property(anyYear, ({ seed, minutes, retention }) => {
        const year = new Year(seed, minutes, retention);
        for (let day = firstDay; day < firstDay + 365; day++) {
          year.live(day);
          expect(seen(year.schedule(day))).toEqual(expected(year.cards));
        }
        expect(year.events.length).toBeGreaterThan(10);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  test('is the same from a log in any order, with repeats, and split over two machines', () => {
    fc.assert(
      fc.property(anyYear, fc.nat(1e6), ({ seed, minutes, retention }, dice) => {
        const year = new Year(seed, minutes, retention);
        for (let day = firstDay; day < firstDay + 365; day++) year.live(day);
        const whole = year.schedule(firstDay + 365);
        const chance = chances(dice);
        const here = year.events.filter(() => chance() < 0.6);
        const there = year.events.filter((event) => !here.includes(event) || chance() < 0.3);
        const merged = [...there.reverse(), ...here.map((event) => ({ ...event }))];
        merged.sort(() => chance() - 0.5);
        year.events.splice(0, year.events.length, ...merged);
        expect(year.schedule(firstDay + 365)).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});
