import { type LessonResult, minutesText } from '../../app/result/lesson-result.ts';
import type { ResultScreen } from '../../app/state.ts';
import { clip, padEnd, wordWrap } from '../../app/text-width.ts';
import type { Theme } from '../theme.ts';

export interface ResultRow {
  readonly text: string;
  readonly look: Theme['accent'];
}

const remarks = { open: ' (not done yet)', wrong: '', 'right-since': ' (right since)' } as const;

/** Rows of the result page at most `width` cells wide, and the row that the pointer needs in sight. */
export function resultRows(
  result: LessonResult,
  screen: ResultScreen,
  width: number,
  theme: Theme,
): { readonly rows: readonly ResultRow[]; readonly anchor: number } {
  const heading = (text: string): ResultRow => ({ text, look: theme.tones.heading });
  const plain = (text: string): ResultRow => ({ text, look: {} });
  const entry = (text: string, index: number): ResultRow => {
    const pointed = index === screen.selected;
    return {
      text: clip(`${pointed ? theme.glyphs.pointer : ' '} ${text}`, width),
      look: pointed ? theme.selected : {},
    };
  };
  const kinds = result.kinds.map((kind) => plain(`${padEnd(kind.label, 30)}${kind.done} of ${kind.all}`));
  const time = plain(`${padEnd('Time', 30)}${minutesText(result.spentMs)}`);
  const again = result.again.map(({ page, heading: name, why }, index) =>
    entry(`page ${page + 1}: ${name}${remarks[why]}`, index),
  );
  const onward = result.next === null ? 'course map' : `next lesson: ${result.next.title}`;
  const above = [
    ...kinds,
    ...result.help.map(({ label, count }) => plain(`${padEnd(label, 30)}${count}`)),
    time,
    plain(''),
    heading(
      again.length === 0 ? 'All done, and every first answer was right. Go on with' : 'Worth another look',
    ),
    ...again,
    entry(onward, result.again.length),
  ];
  const summary =
    screen.summary === null ? [] : [plain(''), heading('In short'), ...screen.summary.lines.map(plain)];
  const links = screen.lesson.furtherReading.flatMap(({ title, url }) => [
    ...wordWrap(title, width).map(plain),
    { text: url, look: theme.dim },
  ]);
  const reading = links.length === 0 ? [] : [plain(''), heading('Read on'), ...links];
  return {
    rows: [...above, ...summary, ...reading],
    anchor: above.length - result.again.length - 1 + screen.selected,
  };
}
