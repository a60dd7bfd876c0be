/**
 * What was done to a machine, so that it can be done again: a kernel is a function of world, seed and inputs.
 * Replaying a journal gives the same machine, to the last id and PID.
 */
export type JournalEntry =
  | { readonly kind: 'ran'; readonly commandLine: string }
  /** Virtual time that passed between two commands. */
  | { readonly kind: 'waited'; readonly ms: number };

export interface Journal {
  readonly world: string;
  readonly seed: string;
  readonly entries: readonly JournalEntry[];
}
