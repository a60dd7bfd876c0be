import { explainingPage, type PageFound, showingPage } from '../../domain/quiz/find-page.ts';
import type { QuizItem } from '../../domain/quiz/quiz-item.ts';
import type { Step } from '../effect.ts';
import { linesUpTo } from '../lesson/lines-up-to.ts';
import { enterLesson } from '../lesson/open-page.ts';
import type { State } from '../state.ts';
import type { QuizScreen } from './quiz-state.ts';

const comesBack = 'Nothing here is recorded. Esc goes back to the quiz.';
const isPrepared = `The machine is as this page finds it. ${comesBack}`;

/** The page of a lesson that explains what the question asks. Esc comes back to where the quiz is. */
export function readAbout(state: State, quiz: QuizScreen, item: QuizItem): Step<State> {
  return enter(state, quiz, explainingPage(quiz.lessons, item), false);
}

/** The page on which it is seen to happen, with the machine as it is there once the pages before it were done. */
export function seeItHappen(state: State, quiz: QuizScreen, item: QuizItem): Step<State> {
  const found = showingPage(quiz.lessons, item);
  if (found === null) return [{ ...state, footer: 'The course has nothing to run on that.' }, []];
  return enter(state, quiz, found, true);
}

function enter(
  state: State,
  quiz: QuizScreen,
  { lesson: id, page }: PageFound,
  prepared: boolean,
): Step<State> {
  const lesson = quiz.lessons.find((entry) => entry.id === id);
  if (lesson === undefined) return [state, []];
  const away: State = { ...state, detour: quiz };
  const prelude = prepared ? linesUpTo(lesson, page) : undefined;
  const [entered, effects] = enterLesson(away, lesson, page, prelude);
  return [{ ...entered, footer: prepared ? isPrepared : comesBack }, effects];
}
