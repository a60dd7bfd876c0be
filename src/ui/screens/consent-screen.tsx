import { Box, Text } from 'ink';
import { effectText } from '../../app/consent.ts';
import { bodyRows, clamp, measure } from '../../app/layout.ts';
import { commandRows, textRows } from '../../app/lesson/pane-row.ts';
import { type ConsentOverlay, chosenMachine, type State } from '../../app/state.ts';
import { clip } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { PaneLine } from '../components/pane-line.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';

/**
 * Asked before a line runs on the learner's own engine: the words that will run, and what they do there.
 *
 *     Run this on Docker 28.5 on this computer?                        1-9 of 12
 *
 *     $ docker run --label … --memory 256m --name vvc-keep busybox sleep 1000
 *
 *     It makes something new there. All that this course makes carries its label …
 *
 *     Enter yes  a always this session  Esc no
 */
export function ConsentView({ state, overlay }: { state: State; overlay: ConsentOverlay }) {
  const theme = useTheme();
  const { size } = state;
  const width = measure(size);
  const rows = consentRows(overlay, width);
  const room = bodyRows(size);
  const top = clamp(overlay.scroll, 0, rows.length - room);
  const place = rows.length > room ? `${top + 1}-${Math.min(rows.length, top + room)} of ${rows.length}` : '';
  const title = `Run this on ${chosenMachine(state.machine)?.label ?? 'your own Docker'}?`;
  return (
    <Frame
      size={size}
      width={width}
      header={
        <Box justifyContent="space-between" width={width}>
          <Text {...theme.title}>{clip(title, width - place.length - 1)}</Text>
          <Text {...theme.dim}>{place}</Text>
        </Box>
      }
      footer={<Footer mode={modeOf(state)} notice={null} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}>
        {rows.slice(top, top + room).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Text key={index} wrap="truncate">
            <PaneLine row={row} width={width} focused={false} />
          </Text>
        ))}
      </Box>
    </Frame>
  );
}

function consentRows({ shown, effect }: ConsentOverlay, width: number) {
  const lines = shown.flatMap((line) => commandRows('$ ', line, width));
  return [...lines, { text: '', tone: 'plain' } as const, ...textRows(effectText[effect], 'plain', width)];
}
