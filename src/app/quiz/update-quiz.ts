import { assertNever } from '../../domain/assert-never.ts';
import type { Step } from '../effect.ts';
import type { Event } from '../event.ts';
import type { Intent } from '../intent.ts';
import { leave } from '../leave.ts';
import { currentActivity, type LessonScreen } from '../lesson/lesson-state.ts';
import { lessonView } from '../lesson/lesson-view.ts';
import { atEnd, scrollPage, showVerdict } from '../lesson/scrolling.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { givenIn } from './answered.ts';
import { tick } from './clock.ts';
import { readAbout, seeItHappen } from './detour.ts';
import { endQuiz } from './end-quiz.ts';
import { answeredInExam, askToLeave, flagged, leaveExam, toOverview, updateOverview } from './exam.ts';
import { explainsAtOnce, itemAt, type QuizScreen } from './quiz-state.ts';
import { asSheet, fromSheet, quizEffects } from './sheet.ts';
import { beginQuiz, resetSheet } from './start-quiz.ts';
import { turnTo } from './turn-to.ts';
import { placedAnswer } from './update-placement.ts';
import { updateQuizResult } from './update-quiz-result.ts';

type Update = (state: State, event: Event) => Step<State>;

/** What happens while a quiz is on the screen; `plain` is what happens in a lesson, or whatever the screen. */
export function updateQuiz(state: State, quiz: QuizScreen, event: Event, plain: Update): Step<State> {
  switch (event.kind) {
    case 'intent':
      return intended(state, quiz, event.intent, plain);
    case 'resized': {
      const resized = { ...state, size: event.size };
      return [resized, [resetSheet(resized, quiz)]];
    }
    case 'tick':
      return tick(state, quiz, event.at);
    case 'typeset':
      return through(state, quiz, event, plain);
    default:
      return plain(state, event);
  }
}

function intended(before: State, quiz: QuizScreen, intent: Intent, plain: Update): Step<State> {
  const event: Event = { kind: 'intent', intent };
  if (before.overlay?.kind === 'confirm-quiz') return confirmed(before, quiz, before.overlay.what, intent);
  if (intent.kind === 'quit' && isSat(quiz) && before.overlay === null) return askToLeave(before, 'quit');
  if (before.overlay !== null || intent.kind === 'help' || intent.kind === 'quit')
    return plain(before, event);
  const state: State = { ...before, footer: null };
  const otherwise = (): Step<State> => keepSitting(before, quiz, plain(state, event));
  switch (quiz.phase) {
    case 'intro':
      if (intent.kind === 'accept') return beginQuiz(state, quiz);
      return intent.kind === 'back' ? toMap(state) : otherwise();
    case 'overview':
      return updateOverview(state, quiz, intent, otherwise);
    case 'result':
      return updateQuizResult(state, quiz, intent, otherwise);
    case 'asking':
    case 'looking':
      return onQuestion(state, quiz, intent, plain);
    default:
      return assertNever(quiz.phase);
  }
}

/** Whether an exam is being sat, so that to leave it needs a yes. */
const isSat = ({ mode, phase }: QuizScreen): boolean =>
  mode === 'exam' && (phase === 'asking' || phase === 'overview');

/** Nothing ends an exam without a yes, Ctrl-C neither. */
const keepSitting = (before: State, quiz: QuizScreen, step: Step<State>): Step<State> =>
  step[0].end !== null && isSat(quiz) ? askToLeave(before, 'quit') : step;

function confirmed(
  state: State,
  quiz: QuizScreen,
  what: 'hand-in' | 'leave' | 'quit',
  intent: Intent,
): Step<State> {
  const closed: State = { ...state, overlay: null, footer: null };
  const isLeaving = intent.kind === 'interrupt-line' || intent.kind === 'quit';
  const sure = intent.kind === 'accept' || (what !== 'hand-in' && isLeaving);
  if (!sure) return [closed, []];
  switch (what) {
    case 'hand-in':
      return endQuiz(closed, quiz);
    case 'leave':
      return leaveExam(closed);
    case 'quit':
      return leave(closed, 'left');
    default:
      return assertNever(what);
  }
}

function onQuestion(state: State, quiz: QuizScreen, intent: Intent, plain: Update): Step<State> {
  const event: Event = { kind: 'intent', intent };
  if (quiz.mode === 'exam' && quiz.phase === 'asking') {
    const meant = examIntent(quiz, intent);
    if (meant !== null) return examKey(state, quiz, meant);
  }
  switch (intent.kind) {
    case 'turn':
      return turned(state, quiz, intent.by);
    case 'accept':
    case 'forward':
      return isAnswered(quiz) ? onward(state, quiz) : through(state, quiz, event, plain);
    case 'back':
      return back(state, quiz, event, plain);
    case 'read-about':
      return isAnswered(quiz) ? readAbout(state, quiz, itemAt(quiz)) : [state, []];
    case 'see-happen':
      return isAnswered(quiz) ? seeItHappen(state, quiz, itemAt(quiz)) : [state, []];
    case 'switch-focus':
      return itemAt(quiz).prose.trim() === '' ? [state, []] : through(state, quiz, event, plain);
    case 'again':
    case 'search':
    case 'switch-machine':
    case 'run-earlier':
      return [state, []];
    default:
      return through(state, quiz, event, plain);
  }
}

