import type { PartOutcome } from '../../domain/quiz/placement.ts';
import { counted, joined } from '../../domain/wording.ts';
import { quizResult } from './quiz-result.ts';
import type { QuizScreen } from './quiz-state.ts';
import { placementResult } from './update-placement.ts';

/** What stands first on a quiz's last page, a paragraph each. */
export function summaryLines(quiz: QuizScreen): readonly string[] {
  if (quiz.mode === 'placement') return placementLines(quiz);
  const { right, asked, all } = quizResult(quiz);
  const open = quiz.mode === 'exam' ? all - Object.keys(quiz.given).length : all - asked;
  const left = open === 0 ? '' : ` ${open} of ${counted(all, 'question')} left open.`;
  const over = quiz.timeOver ? ['Time was over: the exam was handed in as it was.'] : [];
  return [...over, `${right} of ${asked} answers right.${left}`];
}

/** What may be skipped, and why. */
function placementLines(quiz: QuizScreen): readonly string[] {
  const parts = placementResult(quiz).filter(({ asked }) => asked > 0);
  const known = parts.filter(({ skippable }) => skippable.length > 0);
  if (known.length === 0)
    return ['No part was right throughout, so nothing is to be skipped: begin with the first lesson.'];
  const skips = known.map((part) => `${part.title}: ${why(part)}, so you may skip ${named(quiz, part)}.`);
  return [...skips, 'The map marks them. Nothing is locked, and all else is for you.'];
}

const why = ({ right, asked }: PartOutcome): string => `${right} of ${asked} right`;

const named = ({ lessons }: QuizScreen, { skippable }: PartOutcome): string =>
  joined(skippable.map((id) => `“${lessons.find((lesson) => lesson.id === id)?.title ?? id}”`));
