import { Box, Text } from 'ink';
import { bodyRows, clamp, footerLines, measure } from '../../app/layout.ts';
import { quizTitle } from '../../app/quiz/quiz-header.ts';
import { quizResult } from '../../app/quiz/quiz-result.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import type { State } from '../../app/state.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { quizResultRows } from './quiz-result-rows.ts';

/**
 * The end of a quiz: how much was right, by concept, what to do next, and every question to be read again.
 *
 *     Quiz                                                   7 of 10 right
 *     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────
 *     7 of 10 answers right.
 *
 *     By concept, the weakest first
 *     exit codes            ────────────────────────  0 of 1
 *     published ports       ━━━━━━━━━━━━────────────  1 of 2
 *
 *     The next best step
 *     ❯ read “Exit codes”, page 7 of PID 1: the life and death of a container
 */
export function QuizResultView({ state, screen }: { state: State; screen: QuizScreen }) {
  const { size } = state;
  const theme = useTheme();
  const width = measure(size);
  const { right, asked } = quizResult(screen);
  const { rows, anchor } = quizResultRows(screen, width, theme, state.conceptNames);
  const room = bodyRows(size, footerLines(state.footer, width).length);
  const max = Math.max(0, rows.length - room);
  const top = clamp(screen.scroll === 0 ? anchor - room + 3 : screen.scroll, 0, max);
  return (
    <Frame
      size={size}
      width={width}
      header={
        <>
          <Box justifyContent="space-between" width={width}>
            <Text {...theme.title}>{quizTitle(screen)}</Text>
            <Text {...theme.dim}>{`${right} of ${asked} right`}</Text>
          </Box>
          <ProgressBar value={right} of={asked} width={width} />
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
