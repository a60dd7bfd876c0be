import { Box, Text } from 'ink';
import { footerLines, frameRows, measure, smallest } from '../../app/layout.ts';
import type { Size, State } from '../../app/state.ts';
import { wordWrap } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';

/**
 * A heading and a few sentences: something went wrong, is being waited for, or is asked.
 *
 *     Leave while a command runs?
 *
 *     `docker run …` is running and would be stopped.
 *
 *     Enter y stop it and leave  Esc n stay
 */
export function SentenceView({ state, title, text }: { state: State; title: string; text: string }) {
  const theme = useTheme();
  const width = measure(state.size);
  return (
    <Frame
      size={state.size}
      width={width}
      header={<Text {...theme.title}>{title}</Text>}
      footerRows={footerLines(state.footer, width).length}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((state.size.columns - width) / 2))}>
        {text
          .split('\n')
          .flatMap((line) => wordWrap(line, width))
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
            <Line key={index}>{line}</Line>
          ))}
      </Box>
    </Frame>
  );
}

/** `This terminal has 30x10 cells; 40x15 are needed.` Nothing else would be legible. */
export function TooSmallView({ size }: { size: Size }) {
  const text = `This terminal has ${size.columns}x${size.rows} cells; ${smallest.columns}x${smallest.rows} are needed. Make it larger, or press Ctrl-C to leave.`;
  const rows = wordWrap(text, Math.max(1, size.columns)).slice(0, Math.max(1, frameRows(size)));
  return (
    <Box flexDirection="column" width={size.columns} height={Math.max(1, frameRows(size))} overflow="hidden">
      {rows.map((row) => (
        <Line key={row}>{row}</Line>
      ))}
    </Box>
  );
}
