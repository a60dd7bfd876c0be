import { clip } from '../text-width.ts';
import { answerGiven } from './endings.ts';
import { firstLine } from './quiz-result.ts';
import type { QuizScreen } from './quiz-state.ts';

/** An exam's questions, a row each, and a last one to hand in; at most `width` cells. */
export function overviewRows(quiz: QuizScreen, width: number): readonly string[] {
  const rows = quiz.items.map((item, page) => {
    const given = quiz.given[page];
    const state = given === undefined ? 'open' : `answered: ${answerGiven(quiz, page)}`;
    const flag = quiz.flagged.includes(page) ? 'flagged, ' : '';
    const mark = `${flag}${clip(state, 24)}`;
    const start = `${String(page + 1).padStart(2)}. `;
    const room = Math.max(8, width - start.length - mark.length - 2);
    return `${start}${clip(firstLine(item), room)}  ${mark}`;
  });
  const answered = Object.keys(quiz.given).length;
  return [...rows, `hand in: ${answered} of ${quiz.items.length} answered`];
}
