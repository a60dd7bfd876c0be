import type { Step } from '../effect.ts';
import type { Event } from '../event.ts';
import type { Intent } from '../intent.ts';
import { currentActivity, type LessonScreen } from '../lesson/lesson-state.ts';
import { lessonView } from '../lesson/lesson-view.ts';
import { atEnd, scrollPage, showVerdict } from '../lesson/scrolling.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { givenIn } from './answered.ts';
import { readAbout, seeItHappen } from './detour.ts';
import { endQuiz } from './end-quiz.ts';
import { lineAfter } from './line-after.ts';
import { explainsAtOnce, itemAt, type QuizScreen } from './quiz-state.ts';
import { asSheet, fromSheet, quizEffects } from './sheet.ts';
import { resetSheet } from './start-quiz.ts';
import { turnTo } from './turn-to.ts';
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
    case 'typeset':
      return through(state, quiz, event, plain);
    default:
      return plain(state, event);
  }
}

function intended(before: State, quiz: QuizScreen, intent: Intent, plain: Update): Step<State> {
  const event: Event = { kind: 'intent', intent };
  if (before.overlay !== null || intent.kind === 'help' || intent.kind === 'quit')
    return plain(before, event);
  const state: State = { ...before, footer: null };
  if (quiz.phase === 'result') return updateQuizResult(state, quiz, intent, () => plain(state, event));
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
    case 'again':
    case 'search':
    case 'switch-machine':
    case 'run-earlier':
      return [state, []];
    default:
      return through(state, quiz, event, plain);
  }
}

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
  if (page < 0) return [state, []];
  if (page < quiz.items.length) return turnTo(state, quiz, page);
  return quiz.phase === 'looking' ? [toResultList(state, quiz), []] : endQuiz(state, quiz);
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
  return Object.keys(quiz.given).length === 0 ? toMap(state) : endQuiz(state, quiz);
}

/** A step of the sheet, as of a lesson; an answer that came of it is taken. */
function through(state: State, quiz: QuizScreen, event: Event, plain: Update): Step<State> {
  const [stepped, effects] = plain(asSheet(state, quiz), event);
  if (stepped.screen.kind !== 'lesson') return [state, []];
  const sheet = stepped.screen;
  const next = fromSheet(state, quiz, stepped, sheet);
  const wanted = quizEffects(quiz, effects);
  const page = quiz.sheet.page;
  const given = quiz.given[page] === undefined ? givenIn(currentActivity(sheet), itemAt(quiz)) : null;
  if (given === null) return [next, wanted];
  return [taken(next, { ...quiz, sheet, given: { ...quiz.given, [page]: given } }), wanted];
}

/** Explained, with a line below if there is one to say. */
function taken(state: State, quiz: QuizScreen): State {
  const line = lineAfter(state, quiz);
  const said = line === null ? quiz.said : { ...quiz.said, [quiz.sheet.page]: line };
  const answered: QuizScreen = { ...quiz, said };
  const sheet: LessonScreen = showVerdict(asSheet(state, answered), answered.sheet);
  return { ...state, screen: { ...answered, sheet } };
}
