import { paneContent } from '../../app/lesson/pane.ts';
import { belowLines } from '../../app/quiz/below.ts';
import { quizHeader, quizTitle } from '../../app/quiz/quiz-header.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { asSheet } from '../../app/quiz/sheet.ts';
import type { State } from '../../app/state.ts';
import { quizResultRows } from '../screens/quiz-result-rows.ts';
import { themeFor } from '../theme.ts';
import { paneSections } from './linear-lesson.ts';
import type { Section } from './linear-screen.ts';

const unbroken = 100_000;

/** What of a quiz is told, and where one is; null: its page is being set still. */
export function quizContent(
  state: State,
  quiz: QuizScreen,
): { readonly place: string; readonly sections: readonly Section[] } {
  const { sheet, phase } = quiz;
  if (phase === 'result') return { place: 'quiz/result', sections: resultSections(quiz) };
  const place = `quiz/${phase}/${sheet.page}`;
  if (sheet.docs === null) return { place: `${place}, being set`, sections: [] };
  return { place, sections: questionSections(state, quiz) };
}

function questionSections(state: State, quiz: QuizScreen): readonly Section[] {
  const { left, right } = quizHeader(quiz);
  const { size, machine, screen } = asSheet(state, quiz);
  const content = paneContent({ screen, machine, size, events: state.events });
  const prose = (screen.docs?.text.prose ?? []).filter((line) => line.trim() !== '');
  return [
    { name: 'title', lines: [`${left}, question ${right}`] },
    { name: 'prose', lines: prose },
    ...(content === null ? [] : paneSections(content)),
    { name: 'below', lines: belowLines(quiz).map(({ text }) => text) },
  ];
}

function resultSections(quiz: QuizScreen): readonly Section[] {
  const { rows } = quizResultRows(quiz, unbroken, themeFor({ colour: false, ascii: true }));
  const lines = rows.flatMap(({ text }) => (text.trim() === '' ? [] : [withoutBar(text)]));
  return [
    { name: 'title', lines: [`${quizTitle(quiz)}, the result`] },
    { name: 'result', lines },
  ];
}

/** `pid1.exit-codes: 1 of 2`: a bar says nothing to who hears it. */
const withoutBar = (text: string): string => text.trimEnd().replace(/ {2,}[#-]+ {2}(?=\d+ of \d+$)/, ': ');
