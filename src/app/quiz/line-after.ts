import type { State } from '../state.ts';
import type { QuizScreen } from './quiz-state.ts';

/**
 * A line below the explanation of the answer just given, before it is recorded; null: there is none. `quiz` stands on
 * the question still, and `quiz.given` has the answer.
 */
export function lineAfter(_state: State, _quiz: QuizScreen): string | null {
  return null;
}
