import { againLine } from './again.ts';
import { explainFailure } from './explain-failure.ts';
import { isDone, lineOf, type PredictState, type RunState } from './lesson-state.ts';
import { choiceRows, explanationRows, feedbackAt } from './pane-choice.ts';
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
import { documentRows, type PaneRow, textRows } from './pane-row.ts';

export function runPane(state: RunState, pen: Pen): PaneContent {
  const line = lineOf(state);
  const head = state.editor
    ? editorRows('$ ', state.editor, pen.width)
    : textRows(`$ ${line}`, 'command', pen.width);
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
          ...failed,
          ...(state.ended !== null && failed.length === 0 ? noticeOf(state, pen) : []),
          ...apart(againRows(state, pen)),
        ],
    foot: runningRows(pen),
    anchor: null,
  };
}

/** Says what there is to see in the command as the lesson has it; an edited one may show something else. */
function noticeOf(state: RunState | PredictState, pen: Pen): readonly PaneRow[] {
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
  return again === null || again === state.line ? [] : textRows(`r runs: ${again}`, 'dim', pen.width);
}

function failureRows(state: RunState | PredictState, pen: Pen): readonly PaneRow[] {
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

/** Rows of the output that stay in sight above the question it answers: its last, and how it ended. */
const lastOfOutput = 2;

export function predictPane(state: PredictState, pen: Pen): PaneContent {
  const line = lineOf(state);
  const command = textRows(`$ ${line}`, 'command', pen.width);
  const planned = planRows(line, state.plan, pen);
  const { question } = state.activity;
  if (state.choice.answered === null) {
    const choice = choiceRows(question, state.choice, pen.docs, false);
    return { title: 'Predict, then see', head: [...command, ...planned, blank], ...choice, foot: [] };
  }
  const failed = failureRows(state, pen);
  const before = state.before && state.ended === null && !isRunning(pen);
  const output = before
    ? [...machineRows(pen.context, pen.width), ...documentRows(pen.docs.prompt)]
    : [...transcriptRows(state.output, pen.width), ...endRows(state.ended), ...failed];
  const asked = before ? [] : [blank, ...documentRows(pen.docs.prompt)];
  const title = before ? 'Predict: answered before' : 'Predict, then see';
  const head = [...command, ...planned];
  if (state.ended === null && !before) {
    return { title, head, body: output, foot: runningRows(pen), anchor: null };
  }
  const above = [...output, ...asked, blank];
  return {
    title,
    head,
    body: [
      ...above,
      ...explanationRows(question, state.choice, pen.docs, state.othersShown),
      ...(failed.length === 0 ? noticeOf(state, pen) : []),
    ],
    foot: runningRows(pen),
    anchor: null,
    feedback: feedbackAt(
      state.choice.answered.index,
      pen.docs,
      Math.max(0, output.length - lastOfOutput),
      above.length,
    ),
  };
}
