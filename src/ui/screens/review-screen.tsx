import { Box, Text } from 'ink';
import { bodyRows, footerLines, measure } from '../../app/layout.ts';
import type { ReviewScreen } from '../../app/review/review-screen.ts';
import { reviewEntries, standLines } from '../../app/review/review-words.ts';
import type { State } from '../../app/state.ts';
import { clip, wordWrap } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { SelectList } from '../components/select-list.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { windowStart } from './map-rows.ts';

/**
 * What is due for review. Enter begins where the pointer is.
 *
 *     Review                                                     4 done today
 *
 *     Due now: 10 questions and 1 lab.
 *
 *     ❯ 10 questions
 *       a task of “PID 1: the life and death of a container”
 *       course map
 *     Enter begin  Esc map  ? help  q quit
 */
export function ReviewView({ state, screen }: { state: State; screen: ReviewScreen }) {
  const { size } = state;
  const { title, dim } = useTheme();
  const width = measure(size);
  const footer = footerLines(state.footer, width).length;
  const lines = standLines(screen).flatMap((line) => wordWrap(line, width));
  const labels = reviewEntries(screen, state.course).map(({ text }) => clip(text, width - 2));
  const room = Math.max(1, bodyRows(size, footer) - lines.length - 1);
  const top = windowStart(screen.selected, labels.length, Math.min(room, labels.length));
  const done = screen.stand?.doneToday ?? 0;
  return (
    <Frame
      size={size}
      width={width}
      header={
        <Box justifyContent="space-between" width={width}>
          <Text {...title}>Review</Text>
          <Text {...dim}>{done === 0 ? '' : `${done} done today`}</Text>
        </Box>
      }
      footerRows={footer}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box
        flexDirection="column"
        marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}
        width={width}
      >
        {[...lines, ''].map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index}>{line}</Line>
        ))}
        <SelectList labels={labels.slice(top, top + room)} selected={screen.selected - top} />
      </Box>
    </Frame>
  );
}
