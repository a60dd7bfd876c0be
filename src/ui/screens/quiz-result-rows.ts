import { quizResult, type ResultEntry } from '../../app/quiz/quiz-result.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { clip, padEnd, wordWrap } from '../../app/text-width.ts';
import type { Theme } from '../theme.ts';

export interface QuizRow {
  readonly text: string;
  readonly look: Theme['accent'];
}

/** Rows of a quiz's last page at most `width` cells wide, and the row that the pointer needs in sight. */
export function quizResultRows(
  quiz: QuizScreen,
  width: number,
  theme: Theme,
): { readonly rows: readonly QuizRow[]; readonly anchor: number } {
  const result = quizResult(quiz);
  const heading = (text: string): QuizRow => ({ text, look: theme.tones.heading });
  const plain = (text: string): QuizRow => ({ text, look: {} });
  const said = wordWrap(summarySentence(quiz), width).map(plain);
  const bars = result.concepts.map(({ concept, asked, right }) =>
    plain(conceptBar(concept, right, asked, width, theme)),
  );
  const above = [
    ...said,
    plain(''),
    ...(bars.length === 0 ? [] : [heading('By concept, the weakest first'), ...bars, plain('')]),
    heading(
      result.entries.some(({ kind }) => kind === 'read') ? 'The next best step' : 'Each question again',
    ),
  ];
  const rows: QuizRow[] = [...above];
  let anchor = 0;
  for (const [index, entry] of result.entries.entries()) {
    const before = result.entries[index - 1];
    if (before?.kind === 'read') rows.push(plain(''), heading('Each question again'));
    const pointed = index === quiz.selected;
    if (pointed) anchor = rows.length;
    rows.push({
      text: clip(`${pointed ? theme.glyphs.pointer : ' '} ${entryText(entry, theme)}`, width),
      look: pointed ? theme.selected : {},
    });
  }
  return { rows, anchor };
}

/** `7 of 10 answers right.` */
export function summarySentence(quiz: QuizScreen): string {
  const { right, asked, all } = quizResult(quiz);
  const left = all - asked;
  const open = left === 0 ? '' : ` ${left} of the quiz's ${all} questions left open.`;
  return `${right} of ${asked} answers right.${open}`;
}

/** `pid1.exit-codes      ━━━━━━━━━━──────────  1 of 2`. */
export function conceptBar(
  concept: string,
  right: number,
  asked: number,
  width: number,
  theme: Theme,
): string {
  const count = `${right} of ${asked}`;
  const name = Math.min(30, Math.floor(width * 0.45));
  const cells = Math.max(4, Math.min(24, width - name - count.length - 4));
  const done = Math.round((right / asked) * cells);
  const bar = theme.glyphs.barDone.repeat(done) + theme.glyphs.dot.repeat(cells - done);
  return `${padEnd(clip(concept, name), name)}  ${bar}  ${count}`;
}

function entryText(entry: ResultEntry, { glyphs }: Theme): string {
  if (entry.kind !== 'look') return entry.text;
  const mark = entry.ending === 'right' ? glyphs.done : entry.ending === 'wrong' ? '✗' : glyphs.fresh;
  return `${mark} ${String(entry.page + 1).padStart(2)}. ${entry.text}`;
}
