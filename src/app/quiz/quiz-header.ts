import { leftText } from './clock.ts';
import type { QuizMode, QuizScreen } from './quiz-state.ts';

const titles: Readonly<Record<QuizMode, string>> = {
  practice: 'Quiz',
  exam: 'Exam',
  placement: 'Where to begin',
  review: 'Review',
};

export const quizTitle = ({ mode }: QuizScreen): string => titles[mode];

/** `3 of 10`. */
export const placeInQuiz = ({ mode, total, items, sheet }: QuizScreen): string =>
  `${sheet.page + 1} of ${mode === 'placement' ? total : items.length}`;

/** What stands above a question: which kind of quiz, and where in it. */
export function quizHeader(quiz: QuizScreen): { readonly left: string; readonly right: string } {
  const isTimed = quiz.clock !== null && (quiz.phase === 'asking' || quiz.phase === 'overview');
  const time = isTimed && quiz.clock !== null ? `${leftText(quiz.clock)}  ` : '';
  return { left: quizTitle(quiz), right: `${time}${placeInQuiz(quiz)}` };
}
