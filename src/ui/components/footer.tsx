import { Text } from 'ink';
import { footerLines } from '../../app/layout.ts';
import { hintsFor, type Place } from '../input/hints.ts';
import type { Mode } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { Line } from './line.tsx';

interface FooterProps {
  readonly mode: Mode;
  readonly notice: string | null;
  readonly width: number;
  readonly place?: Place;
}

/** The last line: what there is to say, else the keys that matter here: `Enter run  e edit  Esc text  ? help`. */
export function Footer({ mode, notice, width, place = {} }: FooterProps) {
  const { dim, tones } = useTheme();
  if (notice !== null) {
    return footerLines(notice, width).map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
      <Line key={index} {...tones.note}>
        {line}
      </Line>
    ));
  }
  return (
    <Text wrap="truncate">
      {hintsFor(mode, width, place).map(({ key, hint }, index) => (
        <Text key={key}>
          {index === 0 ? '' : '  '}
          <Text bold>{key}</Text>
          <Text {...dim}> {hint}</Text>
        </Text>
      ))}
    </Text>
  );
}