/** The letter f is an option's where there are so many; where there are not, it flags as it does everywhere. */
function examIntent(quiz: QuizScreen, intent: Intent): 'flag' | 'overview' | null {
  if (intent.kind === 'flag' || intent.kind === 'overview') return intent.kind;
  const activity = currentActivity(quiz.sheet);
  if (intent.kind !== 'pick' || intent.option !== letterF || activity === null) return null;
  const order = 'order' in activity ? activity.order : 'choice' in activity ? activity.choice.order : null;
  return order !== null && order.length <= letterF ? 'flag' : null;
}

const letterF = 5;

const examKey = (state: State, quiz: QuizScreen, kind: 'flag' | 'overview'): Step<State> => [
  { ...state, screen: kind === 'flag' ? flagged(quiz, quiz.sheet.page) : toOverview(quiz) },
  [],
];

const isAnswered = (quiz: QuizScreen): boolean =>
  quiz.phase === 'looking' || (explainsAtOnce(quiz.mode) && quiz.given[quiz.sheet.page] !== undefined);

/** The rest of what stands here, then the next question. */
function onward(state: State, quiz: QuizScreen): Step<State> {
  const sheet = asSheet(state, quiz);
  if (atEnd(lessonView(sheet, quiz.sheet), quiz.sheet.focus)) return turned(state, quiz, 1);
  return [{ ...state, screen: { ...quiz, sheet: scrollPage(sheet, quiz.sheet, 1) } }, []];
}

function turned(state: State, quiz: QuizScreen, by: 1 | -1): Step<State> {
  const page = quiz.sheet.page + by;
  if (quiz.mode === 'placement' && quiz.phase === 'asking')
    return by === 1 ? placedAnswer(state, quiz, null) : [state, []];
  if (page < 0) return [state, []];
  if (page < quiz.items.length) return turnTo(state, quiz, page);
  if (quiz.phase === 'looking') return [toResultList(state, quiz), []];
  return quiz.mode === 'exam' ? [{ ...state, screen: toOverview(quiz) }, []] : endQuiz(state, quiz);
}

const toResultList = (state: State, quiz: QuizScreen): State => ({
  ...state,
  screen: { ...quiz, phase: 'result' },
});

/** Esc: back a step of the answer, out of the text; then the quiz ends with what was answered. */
function back(state: State, quiz: QuizScreen, event: Event, plain: Update): Step<State> {
  if (quiz.phase === 'looking') return [toResultList(state, quiz), []];
  const activity = currentActivity(quiz.sheet);
  const steps = activity?.kind === 'true-false' && activity.value !== null && activity.answered === null;
  if (steps || quiz.sheet.focus === 'prose') return through(state, quiz, event, plain);
  if (quiz.mode === 'exam') return askToLeave(state, 'leave');
  if (quiz.mode === 'placement') return leftPlacement(state);
  return Object.keys(quiz.given).length === 0 ? toMap(state) : endQuiz(state, quiz);
}

function leftPlacement(state: State): Step<State> {
  const [left, effects] = toMap(state);
  return [
    { ...left, footer: 'You left before the last question: nothing is marked as to be skipped.' },
    effects,
  ];
}

/** A step of the sheet, as of a lesson; an answer that came of it is taken. */
function through(state: State, quiz: QuizScreen, event: Event, plain: Update): Step<State> {
  const [stepped, effects] = plain(asSheet(state, quiz), event);
  if (stepped.end !== null) return isSat(quiz) ? askToLeave(state, 'quit') : leave(state, stepped.end.kind);
  if (stepped.screen.kind !== 'lesson') return [state, []];
  const sheet = stepped.screen;
  const next = fromSheet(state, quiz, stepped, sheet);
  const wanted = quizEffects(quiz, effects);
  const { page } = quiz.sheet;
  const before = currentActivity(quiz.sheet);
  const given = quiz.phase === 'asking' ? givenIn(currentActivity(sheet), itemAt(quiz)) : null;
  if (given === null || before === null || givenIn(before, itemAt(quiz)) !== null) return [next, wanted];
  if (quiz.mode === 'exam') return answeredInExam(state, quiz, given, before);
  if (quiz.mode === 'placement') {
    const [placed, more] = placedAnswer(next, { ...quiz, sheet }, given);
    return [placed, [...wanted.filter(({ kind }) => kind === 'save-event'), ...more]];
  }
  return [taken(next, { ...quiz, sheet, given: { ...quiz.given, [page]: given } }), wanted];
}

/** Explained, from the question on if there is room. */
function taken(state: State, quiz: QuizScreen): State {
  const sheet: LessonScreen = showVerdict(asSheet(state, quiz), quiz.sheet);
  return { ...state, screen: { ...quiz, sheet } };
}
