import type { ProgressEvent } from '../../domain/progress-event.ts';
import { keyOf } from '../../domain/quiz/quiz-item.ts';
import { itemKey } from '../../domain/schedule/schedule.ts';
import type { Effect, Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { showVerdict } from '../lesson/scrolling.ts';
import { toMap } from '../map/update-map.ts';
import { type QuizScreen, type QuizWish, usualQuiz } from '../quiz/quiz-state.ts';
import { asSheet } from '../quiz/sheet.ts';
import { prepareQuiz } from '../quiz/start-quiz.ts';
import type { State } from '../state.ts';
import { openReviewed } from './review-lab.ts';
import type { ReviewEntry, ReviewScreen } from './review-screen.ts';
import type { ReviewLimit, ReviewStand } from './review-stand.ts';
import { reviewEntries } from './review-words.ts';

/** The review's own screen. `fresh`: it was asked for just now, so questions begin at once if nothing else is due. */
export function toReview(state: State, fresh: boolean, limit: ReviewLimit = null): Step<State> {
  const screen: ReviewScreen = { kind: 'review', stand: null, limit, selected: 0, fresh };
  return [{ ...state, notice: null, screen }, [look(state, limit)]];
}

/** Looks at what is due now; `said`: and says when that item comes again. */
export const look = (
  { events, course }: Pick<State, 'events' | 'course'>,
  limit: ReviewLimit = null,
  said: string | null = null,
): Effect => ({ kind: 'look-at-reviews', events, course, limit, said });

/** An answer of a review was kept: what does it change? */
export function lookAfter(state: State, event: ProgressEvent): readonly Effect[] {
  if (event.in !== 'review' || !('item' in event)) return [];
  const counts =
    event.kind === 'question-answered' || (event.kind === 'task-checked' && event.verdict === 'pass');
  return counts ? [look(state, stillMeant(state), itemKey(event.lesson, event.item))] : [];
}

/** What was asked for this time holds until the map is shown. */
export const stillMeant = ({ review }: State): ReviewLimit => {
  const upTo = review?.upTo ?? null;
  return upTo === null ? null : { upTo };
};

export interface ReviewsSeen {
  readonly stand: ReviewStand;
  /** When the item of this key comes again, and why. */
  readonly said: { readonly key: string; readonly line: string } | null;
}

export function reviewsSeen(before: State, { stand, said }: ReviewsSeen): Step<State> {
  const state: State = { ...before, review: stand };
  const { screen } = state;
  if (said !== null) return [saying(state, said), []];
  if (screen.kind !== 'review') return [state, []];
  const seen: ReviewScreen = { ...screen, stand, fresh: false };
  const begins = screen.fresh && stand.labs.length === 0 && stand.questions.length > 0;
  return begins ? prepareQuiz(state, wishFor(stand)) : [{ ...state, screen: seen }, []];
}

export function reviewsFailed(state: State, because: string): Step<State> {
  const title = 'What is due could not be looked at';
  if (state.screen.kind === 'review')
    return [{ ...state, screen: { kind: 'message', title, text: because } }, []];
  return [{ ...state, footer: `${title}: ${because}` }, []];
}

/** Below the question it was said of, in the footer of a lab; whoever went on already is not told. */
function saying(state: State, { key, line }: NonNullable<ReviewsSeen['said']>): State {
  const { screen, reviewing } = state;
  if (screen.kind === 'quiz') return { ...state, screen: sayingBelow(state, screen, key, line) };
  const isLab = reviewing != null && itemKey(reviewing.lesson, reviewing.item) === key;
  return isLab ? { ...state, footer: line } : state;
}

function sayingBelow(state: State, quiz: QuizScreen, key: string, line: string): QuizScreen {
  const page = quiz.items.findIndex((item) => keyOf(item) === key);
  const told: QuizScreen = { ...quiz, said: { ...quiz.said, [page]: line } };
  // The line takes rows from the explanation above it.
  return page === quiz.sheet.page ? { ...told, sheet: showVerdict(asSheet(state, told), quiz.sheet) } : told;
}

const wishFor = ({ questions }: ReviewStand): QuizWish => ({
  ...usualQuiz,
  mode: 'review',
  items: questions,
});

/** What a key means on the review's own screen. */
export function updateReview(state: State, screen: ReviewScreen, intent: Intent): Step<State> {
  const entries = reviewEntries(screen, state.course);
  const point = (selected: number): Step<State> => [
    { ...state, screen: { ...screen, selected: clamp(selected, 0, entries.length - 1) } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return point(screen.selected + intent.by);
    case 'page':
      return point(screen.selected + intent.by * 5);
    case 'edge':
      return point(intent.to === 'start' ? 0 : entries.length - 1);
    case 'back':
      return toMap(state);
    case 'accept':
      return begin(state, screen, entries[screen.selected]);
    default:
      return [state, []];
  }
}

function begin(state: State, { stand }: ReviewScreen, entry: ReviewEntry | undefined): Step<State> {
  switch (entry?.kind) {
    case 'questions':
      return stand === null ? [state, []] : prepareQuiz(state, wishFor(stand));
    case 'lab':
      return openReviewed(state, entry.key);
    case 'quiz':
      return prepareQuiz(state, usualQuiz);
    default:
      return toMap(state);
  }
}
