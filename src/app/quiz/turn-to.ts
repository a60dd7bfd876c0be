import type { Step } from '../effect.ts';
import type { LessonScreen } from '../lesson/lesson-state.ts';
import { goToPage } from '../lesson/open-page.ts';
import type { State } from '../state.ts';
import type { QuizScreen } from './quiz-state.ts';
import { asSheet, fromSheet, quizEffects } from './sheet.ts';

/** The question of this page, to be answered or read at once: the keys are its own. */
export function turnTo(state: State, quiz: QuizScreen, page: number): Step<State> {
  const [turned, effects] = goToPage(asSheet(state, quiz), quiz.sheet, page);
  if (turned.screen.kind !== 'lesson') return [state, []];
  const sheet: LessonScreen = { ...turned.screen, focus: 'activity' };
  return [fromSheet(state, quiz, turned, sheet), quizEffects(quiz, effects)];
}
