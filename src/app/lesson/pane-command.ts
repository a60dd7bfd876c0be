import { againLine } from './again.ts';
import { explainFailure } from './explain-failure.ts';
import { isDone, lineOf, type PredictState, type RunState } from './lesson-state.ts';
import { machineRows } from './pane-machine.ts';
import { endRows, transcriptRows } from './pane-output.ts';
import {
  blank,
  editorRows,
  isRunning,
  noticeRows,
  type PaneContent,
  type Pen,
  planRows,
  runningRows,
} from './pane-parts.ts';
import { commandRows, type PaneRow, textRows } from './pane-row.ts';
import { whyRows } from './why.ts';

export function runPane(state: RunState, pen: Pen): PaneContent {
  const line = lineOf(state);
  const head = state.editor ? editorRows('$ ', state.editor, pen.width) : commandRows('$ ', line, pen.width);
  const planned = planRows(line, state.plan, pen);
  const failed = failureRows(state, pen);
  const waits = state.ended === null && state.output.lines.length === 0 && !isRunning(pen);
  return {
    title: waits && state.before !== null ? 'Run: done before' : 'Run',
    head: [...head, ...planned],
    body: waits
      ? [...machineRows(pen.context, pen.width), ...beforeRows(state, pen)]
      : [
          ...transcriptRows(state.output, pen.width),
          ...endRows(state.ended),
          ...(state.ended === null ? [] : whyRows(state, pen.width)),
          ...failed,
          ...(state.ended !== null && failed.length === 0 ? noticeOf(state, pen) : []),
          ...apart(againRows(state, pen)),
        ],
    foot: runningRows(pen),
    anchor: null,
  };
}

/** Says what there is to see in the command as the lesson has it; an edited one may show something else. */
export function noticeOf(state: RunState | PredictState, pen: Pen): readonly PaneRow[] {
  if (state.activity.notice === null) return [];
  if (state.kind === 'predict' || state.command === state.activity.command) return noticeRows(pen);
  const text = 'This was your own line; what the lesson says to look for is about the original.';
  return [blank, ...textRows(text, 'dim', pen.width)];
}

function beforeRows(state: RunState, pen: Pen): readonly PaneRow[] {
  if (state.before === null || pen.context.screen.comeback?.kind === 'running') return [];
  const text = `You ran this before (exit ${state.before.exitCode}). Enter goes on.`;
  const again = againRows(state, pen);
  const plain = again.length > 0 ? again : textRows('r runs it again.', 'dim', pen.width);
  return [...textRows(text, 'plain', pen.width), ...plain];
}

const apart = (rows: readonly PaneRow[]): readonly PaneRow[] => (rows.length === 0 ? [] : [blank, ...rows]);

/** Said before it is done: what else `r` runs, so that the name is free. */
function againRows(state: RunState | PredictState, pen: Pen): readonly PaneRow[] {
  const again = isDone(state) ? againLine(pen.context.screen, state) : null;
  return again === null || again === state.line ? [] : commandRows('r runs: ', again, pen.width, 'dim');
}

export function failureRows(state: RunState | PredictState, pen: Pen): readonly PaneRow[] {
  const { ended, output } = state;
  if (ended === null || ended.exitCode === 0) return [];
  const failure = { line: lineOf(state), exitCode: ended.exitCode, output };
  const why = explainFailure(
    pen.context.screen,
    failure,
    () => 'r removes that one first, then runs this again.',
  );
  return why === null ? [] : textRows(why, 'note', pen.width);
}
