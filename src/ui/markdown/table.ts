import wrapAnsi from 'wrap-ansi';
import { padEnd, textWidth } from '../../app/text-width.ts';
import type { Styles } from './styles.ts';

/**
 * A table in at most `width` cells: columns share what there is, cells wrap. Where columns would become too
 * narrow to read, each row is written as a list of its cells. (marked-terminal's own ignores the width,
 * marked-terminal#377.)
 */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  styles: Styles,
): readonly string[] {
  const widths = columnWidths([header, ...rows], width);
  if (widths === null) return stacked(header, rows, width, styles);
  const rule = styles.dim(widths.map((cells) => styles.rule.repeat(cells)).join(gap));
  const body = rows.flatMap((row) => rowLines(row, widths));
  return [...rowLines(header.map(styles.strong), widths), rule, ...body];
}

const gap = '  ';
const narrowest = 9;

/** Natural widths when they fit; else the widest columns give until they do. */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] | null {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const room = width - gap.length * (columns - 1);
  let over = widths.reduce((sum, cells) => sum + cells, 0) - room;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const now = widths[widest] ?? 0;
    if (now <= narrowest) return null;
    widths[widest] = now - 1;
    over--;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = widths.map((width, column) => wrapAnsi(row[column] ?? '', width, { hard: true }).split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => padEnd(cells[column]?.[line] ?? '', width))
      .join(gap)
      .trimEnd(),
  );
}

function stacked(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  styles: Styles,
): readonly string[] {
  return rows.flatMap((row, index) => {
    const cells = row.flatMap((cell, column) =>
      wrapAnsi(`${styles.strong(header[column] ?? '')}: ${cell}`, width, { hard: true }).split('\n'),
    );
    return index === 0 ? cells : ['', ...cells];
  });
}
