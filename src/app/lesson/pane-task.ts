import { assertNever } from '../../domain/assert-never.ts';
import { linesSoFar } from '../output/transcript.ts';
import type { TaskState } from './lesson-state.ts';
import { machineRows } from './pane-machine.ts';
import { transcriptRows } from './pane-output.ts';
import { blank, editorRows, isRunning, type PaneContent, type Pen, runningRows } from './pane-parts.ts';
import { commandRows, documentRows, type PaneRow, textRows } from './pane-row.ts';
import { whyRows } from './why.ts';

export function taskPane(state: TaskState, pen: Pen): PaneContent {
  const body = [
    ...(state.output.lines.length === 0 ? machineRows(pen.context, pen.width) : []),
    ...solvedBefore(state, pen),
    ...happened(state, pen),
    ...(isRunning(pen) ? [] : whyRows(state, pen.width)),
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
      ...(isRunning(pen) && state.editor.text === '' ? [] : editorRows('$ ', state.editor, pen.width)),
    ],
    anchor: null,
  };
}

/** Output, hints and the solution in the order in which they came; the verdict is on the last line that ran. */
function happened(state: TaskState, pen: Pen): readonly PaneRow[] {
  const helps = [
    ...state.hints.map((_hint, index) => ({
      at: state.shownAt[index] ?? 0,
      rows: hintRows(state, index, pen),
    })),
    ...(state.solutionShown ? [{ at: state.solutionAt, rows: solutionRows(state, pen.width) }] : []),
  ];
  const end = linesSoFar(state.output);
  const rows: PaneRow[] = [];
  let from = 0;
  for (const { at, rows: help } of helps.filter((entry) => entry.at < end)) {
    rows.push(...part(state, from, at, pen), ...help);
    from = at;
  }
  const last = helps.filter((entry) => entry.at >= end).flatMap((entry) => entry.rows);
  const check = checkRows(state, pen.width);
  const solved = state.check.kind === 'pass';
  return [...rows, ...part(state, from, end, pen), ...(solved ? [...last, ...check] : [...check, ...last])];
}

function part(state: TaskState, from: number, to: number, pen: Pen): readonly PaneRow[] {
  const { lines, dropped } = state.output;
  const cut = lines.slice(Math.max(0, from - dropped), Math.max(0, to - dropped));
  return transcriptRows({ lines: cut, dropped: from === 0 ? dropped : 0, open: null }, pen.width);
}

function hintRows(state: TaskState, index: number, pen: Pen): readonly PaneRow[] {
  const hint = state.hints[index];
  if (hint === undefined) return [];
  return [{ text: `Hint ${index + 1}`, tone: 'heading' }, ...documentRows(pen.docs[`hint-${hint.id}`])];
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
  const lines = (first ?? []).flatMap((line) => commandRows('  $ ', line, width));
  return [
    { text: 'One way to do it', tone: 'heading' },
    ...freeingRows(state.solutionFrees, width),
    ...lines,
  ];
}

/** A name that is taken is made free first, and why. */
function freeingRows(names: readonly string[], width: number): readonly PaneRow[] {
  if (names.length === 0) return [];
  const list = names.join(' and ');
  const why =
    names.length === 1
      ? `A container of your tries still holds the name ${list}; the first line removes it.`
      : `Containers of your tries still hold the names ${list}; the first line removes them.`;
  return [...textRows(why, 'plain', width), ...commandRows('  $ ', `docker rm -f ${names.join(' ')}`, width)];
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
