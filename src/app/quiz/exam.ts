import type { Effect, Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { type ActivityState, withActivity } from '../lesson/lesson-state.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { isVoid } from './exam-words.ts';
import type { Given, QuizScreen } from './quiz-state.ts';
import { turnTo } from './turn-to.ts';

/** An answer in an exam: kept to be changed, not explained; then the next question, or after the last the overview. */
export function answeredInExam(
  state: State,
  quiz: QuizScreen,
  given: Given,
  unanswered: ActivityState,
): Step<State> {
  const { page } = quiz.sheet;
  const kept: QuizScreen = {
    ...quiz,
    given: { ...quiz.given, [page]: given },
    sheet: withActivity(quiz.sheet, unanswered),
  };
  return page + 1 < quiz.items.length
    ? turnTo(state, kept, page + 1)
    : [{ ...state, screen: toOverview(kept) }, []];
}

export const toOverview = (quiz: QuizScreen): QuizScreen => ({
  ...quiz,
  phase: 'overview',
  selected: quiz.sheet.page,
  scroll: 0,
});

/** Marks the question to be looked at again, or takes the mark away. */
export function flagged(quiz: QuizScreen, page: number): QuizScreen {
  const isFlagged = quiz.flagged.includes(page);
  return {
    ...quiz,
    flagged: isFlagged ? quiz.flagged.filter((one) => one !== page) : [...quiz.flagged, page],
  };
}

/** What a key means on the page that lists an exam's questions; its last entry hands in. */
export function updateOverview(
  state: State,
  quiz: QuizScreen,
  intent: Intent,
  otherwise: () => Step<State>,
): Step<State> {
  const last = quiz.items.length;
  const select = (selected: number): Step<State> => [
    { ...state, screen: { ...quiz, selected: clamp(selected, 0, last) } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return select(quiz.selected + intent.by);
    case 'page':
      return select(quiz.selected + 10 * intent.by);
    case 'edge':
      return select(intent.to === 'start' ? 0 : last);
    case 'flag':
      return quiz.selected < last ? [{ ...state, screen: flagged(quiz, quiz.selected) }, []] : [state, []];
    case 'accept':
      return quiz.selected < last
        ? turnTo(state, { ...quiz, phase: 'asking' }, quiz.selected)
        : askToHandIn(state);
    case 'hand-in':
      return askToHandIn(state);
    case 'back':
    case 'overview':
      return turnTo(state, { ...quiz, phase: 'asking' }, Math.min(quiz.selected, last - 1));
    default:
      return otherwise();
  }
}

export const askToHandIn = (state: State): Step<State> => [
  { ...state, overlay: { kind: 'confirm-quiz', what: 'hand-in' } },
  [],
];

/** An exam that is left is void: that is asked first. */
export const askToLeave = (state: State, what: 'leave' | 'quit'): Step<State> => [
  { ...state, overlay: { kind: 'confirm-quiz', what } },
  [],
];

export function leaveExam(state: State): Step<State> {
  const [left, effects] = toMap(state);
  return [{ ...left, footer: isVoid }, effects];
}

/** All answers of an exam are kept when it is handed in, and not before. */
export function examAnswers(quiz: QuizScreen): readonly Effect[] {
  return quiz.items.flatMap(({ lesson, activity: { id: item, hash } }, page): readonly Effect[] => {
    const given = quiz.given[page];
    if (given === undefined || given.ending === 'open') return [];
    // The final exam's questions are its lesson's own; those of an exam from the bank only visit.
    const place = quiz.exam === lesson ? {} : { in: 'exam' as const };
    const { text: answer, ending: verdict } = given;
    return [
      {
        kind: 'save-event',
        event: { kind: 'question-answered', lesson, item, hash, answer, verdict, ...place },
      },
    ];
  });
}
