import type { Size } from './state.ts';

/** Smaller than this, and a sentence asks for more room. */
export const smallest: Size = { columns: 40, rows: 15 };

export const tooSmall = (size: Size): boolean => size.columns < smallest.columns || size.rows < smallest.rows;

/** Rows a frame may take: one less than the terminal has, so that it never scrolls. */
export const frameRows = (size: Size): number => size.rows - 1;

/** Prose is read best in lines of 60 to 84 cells. */
export const measure = (size: Size): number => Math.min(size.columns - 2, 84);

/** Tables of docker want more room than prose. */
export const paneWidth = (size: Size, tabular: boolean): number =>
  tabular ? Math.min(size.columns - 2, 124) : measure(size);

/** Inside a pane's border and one cell of air on each side. */
export const paneInner = (size: Size, tabular: boolean): number => paneWidth(size, tabular) - 4;

/** Two header lines above, one footer line below. */
export const bodyRows = (size: Size): number => frameRows(size) - 3;

export interface LessonLayout {
  readonly proseRows: number;
  /** The pane's rows with its border; 0: there is none. */
  readonly paneRows: number;
}

/**
 * Shares the body between prose and pane. The one in focus gets the room it needs; the other keeps enough to
 * be recognised, unless the screen is so low that only one makes sense.
 */
export function lessonLayout(
  size: Size,
  focus: 'prose' | 'activity',
  proseLines: number,
  paneLines: number | null,
): LessonLayout {
  const body = bodyRows(size);
  if (paneLines === null) return { proseRows: body, paneRows: 0 };
  const needed = paneLines + 2;
  const low = body < 15;
  const cap = focus === 'activity' ? (low ? body : body - 4) : Math.max(low ? 3 : 5, Math.floor(body * 0.4));
  const free = body - proseLines - 1;
  const paneRows = Math.min(needed, Math.max(cap, free));
  const left = body - paneRows;
  return { proseRows: left < 2 ? 0 : Math.min(left, proseLines + 1), paneRows: left < 2 ? body : paneRows };
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(Math.max(low, high), value));
