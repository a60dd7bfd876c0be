/** The first line of what is told again, by which a reader of a long log finds it. */
export const AGAIN = 'these differ in every recording:';

/** As many lines as are surely within the end of a log that a reader gets to see. */
const LINES = 60;

/**
 * The differences once more, in at most LINES lines after the first: every one is named, and as much of each is shown
 * as an equal share allows. Lines without a mark, which are alike in both, go first where there is no room.
 */
export function toldAgain(differences: readonly string[]): readonly string[] {
  if (differences.length === 0) return [];
  const shown = differences.slice(0, LINES / 4);
  const share = Math.floor(LINES / shown.length) - 1;
  const left = differences.length - shown.length;
  return [
    AGAIN,
    ...shown.flatMap((text) => inShort(text.split('\n'), share)),
    ...(left === 0 ? [] : [`and ${left} more`]),
  ];
}

function inShort(lines: readonly string[], share: number): readonly string[] {
  if (lines.length <= share) return lines;
  const telling = lines.filter((line, index) => index < 2 || /^[-+] /.test(line));
  if (telling.length <= share) return telling;
  return [...telling.slice(0, share - 1), `  (${telling.length - share + 1} lines more)`];
}
