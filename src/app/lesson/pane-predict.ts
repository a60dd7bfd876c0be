import { bodyRows } from '../layout.ts';
import type { Size } from '../state.ts';
import { lineOf, type PredictState } from './lesson-state.ts';
import { choiceRows, explanationRows, feedbackAt } from './pane-choice.ts';
import { failureRows, noticeOf } from './pane-command.ts';
import { machineRows, skippedRows } from './pane-machine.ts';
import { endRows, transcriptRows } from './pane-output.ts';
import {
  blank,
  isRunning,
  type OutputWindow,
  type PaneContent,
  type Pen,
  planRows,
  runningRows,
} from './pane-parts.ts';
import { commandRows, documentRows, type PaneRow } from './pane-row.ts';
import { whyRows } from './why.ts';

export function predictPane(state: PredictState, pen: Pen): PaneContent {
  const line = lineOf(state);
  const head = [...commandRows('$ ', line, pen.width), ...planRows(line, state.plan, pen)];
  const title = 'Predict, then see';
  if (state.choice.answered === null) {
    const choice = choiceRows(state.activity.question, state.choice, pen.docs, false);
    const missing = skippedRows(pen.context, pen.width);
    return { title, head: [...head, ...missing, blank], ...choice, foot: runningRows(pen) };
  }
  if (state.ended !== null) return seenPane(state, pen, state.choice.answered.index, title, head);
  if (state.before && !isRunning(pen)) {
    const asked = [...machineRows(pen.context, pen.width), ...documentRows(pen.docs.prompt), blank];
    const body = [...asked, ...saidRows(state, pen)];
    const feedback = feedbackAt(state.choice.answered.index, pen.docs, 0, asked.length);
    return { title: 'Predict: answered before', head, body, foot: runningRows(pen), anchor: null, feedback };
  }
  const body = transcriptRows(state.output, pen.width);
  return { title, head, body, foot: runningRows(pen), anchor: null };
}

/** The output stays in sight above what is said of it; where there is no room for both, it scrolls with that. */
function seenPane(
  state: PredictState,
  pen: Pen,
  index: number,
  title: string,
  head: readonly PaneRow[],
): PaneContent {
  const failed = failureRows(state, pen);
  const output = [
    ...transcriptRows(state.output, pen.width),
    ...endRows(state.ended),
    ...whyRows(state, pen.width),
    ...failed,
  ];
  const room = outputRoom(pen.context.size, head.length);
  const stays = room >= leastRoom;
  const window = stays ? outputWindow(output, room, state.outputTop) : null;
  const asked = [...documentRows(pen.docs.prompt), blank];
  const above = stays ? asked : [...output, blank, ...asked];
  const said = saidRows(state, pen);
  const body = [...above, ...said];
  const from = stays ? above.length : Math.max(0, output.length - 2);
  const feedback = feedbackAt(index, pen.docs, from, above.length);
  return {
    title,
    head: window === null ? head : [...head, ...window.rows, blank],
    body,
    foot: runningRows(pen),
    anchor: null,
    feedback: stays ? { ...feedback, end: body.length - 1 } : feedback,
    ...(window === null ? {} : { output: window }),
  };
}

const saidRows = (state: PredictState, pen: Pen): readonly PaneRow[] => [
  ...explanationRows(state.activity.question, state.choice, pen.docs, state.othersShown),
  ...(failureRows(state, pen).length === 0 ? noticeOf(state, pen) : []),
];

/** Fewer rows than these tell nothing of an output that does not fit. */
const leastRoom = 4;

/** Half of the pane, less the command above and the blank row below. */
const outputRoom = (size: Size, above: number): number => Math.floor((bodyRows(size) - 6) / 2) - above - 1;

/** All of it if it fits, else its end, or what the learner scrolled to, below a row that tells which part it is. */
function outputWindow(output: readonly PaneRow[], room: number, scrolled: number | null): OutputWindow {
  if (output.length <= room) return { rows: output, top: 0, max: 0, step: 0 };
  const shown = room - 1;
  const max = output.length - shown;
  const top = Math.max(0, Math.min(max, scrolled ?? max));
  const text = `rows ${top + 1}-${top + shown} of ${output.length}: K back, J on`;
  const rows: readonly PaneRow[] = [{ text, tone: 'dim' }, ...output.slice(top, top + shown)];
  return { rows, top, max, step: Math.max(1, shown - 1) };
}
