import { Box, Text } from 'ink';
import { bodyRows, clamp, footerLines, measure } from '../../app/layout.ts';
import type { Tone } from '../../app/lesson/pane-row.ts';
import type { State } from '../../app/state.ts';
import { clip } from '../../app/text-width.ts';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { Footer } from './footer.tsx';
import { Frame } from './frame.tsx';
import { Line } from './line.tsx';

/** A row of a text, wrapped already: what stands out, and what follows it. */
export interface TextRow {
  readonly strong?: string;
  readonly text: string;
  readonly tone?: Tone;
}

interface TextScreenProps {
  readonly state: State;
  readonly title: string;
  /** For lines of so many cells. */
  readonly rows: (width: number) => readonly TextRow[];
  readonly scroll: number;
}

/**
 * A text that scrolls over whatever was on the screen.
 *
 *     Keys                                                       1-20 of 24
 *
 *     Enter         run the command
 *     e             edit the command
 *     Esc close
 */
export function TextScreen({ state, title, rows, scroll }: TextScreenProps) {
  const theme = useTheme();
  const { size, footer } = state;
  const width = measure(size);
  const lines = rows(width);
  const footerRows = footerLines(footer, width).length;
  const room = bodyRows(size, footerRows);
  const top = clamp(scroll, 0, lines.length - room);
  const place =
    lines.length > room ? `${top + 1}-${Math.min(lines.length, top + room)} of ${lines.length}` : '';
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
      footerRows={footerRows}
      footer={<Footer mode={modeOf(state)} notice={footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}>
        {lines.slice(top, top + room).map(({ strong = '', text, tone = 'plain' }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index} {...theme.tones[tone]}>
            {strong === '' ? null : <Text bold>{strong}</Text>}
            {strong + text === '' ? ' ' : text}
          </Line>
        ))}
      </Box>
    </Frame>
  );
}
