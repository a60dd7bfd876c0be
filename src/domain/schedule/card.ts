import type { Day } from './local-day.ts';

/** How a review went, as ts-fsrs counts: forgotten, known with help, known. Nobody is asked how easy it was. */
export type Grade = 'again' | 'hard' | 'good';

/** What is remembered of one item. Stability is in days: after so many it is still known 9 times out of 10. */
export interface Card {
  readonly stability: number;
  /** From 1 to 10. */
  readonly difficulty: number;
  /** Days from the last review to the next; at least 1. */
  readonly interval: number;
  readonly lastDay: Day;
  readonly reviews: number;
  /** Reviews since it was wrong last, or since the first. */
  readonly inARow: number;
  readonly lapses: number;
}

/** The model of memory, handed in: pure, and deterministic to the last bit. `day` is never before the card's last. */
export interface Scheduler {
  next(card: Card | null, day: Day, grade: Grade): Card;
}

/** The day from which on it is to be asked again. */
export const dueDay = (card: Card): Day => card.lastDay + card.interval;
