import {
  createEmptyCard,
  type Card as FsrsCard,
  type Grade as FsrsGrade,
  fsrs,
  Rating,
  State,
} from 'ts-fsrs';
import type { Card, Grade, Scheduler } from '../../domain/schedule/card.ts';
import { type Day, dayMs } from '../../domain/schedule/local-day.ts';

const ratings: Readonly<Record<Grade, FsrsGrade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
};

/** The longest it waits: a course is not learned for decades. */
export const longestInterval = 365;

/**
 * FSRS 6 as ts-fsrs has it, by whole days: no steps within a day and no fuzz, so that the same log gives the same
 * schedule everywhere. `retention` is the share of answers still known when they come again, above 0 and up to 1.
 * Load it lazily: ts-fsrs takes some milliseconds and is not needed for the first frame.
 */
export function fsrsScheduler(retention: number): Scheduler {
  const memory = fsrs({
    request_retention: retention,
    maximum_interval: longestInterval,
    enable_fuzz: false,
    enable_short_term: false,
  });
  return {
    next: (card, day, grade) => {
      const { card: next } = memory.next(fsrsCard(card, day), dateOf(day), ratings[grade]);
      return {
        stability: next.stability,
        difficulty: next.difficulty,
        interval: next.scheduled_days,
        lastDay: day,
        reviews: next.reps,
        inARow: grade === 'again' ? 0 : (card?.inARow ?? 0) + 1,
        lapses: next.lapses,
      };
    },
  };
}

const dateOf = (day: Day): Date => new Date(day * dayMs);

function fsrsCard(card: Card | null, day: Day): FsrsCard {
  const empty: FsrsCard = createEmptyCard(dateOf(day));
  if (card === null) return empty;
  return {
    ...empty,
    due: dateOf(card.lastDay + card.interval),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduled_days: card.interval,
    reps: card.reviews,
    lapses: card.lapses,
    state: State.Review,
    last_review: dateOf(card.lastDay),
  };
}
