import { assertNever } from '../../domain/assert-never.ts';
import type { TaskState } from './lesson-state.ts';
import { machineRows } from './pane-machine.ts';
import { transcriptRows } from './pane-output.ts';
import { blank, editorRow, isRunning, type PaneContent, type Pen, runningRows } from './pane-parts.ts';
import { documentRows, type PaneRow, textRows } from './pane-row.ts';

export function taskPane(state: TaskState, pen: Pen): PaneContent {
  const hints = state.hints.flatMap((hint, index) => [
    { text: `Hint ${index + 1} of ${state.activity.hints.length}`, tone: 'heading' as const },
    ...documentRows(pen.docs[`hint-${hint.id}`]),
  ]);
  const body = [
    ...(state.output.lines.length === 0
      ? machineRows(pen.context, pen.width)
      : transcriptRows(state.output, pen.width)),
    ...solvedBefore(state, pen),
    ...hints,
    ...(state.solutionShown ? solutionRows(state, pen.width) : []),
    ...checkRows(state, pen.width),
  ];
  const words =
    state.completions.length > 1
      ? textRows(state.completions.slice(0, 24).join('  '), 'dim', pen.width).slice(0, 2)
      : [];
  return {
    title: taskTitle(state),
    head: [...documentRows(pen.docs.prompt), blank],
    body,
    foot: [
      ...words,
      ...runningRows(pen),
      ...(isRunning(pen) && state.editor.text === '' ? [] : [editorRow('$ ', state.editor)]),
    ],
    anchor: null,
  };
}

function taskTitle(state: TaskState): string {
  if (state.check.kind === 'pass') return 'Task: done';
  return state.before ? 'Task: done before' : 'Task';
}

const solvedBefore = (state: TaskState, pen: Pen): readonly PaneRow[] =>
  state.before && state.output.lines.length === 0
    ? textRows('You solved this before. Enter on an empty line goes on.', 'plain', pen.width)
    : [];

function solutionRows(state: TaskState, width: number): readonly PaneRow[] {
  const [first] = state.activity.solutions;
  const lines = (first ?? []).flatMap((line) => textRows(`  $ ${line}`, 'command', width));
  return [{ text: 'One way to do it', tone: 'heading' }, ...lines];
}

function checkRows(state: TaskState, width: number): readonly PaneRow[] {
  const check = state.check;
  switch (check.kind) {
    case 'none':
      return [];
    case 'checking':
      return [{ text: 'Looking at the machine…', tone: 'dim' }];
    case 'pass':
      return textRows('Done. The machine is in the state that was asked for. Enter goes on.', 'right', width);
    case 'not-yet':
      return check.missing.flatMap((sentence) => textRows(`Not yet: ${sentence}`, 'dim', width));
    case 'could-not-check':
      return textRows(`This could not be checked: ${check.because}`, 'note', width);
    default:
      return assertNever(check);
  }
}
