/**
 * Columns as Go's text/tabwriter lays them out for docker: cells padded to the widest of their column plus the
 * padding; a column ends where a line ends, so that only neighbouring lines share it. The last cell is not padded.
 */
export interface TableStyle {
  readonly minWidth: number;
  readonly padding: number;
}
/** tabwriter.NewWriter(out, 10, 1, 3, ' ', 0): all listings. */
export const LISTING: TableStyle = { minWidth: 10, padding: 3 };
/** tabwriter.NewWriter(out, 20, 1, 3, ' ', 0): docker top, history. */
export const WIDE: TableStyle = { minWidth: 20, padding: 3 };

const widthOf = (text: string): number => [...text].length;

/** Each row is its cells; the result ends with a newline. */
export function layOut(rows: readonly (readonly string[])[], style: TableStyle = LISTING): string {
  const lines: string[][] = rows.map(() => []);
  formatBlock(rows, lines, 0, rows.length, 0, style);
  return lines.map((cells) => `${cells.join('')}\n`).join('');
}

function formatBlock(
  rows: readonly (readonly string[])[],
  lines: string[][],
  from: number,
  to: number,
  column: number,
  style: TableStyle,
): void {
  for (let at = from; at < to; ) {
    const cells = rows[at] ?? [];
    if (column >= cells.length - 1) {
      if (column < cells.length) lines[at]?.push(cells[column] ?? '');
      at += 1;
      continue;
    }
    let end = at;
    let widest = 0;
    while (end < to && column < (rows[end]?.length ?? 0) - 1) {
      widest = Math.max(widest, widthOf(rows[end]?.[column] ?? ''));
      end += 1;
    }
    const width = widest === 0 ? 0 : Math.max(widest + style.padding, style.minWidth);
    for (let row = at; row < end; row += 1) {
      const text = rows[row]?.[column] ?? '';
      lines[row]?.push(text + ' '.repeat(width - widthOf(text)));
    }
    formatBlock(rows, lines, at, end, column + 1, style);
    at = end;
  }
}
