/** What there is to review now, as the map and the review's own screen show it. */
export interface ReviewStand {
  /** What is to be brought now, as `lesson/item`: questions, and what is done on a machine; the most urgent first. */
  readonly questions: readonly string[];
  readonly labs: readonly string[];
  /** Due, but beyond the day's limit. */
  readonly waiting: number;
  readonly doneToday: number;
  readonly perDay: number;
  /** No more than so many today, because that was asked for this time; null: the day's limit alone. */
  readonly upTo: number | null;
  /** What comes after that; null: nothing has been answered that could come. */
  readonly next: { readonly inDays: number; readonly count: number } | null;
}

/** What was asked for this time: no more than `limit` from now on, or no more than `upTo` of today; null: neither. */
export type ReviewLimit = { readonly limit: number } | { readonly upTo: number } | null;

/** How many a day unless the learner says otherwise, and how much of it is to be known still when it comes again. */
export const usualReviews = { perDay: 20, retention: 0.9 } as const;

export const dueCount = ({ questions, labs }: ReviewStand): number => questions.length + labs.length;
