import { lessonResult } from '../../app/result/lesson-result.ts';
import type { ResultScreen, State } from '../../app/state.ts';
import { resultRows } from '../screens/result-rows.ts';
import { themeFor } from '../theme.ts';
import type { Section } from './linear-screen.ts';

const unbroken = 100_000;

/** The end of a lesson, all of it. */
export function resultSections(state: State, screen: ResultScreen): readonly Section[] {
  const theme = themeFor({ colour: false, ascii: true });
  const { rows } = resultRows(lessonResult(state, screen.lesson), screen, unbroken, theme);
  const lines = rows.flatMap(({ text }) =>
    text.trim() === '' ? [] : [text.trimEnd().replace(/ {3,}/, ': ')],
  );
  return [
    { name: 'title', lines: [`${screen.lesson.title}, finished`] },
    { name: 'result', lines },
  ];
}
