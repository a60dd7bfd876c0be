import { type PaneRow, textRows } from '../lesson/pane-row.ts';
import { answerGiven } from './endings.ts';
import { explainsAtOnce, itemAt, type QuizScreen } from './quiz-state.ts';

/** Rows below the question: what became of the answer, and where it is explained at length. */
export function belowRows(quiz: QuizScreen, width: number): readonly PaneRow[] {
  return belowLines(quiz)
    .flatMap(({ text, tone }) => textRows(text, tone, width))
    .slice(0, mostRows);
}

const mostRows = 4;

/** The same, a paragraph each. */
export function belowLines(quiz: QuizScreen): readonly PaneRow[] {
  const page = quiz.sheet.page;
  const given = quiz.given[page];
  if (quiz.phase === 'looking' || (given !== undefined && explainsAtOnce(quiz.mode))) {
    const { lesson, page: at } = itemAt(quiz);
    const title = quiz.lessons.find(({ id }) => id === lesson)?.title ?? lesson;
    const left = given === undefined || given.ending === 'open' ? [note('You left this one open.')] : [];
    const said = quiz.said[page];
    return [
      ...left,
      ...(said === undefined ? [] : [note(said)]),
      { text: `From the lesson “${title}”, page ${at + 1}.`, tone: 'dim' },
    ];
  }
  if (quiz.mode !== 'exam') return [];
  const flag = quiz.flagged.includes(page) ? [note('Flagged: to come back to.')] : [];
  const answered = given === undefined ? [] : [note(`Your answer: ${answerGiven(quiz, page)}`)];
  return [...flag, ...answered];
}

const note = (text: string): PaneRow => ({ text, tone: 'note' });
