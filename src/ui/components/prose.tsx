import { Box, Text } from 'ink';
import type { LessonView } from '../../app/lesson/lesson-view.ts';
import { hitSpan } from '../../app/lesson/update-search.ts';
import { plainText } from '../../app/text-width.ts';
import { useTheme } from '../theme.ts';
import { Line } from './line.tsx';

interface ProseProps {
  readonly view: LessonView;
  readonly query: string;
  readonly margin: number;
  /** Whether keys scroll it; else Esc goes there first. */
  readonly focused: boolean;
}

/** The visible lines of the prose; the last row says when there is more below: `  ↓ 12 more lines`. */
export function Prose({ view, query, margin, focused }: ProseProps) {
  const { dim, glyphs } = useTheme();
  const left = view.proseMax - view.proseTop;
  const hasMore = left > 0 && view.proseRows > 3;
  const rows = hasMore ? view.proseRows - 1 : view.proseRows;
  const lines = view.prose.slice(view.proseTop, view.proseTop + rows);
  return (
    <Box flexDirection="column" marginLeft={margin} height={view.proseRows} flexShrink={0} overflow="hidden">
      {view.prose.length === 0 ? <Line {...dim}>{glyphs.ellipsis}</Line> : null}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the page is its place
        <ProseLine key={view.proseTop + index} line={line} next={lines[index + 1] ?? ''} query={query} />
      ))}
      {hasMore ? (
        <Line {...dim}>{`${glyphs.ellipsis} ${left + 1} more lines (${focused ? 'Space' : 'Esc'})`}</Line>
      ) : null}
    </Box>
  );
}

/** A line with a hit is shown without its colours, so that the hit stands out. */
function ProseLine({ line, next, query }: { line: string; next: string; query: string }) {
  const hit = hitSpan(line, next, query);
  if (hit === null) return <Line>{line}</Line>;
  const plain = plainText(line);
  return (
    <Line>
      {plain.slice(0, hit.from)}
      <Text inverse>{plain.slice(hit.from, hit.to)}</Text>
      {plain.slice(hit.to)}
    </Line>
  );
}
