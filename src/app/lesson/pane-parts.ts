import type { ProgressEvent } from '../../domain/progress-event.ts';
import type { LineEditor } from '../line-editor/line-editor.ts';
import type { MachineState, Size } from '../state.ts';
import { commandSlices, textWidth } from '../text-width.ts';
import { currentActivity, type LessonScreen, type RunState } from './lesson-state.ts';
import { commandRows, documentRows, type PaneRow, textRows } from './pane-row.ts';

/**
 * What stands in a page's pane: rows that never scroll above, rows that do, and rows that never do below.
 * Pure, so that the same rows are counted when a key scrolls and shown when the frame is drawn.
 */
export interface PaneContent {
  readonly title: string;
  readonly head: readonly PaneRow[];
  readonly body: readonly PaneRow[];
  readonly foot: readonly PaneRow[];
  /** A body row that must be in sight; null: the scroll decides. */
  readonly anchor: number | null;
  /** What an answer was told. */
  readonly feedback?: Feedback;
  /** An output in the head that keys move by itself. */
  readonly output?: OutputWindow;
}

/** Body rows: the first of the question, the last of the answer that was given, the last of what was said of it. */
export interface Feedback {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** Rows of an output that stay in sight, and which of them those are. */
export interface OutputWindow {
  readonly rows: readonly PaneRow[];
  readonly top: number;
  readonly max: number;
  /** How far a key moves it. */
  readonly step: number;
}

export interface PaneContext {
  readonly screen: LessonScreen;
  readonly machine: MachineState;
  readonly size: Size;
  readonly events: readonly ProgressEvent[];
}

/** What the rows of a pane are made with. */
export interface Pen {
  readonly width: number;
  readonly docs: Readonly<Record<string, readonly string[]>>;
  readonly context: PaneContext;
}

export const blank: PaneRow = { text: '', tone: 'plain' };

export const noticeRows = (pen: Pen): readonly PaneRow[] => [
  blank,
  { text: 'What to see in it', tone: 'heading' },
  ...documentRows(pen.docs.notice),
];

export const textRowsPlain = (text: string, width: number): readonly string[] =>
  textRows(text, 'plain', width).map((row) => row.text);

/** A line being typed, wrapped as it stands once it runs; the cursor needs a cell of its own at the end. */
export function editorRows(prompt: string, editor: LineEditor, width: number): readonly PaneRow[] {
  const chunks = withCursorCell(
    commandSlices(editor.text, width - textWidth(prompt)),
    width - textWidth(prompt),
  );
  let before = 0;
  return chunks.map((text, row): PaneRow => {
    const length = [...text].length;
    const cursor = editor.cursor - before;
    const here = cursor >= 0 && (cursor < length || row === chunks.length - 1);
    before += length;
    const start = row === 0 ? prompt : ' '.repeat(textWidth(prompt));
    return here
      ? { text: start, tone: 'command', editor: { text, cursor } }
      : { text: start + text, tone: 'command', typed: true };
  });
}

const withCursorCell = (rows: readonly string[], width: number): readonly string[] =>
  textWidth(rows.at(-1) ?? '') >= width ? [...rows, ''] : rows;

/** The words that will run, when they are not the ones that stand there; or why nothing will. */
export function planRows(command: string, plan: RunState['plan'], pen: Pen): readonly PaneRow[] {
  if (plan === null) return [];
  if (plan.kind === 'refused') {
    const { opened } = pen.context.machine;
    const activity = currentActivity(pen.context.screen)?.activity;
    const own = activity !== undefined && 'command' in activity && activity.command === command;
    const goesAside = own && opened.kind === 'ready' && opened.identity.kind === 'live';
    const text = goesAside ? `${plan.refusal.sentence} It runs simulated.` : plan.refusal.sentence;
    return textRows(text, 'note', pen.width);
  }
  return plan.shown === command ? [] : commandRows('runs as: ', plan.shown, pen.width, 'dim');
}

export const isRunning = (pen: Pen): boolean => pen.context.screen.running?.page === pen.context.screen.page;

export function runningRows(pen: Pen): readonly PaneRow[] {
  const { running, page } = pen.context.screen;
  if (running === null || running.page !== page) return [];
  return [{ text: running.stopping ? 'stopping…' : 'running…  Ctrl-C stops it', tone: 'dim' }];
}
