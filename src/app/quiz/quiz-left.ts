import { isVoid } from './exam-words.ts';
import { quizTitle } from './quiz-header.ts';
import { quizResult } from './quiz-result.ts';
import type { QuizScreen } from './quiz-state.ts';

/** What stands on the normal screen when the program is left during a quiz, or on its result. */
export function quizLeft(quiz: QuizScreen): readonly string[] {
  const onward = 'Go on with: vmvscontainer';
  const isOver = quiz.phase === 'result' || quiz.phase === 'looking';
  if (quiz.phase === 'intro') return ['Nothing was asked yet.', onward];
  if (quiz.mode === 'exam' && !isOver) return [isVoid, onward];
  const { right, asked } = quizResult(quiz);
  const so = isOver ? '' : ' so far';
  return [`${quizTitle(quiz)}: ${right} of ${asked} answers right${so}.`, onward];
}
