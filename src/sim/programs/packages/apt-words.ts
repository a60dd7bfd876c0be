/** How apt words sizes, lists and progress (apt 2.6). */

/** `6122 kB`, `15.7 MB`, `12.5 kB`, `8808 B`: three digits, or four below ten thousand. */
export function sizeWords(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'kB', 'MB', 'GB']) {
    if (value < 100 && unit !== 'B') return `${value.toFixed(1)} ${unit}`;
    if (value < 10_000) return `${Math.round(value)} ${unit}`;
    value /= 1000;
  }
  return `${Math.floor(value)} TB`;
}

const COLUMNS = 79;

/** Names in lines of two spaces' indent, as wide as a terminal of eighty. */
export function nameLines(names: readonly string[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const name of names) {
    if (line.length + 1 + name.length > COLUMNS - 1) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${name}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}
