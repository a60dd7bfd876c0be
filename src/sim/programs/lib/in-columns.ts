/** Names in columns on a terminal, as GNU's and busybox's ls arrange them (ls(1), -C). Left out: tabs. */
/** Fills columns downwards with two spaces between, as many as fit. */
export function inColumns(cells: readonly string[], width: number): string {
  if (cells.length === 0) return '';
  for (let columns = cells.length; columns >= 1; columns--) {
    const rows = Math.ceil(cells.length / columns);
    const widths = Array.from({ length: Math.ceil(cells.length / rows) }, (_, column) =>
      Math.max(...cells.slice(column * rows, (column + 1) * rows).map((cell) => cell.length)),
    );
    const total = widths.reduce((sum, one) => sum + one + 2, -2);
    if (total >= width && columns > 1) continue;
    return Array.from({ length: rows }, (_, row) => {
      const line = widths
        .map((one, column) => ({ cell: cells[column * rows + row], one }))
        .filter(({ cell }) => cell !== undefined);
      return `${line.map(({ cell = '', one }, at) => (at === line.length - 1 ? cell : cell.padEnd(one + 2))).join('')}\n`;
    }).join('');
  }
  return '';
}
