/** Milliseconds since the epoch to minutes that local time is ahead of UTC then; behind is negative. */
export type LocalOffset = (atMs: number) => number;

/** A day as people count them: midnights since the epoch, of the learner's own clock. */
export type Day = number;

export const dayMs = 86_400_000;

/** The day that is at `atMs` where the learner is. */
export const dayOf = (atMs: number, offset: LocalOffset): Day =>
  Math.floor((atMs + offset(atMs) * 60_000) / dayMs);
