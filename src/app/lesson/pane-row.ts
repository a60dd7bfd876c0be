import { commandSlices, textWidth, wordWrap } from '../text-width.ts';

/** One row of a pane, wrapped already. `tone` is a meaning; the theme gives it a mark and a colour. */
export interface PaneRow {
  /** May carry SGR escapes when it comes from the typesetter. */
  readonly text: string;
  readonly tone: Tone;
  /** A line being typed after `text`. */
  readonly editor?: { readonly text: string; readonly cursor: number };
  /** Another row of the line being typed. */
  readonly typed?: true;
}

export type Tone =
  | 'plain'
  | 'dim'
  | 'heading'
  | 'command'
  | 'stdout'
  | 'stderr'
  | 'note'
  | 'right'
  | 'wrong'
  | 'selected';

export function textRows(text: string, tone: Tone, width: number): readonly PaneRow[] {
  return text.split('\n').flatMap((line) => wordWrap(line, width).map((row) => ({ text: row, tone })));
}

/** A command line behind `prefix`; what does not fit goes on below it, under the command. */
export function commandRows(
  prefix: string,
  command: string,
  width: number,
  tone: Tone = 'command',
): readonly PaneRow[] {
  const lines = command.split('\n').flatMap((line) => commandSlices(line, width - textWidth(prefix)));
  const indent = ' '.repeat(textWidth(prefix));
  return lines.map((line, row) => ({ text: (row === 0 ? prefix : indent) + line.trimEnd(), tone }));
}

export const documentRows = (lines: readonly string[] | undefined): readonly PaneRow[] =>
  (lines ?? []).map((text) => ({ text, tone: 'plain' }));
