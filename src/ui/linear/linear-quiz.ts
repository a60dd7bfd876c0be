import { paneContent } from '../../app/lesson/pane.ts';
import { belowLines } from '../../app/quiz/below.ts';
import { leftSaid } from '../../app/quiz/clock.ts';
import { introLines } from '../../app/quiz/confirm-words.ts';
import { overviewRows } from '../../app/quiz/overview-rows.ts';
import { placeInQuiz, quizTitle } from '../../app/quiz/quiz-header.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { asSheet } from '../../app/quiz/sheet.ts';
import type { State } from '../../app/state.ts';
import { quizResultRows } from '../screens/quiz-result-rows.ts';
import { themeFor } from '../theme.ts';
import { paneSections } from './linear-lesson.ts';
import type { Section } from './linear-screen.ts';

const unbroken = 100_000;

/** What of a quiz is told, and where one is. */
export function quizContent(
  state: State,
  quiz: QuizScreen,
): { readonly place: string; readonly sections: readonly Section[] } {
  const { sheet, phase } = quiz;
  if (phase === 'intro') {
    const lines = [quizTitle(quiz), ...introLines(state)];
    return { place: 'quiz/intro', sections: [{ name: 'text', lines }] };
  }
  if (phase === 'overview') return { place: 'quiz/overview', sections: overviewSections(quiz) };
  if (phase === 'result') return { place: 'quiz/result', sections: resultSections(quiz, state) };
  const place = `quiz/${phase}/${sheet.page}`;
  if (sheet.docs === null) return { place: `${place}, being set`, sections: [] };
  return { place, sections: questionSections(state, quiz) };
}

function questionSections(state: State, quiz: QuizScreen): readonly Section[] {
  const { size, machine, screen } = asSheet(state, quiz);
  const content = paneContent({ screen, machine, size, events: state.events });
  const prose = (screen.docs?.text.prose ?? []).filter((line) => line.trim() !== '');
  return [
    { name: 'title', lines: [`${quizTitle(quiz)}, question ${placeInQuiz(quiz)}`] },
    { name: 'time', lines: timeSaid(quiz) },
    { name: 'prose', lines: prose },
    ...(content === null ? [] : paneSections(content)),
    { name: 'below', lines: belowLines(quiz).map(({ text }) => text) },
  ];
}

function overviewSections(quiz: QuizScreen): readonly Section[] {
  const rows = overviewRows(quiz, 1000).map((row, index) => {
    const text = row.trim().replace(/ {2,}/g, ', ');
    return `${index === quiz.selected ? '> ' : '  '}${text}`;
  });
  return [
    { name: 'title', lines: [`${quizTitle(quiz)}, all questions`] },
    { name: 'time', lines: timeSaid(quiz) },
    { name: 'questions', lines: rows },
  ];
}

/** A few times only: it would be told again each minute. */
function timeSaid({ clock }: QuizScreen): readonly string[] {
  const said = clock === null ? null : leftSaid(clock);
  return said === null ? [] : [said];
}

function resultSections(quiz: QuizScreen, { conceptNames }: State): readonly Section[] {
  const theme = themeFor({ colour: false, ascii: true });
  const { rows } = quizResultRows(quiz, unbroken, theme, conceptNames, true);
  const lines = rows.flatMap(({ text }) => (text.trim() === '' ? [] : [withoutBar(text)]));
  return [
    { name: 'title', lines: [`${quizTitle(quiz)}, the result`] },
    { name: 'result', lines },
  ];
}

/** `exit codes: 1 of 2`: a bar says nothing to who hears it. */
const withoutBar = (text: string): string => text.trimEnd().replace(/ {2,}[#-]+ {2}(?=\d+ of \d+$)/, ': ');
