import { hardWrap, wordWrap } from '../text-width.ts';

/** One row of a pane, wrapped already. `tone` is a meaning; the theme gives it a mark and a colour. */
export interface PaneRow {
  /** May carry SGR escapes when it comes from the typesetter. */
  readonly text: string;
  readonly tone: Tone;
  /** A line being typed after `text`. */
  readonly editor?: { readonly text: string; readonly cursor: number };
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
  const wrap = tone === 'command' ? hardWrap : wordWrap;
  return text.split('\n').flatMap((line) => wrap(line, width).map((row) => ({ text: row, tone })));
}

export const documentRows = (lines: readonly string[] | undefined): readonly PaneRow[] =>
  (lines ?? []).map((text) => ({ text, tone: 'plain' }));
