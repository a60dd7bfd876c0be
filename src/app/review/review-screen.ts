import type { ItemId, LessonId } from '../../domain/ids.ts';
import type { ReviewLimit, ReviewStand } from './review-stand.ts';

/** What is due, and where it begins. */
export interface ReviewScreen {
  readonly kind: 'review';
  /** null: being looked at. */
  readonly stand: ReviewStand | null;
  readonly limit: ReviewLimit;
  readonly selected: number;
  /** Just asked for: questions begin at once when nothing else is due. */
  readonly fresh: boolean;
}

/** An item of a lesson that is reviewed on its page, on a machine brought to where it begins. */
export interface Reviewed {
  readonly lesson: LessonId;
  readonly item: ItemId;
}

export type ReviewEntry =
  | { readonly kind: 'questions'; readonly text: string }
  | { readonly kind: 'lab'; readonly key: string; readonly text: string }
  | { readonly kind: 'quiz'; readonly text: string }
  | { readonly kind: 'map'; readonly text: string };
