import { Text } from 'ink';
import { useTheme } from '../theme.ts';

/** `━━━━━━━━────────`: how much of `of` is done, in `width` cells. */
export function ProgressBar({ value, of, width }: { value: number; of: number; width: number }) {
  const { glyphs, accent, dim } = useTheme();
  const done = of === 0 ? 0 : Math.round((Math.min(value, of) / of) * width);
  return (
    <Text wrap="truncate">
      <Text {...accent}>{glyphs.barDone.repeat(done)}</Text>
      <Text {...dim}>{glyphs.barLeft.repeat(width - done)}</Text>
    </Text>
  );
}
