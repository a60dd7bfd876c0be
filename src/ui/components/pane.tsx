import { Box, Text } from 'ink';
import type { PaneView } from '../../app/lesson/lesson-view.ts';
import type { PaneRow } from '../../app/lesson/pane-row.ts';
import { textWidth } from '../../app/text-width.ts';
import { useTheme } from '../theme.ts';
import { PaneLine } from './pane-line.tsx';

/**
 * What is to be done on a page, and what came of it. In focus its title is bold behind a pointer.
 *
 *     ╭─❯ Run ───────────────────────────────────────────── 1-8 of 20 ─╮
 *     │ $ docker run --rm busybox echo hello                            │
 *     │ hello                                                           │
 *     │ exit 0 · 0.3 s · simulated                                      │
 *     ╰─────────────────────────────────────────────────────────────────╯
 */
export function Pane({ view, width, focused }: { view: PaneView; width: number; focused: boolean }) {
  const { glyphs, accent, dim } = useTheme();
  const inner = width - 4;
  const border = focused ? accent : dim;
  const rows = visibleRows(view);
  return (
    <Box flexDirection="column">
      <TopBorder view={view} width={width} focused={focused} />
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Text key={index} wrap="truncate">
          <Text {...border}>{glyphs.down} </Text>
          <PaneLine row={row} width={inner} focused={focused} />
          <Text {...border}> {glyphs.down}</Text>
        </Text>
      ))}
      <Text wrap="truncate" {...border}>
        {glyphs.bottomLeft}
        {glyphs.across.repeat(width - 2)}
        {glyphs.bottomRight}
      </Text>
    </Box>
  );
}

function visibleRows(view: PaneView): readonly PaneRow[] {
  const blank: PaneRow = { text: '', tone: 'plain' };
  const body = view.body.slice(view.top, view.top + view.bodyRows);
  const filler = Array.from({ length: Math.max(0, view.bodyRows - body.length) }, () => blank);
  return [...view.head, ...body, ...filler, ...view.foot].slice(0, Math.max(0, view.rows - 2));
}

function TopBorder({ view, width, focused }: { view: PaneView; width: number; focused: boolean }) {
  const { glyphs, accent, dim } = useTheme();
  const border = focused ? accent : dim;
  const title = focused ? `${glyphs.pointer} ${view.title}` : ` ${view.title}`;
  const hidden = view.body.length > view.bodyRows;
  const last = Math.min(view.body.length, view.top + view.bodyRows);
  const rows = hidden ? ` ${Math.min(view.top + 1, last)}-${last} of ${view.body.length} ` : '';
  const place = textWidth(title) + rows.length + 5 <= width ? rows : '';
  const fill = Math.max(0, width - 5 - textWidth(title) - place.length);
  return (
    <Text wrap="truncate" {...border}>
      {glyphs.topLeft}
      {glyphs.across}
      <Text bold={focused}>{title}</Text> {glyphs.across.repeat(fill)}
      {place}
      {glyphs.across}
      {glyphs.topRight}
    </Text>
  );
}
