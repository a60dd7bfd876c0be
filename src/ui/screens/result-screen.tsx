import { Box, Text } from 'ink';
import { bodyRows, clamp, footerLines, measure } from '../../app/layout.ts';
import { type LessonResult, lessonResult, minutesText } from '../../app/result/lesson-result.ts';
import type { ResultScreen, State } from '../../app/state.ts';
import { clip, padEnd, wordWrap } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { modeOf } from '../input/mode.ts';
import { type Theme, useTheme } from '../theme.ts';

/**
 * The end of a lesson: what was done, where to look again, what comes next, and the lesson in short.
 *
 *     PID 1: the life and death of a container                     finished
 *     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
 *     Commands run                  9 of 9
 *     Tasks solved                  8 of 8
 *     Answers right the first time  5 of 6
 *     Time                          31 min
 *
 *     Worth another look
 *     ❯ page 7: Exit codes
 *       next lesson: Namespaces
 *
 *     In short
 *     A container lives as long as PID 1 …
 */
export function ResultView({ state, screen }: { state: State; screen: ResultScreen }) {
  const { size } = state;
  const theme = useTheme();
  const width = measure(size);
  const result = lessonResult(state, screen.lesson);
  const { rows, anchor } = resultRows(result, screen, width, theme);
  const room = bodyRows(size);
  const max = Math.max(0, rows.length - room);
  const top = clamp(screen.scroll === 0 ? anchor - room + 3 : screen.scroll, 0, max);
  return (
    <Frame
      size={size}
      width={width}
      header={
        <>
          <Box justifyContent="space-between" width={width}>
            <Text {...theme.title}>{clip(screen.lesson.title, width - 11)}</Text>
            <Text {...theme.tones.right}>{theme.glyphs.done} finished</Text>
          </Box>
          <ProgressBar value={1} of={1} width={width} />
        </>
      }
      footerRows={footerLines(state.footer, width).length}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}>
        {rows.slice(top, top + room).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index} {...row.look}>
            {row.text}
          </Line>
        ))}
      </Box>
    </Frame>
  );
}

interface ResultRow {
  readonly text: string;
  readonly look: Theme['accent'];
}

const remarks = { open: ' (not done yet)', wrong: '', 'right-since': ' (right since)' } as const;

function resultRows(
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
