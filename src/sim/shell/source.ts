/**
 * Models a shell's sense of place: which text it runs and on which line each command stands ($LINENO, the number in
 * error messages; bash(1), dash(1)). Invariant: positions of a parsed tree index the text of its own Source.
 * Left out: function-relative numbers.
 */
export interface Source {
  readonly text: string;
  /** The number of the first line. */
  readonly firstLine: number;
}

/** The line number of a position in this source. */
export function lineAt(source: Source, position: number): number {
  let line = source.firstLine;
  for (let at = source.text.indexOf('\n'); at !== -1 && at < position; at = source.text.indexOf('\n', at + 1))
    line++;
  return line;
}
