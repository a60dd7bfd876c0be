import { Text } from 'ink';
import { clip } from '../../app/text-width.ts';
import { hintsFor } from '../input/hints.ts';
import type { Mode } from '../input/mode.ts';
import { useTheme } from '../theme.ts';

interface FooterProps {
  readonly mode: Mode;
  readonly notice: string | null;
  readonly width: number;
  /** The page after this one is the result. */
  readonly lastPage?: boolean;
}

/** The last line: what there is to say, else the keys that matter here: `Enter run  e edit  Esc text  ? help`. */
export function Footer({ mode, notice, width, lastPage = false }: FooterProps) {
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
      {hintsFor(mode, width, lastPage).map(({ key, hint }, index) => (
        <Text key={key}>
          {index === 0 ? '' : '  '}
          <Text bold>{key}</Text>
          <Text {...dim}> {hint}</Text>
        </Text>
      ))}
    </Text>
  );
}
