import { Text } from 'ink';
import { clip } from '../../app/text-width.ts';
import { hintsFor } from '../input/hints.ts';
import type { Mode } from '../input/mode.ts';
import { useTheme } from '../theme.ts';

/** The last line: what there is to say, else the keys that matter here: `Enter run  e edit  Esc text  ? help`. */
export function Footer({ mode, notice, width }: { mode: Mode; notice: string | null; width: number }) {
  const { dim, tones } = useTheme();
  if (notice !== null) {
    return (
      <Text wrap="truncate" {...tones.note}>
        {clip(notice, width)}
      </Text>
    );
  }
  return (
    <Text wrap="truncate">
      {hintsFor(mode, width).map(({ key, hint }, index) => (
        <Text key={key}>
          {index === 0 ? '' : '  '}
          <Text bold>{key}</Text>
          <Text {...dim}> {hint}</Text>
        </Text>
      ))}
    </Text>
  );
}
