import type { Size } from './state.ts';
import { clip, wordWrap } from './text-width.ts';

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

/** Two header lines above, the footer below. */
export const bodyRows = (size: Size, footerRows = 1): number => frameRows(size) - 2 - footerRows;

const mostFooterRows = 3;

/** A notice is read whole: it takes up to three rows from the body. */
export function footerLines(notice: string | null, width: number): readonly string[] {
  if (notice === null) return [''];
  const rows = wordWrap(notice, width);
  if (rows.length <= mostFooterRows) return rows;
  const rest = rows.slice(mostFooterRows - 1).join(' ');
  return [...rows.slice(0, mostFooterRows - 1), clip(rest, width)];
}

export interface LessonLayout {
  readonly proseRows: number;
  /** The pane's rows with its border; 0: there is none. */
  readonly paneRows: number;
}

export interface PaneNeeds {
  /** All its rows, and how many of them say what it is about, such as the command to run. */
  readonly lines: number;
  readonly head: number;
}

/**
 * Shares the body between prose and pane. The one in focus gets the room it needs; the other keeps enough to
 * be recognised, unless the screen is so low that only one makes sense.
 */
export function lessonLayout(
  body: number,
  focus: 'prose' | 'activity',
  proseLines: number,
  pane: PaneNeeds | null,
): LessonLayout {
  if (pane === null) return { proseRows: body, paneRows: 0 };
  const needed = pane.lines + 2;
  const low = body < 15;
  const known = Math.min(pane.head + 2, Math.ceil(body * 0.6));
  const cap =
    focus === 'activity' ? (low ? body : body - 4) : Math.max(low ? 3 : 5, Math.floor(body * 0.4), known);
  const free = body - proseLines - 1;
  const paneRows = Math.min(needed, Math.max(cap, free));
  const left = body - paneRows;
  return { proseRows: left < 2 ? 0 : Math.min(left, proseLines + 1), paneRows: left < 2 ? body : paneRows };
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(Math.max(low, high), value));
