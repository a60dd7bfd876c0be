import { Box, Text } from 'ink';
import { bodyRows, clamp, measure } from '../../app/layout.ts';
import type { State } from '../../app/state.ts';
import { padEnd, wordWrap } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { helpRows } from '../input/hints.ts';
import { screenMode } from '../input/mode.ts';
import { useTheme } from '../theme.ts';

/**
 * The keys that work on the screen below it, made from the keymap.
 *
 *     Keys                                                       1-20 of 24
 *
 *     Enter         run the command
 *     e             edit the command
 *     ↑ k           a line of the output up
 */
export function HelpView({ state, scroll }: { state: State; scroll: number }) {
  const { title, dim } = useTheme();
  const width = measure(state.size);
  const rows = helpRows(screenMode(state)).flatMap(({ keys, help }) =>
    wordWrap(help, width - keysWidth).map((text, row) => ({ keys: row === 0 ? keys : '', text })),
  );
  const room = bodyRows(state.size);
  const top = clamp(scroll, 0, rows.length - room);
  const place = rows.length > room ? `${top + 1}-${Math.min(rows.length, top + room)} of ${rows.length}` : '';
  return (
    <Frame
      size={state.size}
      width={width}
      header={
        <Box justifyContent="space-between" width={width}>
          <Text {...title}>Keys</Text>
          <Text {...dim}>{place}</Text>
        </Box>
      }
      footer={<Footer mode="help" notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((state.size.columns - width) / 2))}>
        {rows.slice(top, top + room).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index}>
            <Text bold>{padEnd(row.keys, keysWidth)}</Text>
            {row.text}
          </Line>
        ))}
      </Box>
    </Frame>
  );
}

const keysWidth = 14;
