import { Box, Text } from 'ink';
import { bodyRows, clamp, footerLines, measure } from '../../app/layout.ts';
import { lessonResult } from '../../app/result/lesson-result.ts';
import type { ResultScreen, State } from '../../app/state.ts';
import { clip } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { resultRows } from './result-rows.ts';

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
