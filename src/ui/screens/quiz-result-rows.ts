import { quizResult, type ResultEntry } from '../../app/quiz/quiz-result.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { summaryLines } from '../../app/quiz/summary-lines.ts';
import { placementResult } from '../../app/quiz/update-placement.ts';
import type { State } from '../../app/state.ts';
import { clip, padEnd, wordWrap } from '../../app/text-width.ts';
import type { Theme } from '../theme.ts';

export interface QuizRow {
  readonly text: string;
  readonly look: Theme['accent'];
}

/** Rows of a quiz's last page at most `width` cells wide, and the row that the pointer needs in sight. `spoken`: words for marks. */
export function quizResultRows(
  quiz: QuizScreen,
  width: number,
  theme: Theme,
  conceptNames: State['conceptNames'],
  spoken = false,
): { readonly rows: readonly QuizRow[]; readonly anchor: number } {
  const result = quizResult(quiz);
  const heading = (text: string): QuizRow => ({ text, look: theme.tones.heading });
  const plain = (text: string): QuizRow => ({ text, look: {} });
  const said = summaryLines(quiz).flatMap((text) => wordWrap(text, width).map(plain));
  const { title, bars } = barsOf(quiz, width, theme, conceptNames);
  const above = [
    ...said,
    plain(''),
    ...(bars.length === 0 ? [] : [heading(title), ...bars.map(plain), plain('')]),
  ];
  const rows: QuizRow[] = [...above];
  let anchor = 0;
  for (const [index, entry] of result.entries.entries()) {
    const group = headingBefore(entry, result.entries[index - 1]);
    if (group !== null) rows.push(...(index === 0 ? [] : [plain('')]), heading(group));
    const pointed = index === quiz.selected;
    if (pointed) anchor = rows.length;
    rows.push({
      text: clip(`${pointed ? theme.glyphs.pointer : ' '} ${entryText(entry, theme, spoken)}`, width),
      look: pointed ? theme.selected : {},
    });
  }
  return { rows, anchor };
}

function headingBefore(entry: ResultEntry, before: ResultEntry | undefined): string | null {
  const group = groupOf(entry);
  return before !== undefined && groupOf(before) === group ? null : group;
}

function groupOf({ kind }: ResultEntry): string {
  switch (kind) {
    case 'read':
      return 'The next best step';
    case 'tasks':
      return 'What is left';
    case 'look':
      return 'Each question again, explained';
    default:
      return 'Go on with';
  }
}

interface Bars {
  readonly title: string;
  readonly bars: readonly string[];
}

function barsOf(quiz: QuizScreen, width: number, theme: Theme, conceptNames: State['conceptNames']): Bars {
  if (quiz.mode === 'placement') {
    const asked = placementResult(quiz).filter((part) => part.asked > 0);
    const bars = asked.map((part) => bar(part.title, part, width, theme));
    return { title: 'By part of the course', bars };
  }
  const bars = quizResult(quiz).concepts.map((known) =>
    bar(conceptNames[known.concept] ?? known.concept, known, width, theme),
  );
  return { title: 'By concept, the weakest first', bars };
}

/** `exit codes           ━━━━━━━━━━··········  1 of 2`. */
function bar(
  label: string,
  { right, asked }: { readonly right: number; readonly asked: number },
  width: number,
  theme: Theme,
): string {
  const count = `${right} of ${asked}`;
  const name = Math.min(34, Math.floor(width * 0.45));
  const cells = Math.max(4, Math.min(24, width - name - count.length - 4));
  const done = Math.round((right / asked) * cells);
  const drawn = theme.glyphs.barDone.repeat(done) + theme.glyphs.barLeft.repeat(cells - done);
  return `${padEnd(clip(label, name), name)}  ${drawn}  ${count}`;
}

function entryText(entry: ResultEntry, { glyphs }: Theme, spoken: boolean): string {
  if (entry.kind !== 'look') return entry.text;
  const number = String(entry.page + 1);
  if (spoken) return `${number}. ${entry.text}, ${entry.ending === 'open' ? 'left open' : entry.ending}`;
  const marks = { right: glyphs.done, wrong: glyphs.wrong, open: glyphs.fresh };
  return `${marks[entry.ending]} ${number.padStart(2)}. ${entry.text}`;
}
