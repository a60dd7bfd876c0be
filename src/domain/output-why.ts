/** Why a line of output says what it says: of the lines that hold `pattern`, letter for letter. */
export interface OutputWhy {
  readonly pattern: string;
  /** Markdown of one paragraph, with `code` and **strong** and nothing else. */
  readonly text: string;
}

/** A line that was printed, and why. */
export interface ExplainedLine {
  readonly line: string;
  readonly text: string;
}

/** The first line that each explanation is about, in the order in which they were printed; those without one are left out. */
export function explainedLines(
  whys: readonly OutputWhy[],
  lines: readonly string[],
): readonly ExplainedLine[] {
  return whys
    .map(({ pattern, text }) => ({ at: lines.findIndex((line) => line.includes(pattern)), text }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => ({ line: lines[at] ?? '', text }));
}
