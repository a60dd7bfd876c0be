import { FSRSAlgorithm, type Grade as FsrsGrade, generatorParameters, Rating } from 'ts-fsrs';
import type { Grade, Scheduler } from '../../domain/schedule/card.ts';

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
 * Its algorithm is asked and not its scheduler, which works out what is not wanted and takes ten times as long; a test
 * holds that both say the same. Load it lazily: it is not needed for the first frame.
 */
export function fsrsScheduler(retention: number): Scheduler {
  const memory = new FSRSAlgorithm(
    generatorParameters({
      request_retention: retention,
      maximum_interval: longestInterval,
      enable_fuzz: false,
      enable_short_term: false,
    }),
  );
  return {
    next: (card, day, grade) => {
      const elapsed = card === null ? 0 : day - card.lastDay;
      const { stability, difficulty } = memory.next_state(card, elapsed, ratings[grade]);
      const daysAfter = (graded: Grade): number => {
        const after =
          graded === grade ? stability : memory.next_state(card, elapsed, ratings[graded]).stability;
        return memory.next_interval(after, elapsed);
      };
      return {
        stability,
        difficulty,
        interval: spread(grade, daysAfter),
        lastDay: day,
        reviews: (card?.reviews ?? 0) + 1,
        inARow: grade === 'again' ? 0 : (card?.inARow ?? 0) + 1,
        lapses: (card?.lapses ?? 0) + (card !== null && grade === 'again' ? 1 : 0),
      };
    },
  };
}

/** A better grade waits for longer by a day at least (ts-fsrs, LongTermScheduler.next_interval). */
function spread(grade: Grade, daysAfter: (graded: Grade) => number): number {
  const wouldBe = daysAfter('hard');
  const again = Math.min(daysAfter('again'), wouldBe);
  if (grade === 'again') return again;
  const hard = Math.max(wouldBe, again + 1);
  return grade === 'hard' ? hard : Math.max(daysAfter('good'), hard + 1);
}
