import type { Need } from './need.ts';

/** What becomes of one flag: the words that stand for it (null: as it was typed), or the sentence that refuses it. */
export type FlagVerdict = KeptFlag | { readonly kind: 'refused'; readonly sentence: string };

export interface KeptFlag {
  readonly kind: 'kept';
  readonly words: readonly string[] | null;
  readonly needs: readonly Need[];
  /** Containers that must be ours. */
  readonly targets?: readonly string[];
  /** The container sees what is the host's: it may look and nothing else. */
  readonly onlyLooks?: boolean;
}

/** As it was typed. */
export const asTyped: KeptFlag = { kind: 'kept', words: null, needs: [] };
