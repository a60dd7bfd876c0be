import wrapAnsi from 'wrap-ansi';
import { padEnd, textWidth } from '../../app/text-width.ts';
import type { Styles } from './styles.ts';

/**
 * A table in at most `width` cells: columns share what there is, cells wrap between words. Where columns would become
 * too narrow to read, or a word would break, each row is written as a list of its cells. (marked-terminal's own ignores the width,
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

/** Natural widths when they fit; else the widest columns give, none less than its longest word, until they do. */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] | null {
  const columns = Array.from({ length: rows[0]?.length ?? 0 }, (_, column) =>
    rows.map((row) => row[column] ?? ''),
  );
  const widths = columns.map((cells) => Math.max(1, ...cells.map(textWidth)));
  const least = columns.map((cells, column) =>
    Math.max(longestWord(cells), Math.min(narrowest, widths[column] ?? 1)),
  );
  const room = width - gap.length * (columns.length - 1);
  let over = widths.reduce((sum, cells) => sum + cells, 0) - room;
  for (; over > 0; over--) {
    const spare = widths.map((now, column) => (now > (least[column] ?? now) ? now : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (!spare[widest]) return null;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const longestWord = (cells: readonly string[]): number =>
  Math.max(0, ...cells.flatMap((cell) => cell.split(' ').map(textWidth)));

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

/** The second line and those after it stand two cells in. */
function hanging(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrapAnsi(text, width, { hard: true }).split('\n');
  if (rest.length === 0) return [first];
  const [begin = '', ...more] = wrapAnsi(text, width - 2, { hard: true }).split('\n');
  return [begin, ...more.map((line) => `  ${line}`)];
}

function stacked(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  styles: Styles,
): readonly string[] {
  return rows.flatMap((row, index) => {
    const cells = row.flatMap((cell, column) =>
      hanging(`${styles.strong(header[column] ?? '')}: ${cell}`, width),
    );
    return index === 0 ? cells : ['', ...cells];
  });
}
