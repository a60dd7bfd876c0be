import type { QuizMode, QuizScreen } from './quiz-state.ts';

const titles: Readonly<Record<QuizMode, string>> = {
  practice: 'Quiz',
  exam: 'Exam',
  placement: 'Where to begin',
  review: 'Review',
};

export const quizTitle = ({ mode }: QuizScreen): string => titles[mode];

/** What stands above a question: which kind of quiz, and where in it. */
export function quizHeader(quiz: QuizScreen): { readonly left: string; readonly right: string } {
  return { left: quizTitle(quiz), right: `${quiz.sheet.page + 1} of ${quiz.items.length}` };
}
