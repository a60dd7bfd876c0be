import { assertNever } from '../../domain/assert-never.ts';
import { paneInner } from '../layout.ts';
import type { MachineState, Size } from '../state.ts';
import { chosenMachine } from '../state.ts';
import type {
  ActivityState,
  ChoiceState,
  FillInState,
  LessonScreen,
  PredictState,
  RunState,
  TaskState,
} from './lesson-state.ts';
import { currentActivity } from './lesson-state.ts';
import { choiceRows, explanationRows } from './pane-choice.ts';
import { endRows, transcriptRows } from './pane-output.ts';
import { documentRows, type PaneRow, textRows } from './pane-row.ts';

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
}

export interface PaneContext {
  readonly screen: LessonScreen;
  readonly machine: MachineState;
  readonly size: Size;
}

export const isTabular = (activity: ActivityState): boolean =>
  activity.kind === 'run' || activity.kind === 'task' || activity.kind === 'predict';

export function paneContent(context: PaneContext): PaneContent | null {
  const activity = currentActivity(context.screen);
  if (activity === null) return null;
  const width = paneInner(context.size, isTabular(activity));
  const pen: Pen = { width, docs: context.screen.docs?.text ?? {}, context };
  switch (activity.kind) {
    case 'run':
      return runPane(activity, pen);
    case 'task':
      return taskPane(activity, pen);
    case 'predict':
      return predictPane(activity, pen);
    case 'choice':
      return choicePane(activity, pen);
    case 'fill-in':
      return fillInPane(activity, pen);
    default:
      return assertNever(activity);
  }
}

interface Pen {
  readonly width: number;
  readonly docs: Readonly<Record<string, readonly string[]>>;
  readonly context: PaneContext;
}

const blank: PaneRow = { text: '', tone: 'plain' };

function runPane(state: RunState, pen: Pen): PaneContent {
  const head = state.editor
    ? [editorRow('$ ', state.editor)]
    : textRows(`$ ${state.command}`, 'command', pen.width);
  const planned = planRows(state.command, state.plan, pen);
  const notice = state.ended !== null && state.activity.notice !== null ? noticeRows(pen) : [];
  const waits = state.ended === null && state.output.lines.length === 0 && !isRunning(pen);
  return {
    title: 'Run',
    head: [...head, ...planned],
    body: waits
      ? machineRows(pen)
      : [...transcriptRows(state.output, pen.width), ...endRows(state.ended, machineWord(pen)), ...notice],
    foot: runningRows(pen),
    anchor: null,
  };
}

function taskPane(state: TaskState, pen: Pen): PaneContent {
  const hints = state.hints.flatMap((hint, index) => [
    { text: `Hint ${index + 1} of ${state.activity.hints.length}`, tone: 'heading' as const },
    ...documentRows(pen.docs[`hint-${hint.id}`]),
  ]);
  const body = [
    ...(state.output.lines.length === 0 ? machineRows(pen) : transcriptRows(state.output, pen.width)),
    ...hints,
    ...(state.solutionShown ? solutionRows(state, pen.width) : []),
    ...checkRows(state, pen.width),
  ];
  const words =
    state.completions.length > 1
      ? textRows(state.completions.slice(0, 24).join('  '), 'dim', pen.width).slice(0, 2)
      : [];
  return {
    title: state.check.kind === 'pass' ? 'Task: done' : 'Task',
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

function predictPane(state: PredictState, pen: Pen): PaneContent {
  const command = textRows(`$ ${state.activity.command}`, 'command', pen.width);
  const planned = planRows(state.activity.command, state.plan, pen);
  const answered = state.choice.answered;
  if (answered === null) {
    const choice = choiceRows(state.activity.question, state.choice, pen.docs, false);
    return { title: 'Predict, then see', head: [...command, ...planned, blank], ...choice, foot: [] };
  }
  const output = [...transcriptRows(state.output, pen.width), ...endRows(state.ended, machineWord(pen))];
  const verdict =
    state.ended === null
      ? []
      : [
          blank,
          ...explanationRows(state.activity.question, state.choice, pen.docs, state.othersShown),
          ...(state.activity.notice === null ? [] : noticeRows(pen)),
        ];
  return {
    title: 'Predict, then see',
    head: [...command, ...planned],
    body: [...output, ...verdict],
    foot: runningRows(pen),
    anchor: null,
  };
}

function choicePane(state: ChoiceState, pen: Pen): PaneContent {
  const rows = choiceRows(state.question, state.choice, pen.docs, true);
  return { title: 'Question', head: [], ...rows, foot: [] };
}

function fillInPane(state: FillInState, pen: Pen): PaneContent {
  const answered = state.answered;
  const verdict =
    answered === null
      ? []
      : [
          blank,
          ...textRows(`You wrote: ${answered.text}`, 'plain', pen.width),
          {
            text: answered.judgement.verdict === 'right' ? 'Right.' : 'Not right.',
            tone: answered.judgement.verdict,
          } as PaneRow,
          ...documentRows(pen.docs.explanation ?? textRowsPlain(answered.judgement.explanation, pen.width)),
        ];
  return {
    title: 'Question',
    head: [],
    body: [...documentRows(pen.docs.prompt), ...verdict],
    foot: answered === null ? [editorRow('> ', state.editor)] : [],
    anchor: null,
  };
}

const noticeRows = (pen: Pen): readonly PaneRow[] => [
  blank,
  { text: 'What to see in it', tone: 'heading' },
  ...documentRows(pen.docs.notice),
];

const textRowsPlain = (text: string, width: number): readonly string[] =>
  textRows(text, 'plain', width).map((row) => row.text);

function editorRow(prompt: string, editor: RunState['editor'] & object): PaneRow {
  return { text: prompt, tone: 'command', editor: { text: editor.text, cursor: editor.cursor } };
}

/** The words that will run, when they are not the ones that stand there; or why nothing will. */
function planRows(command: string, plan: RunState['plan'], pen: Pen): readonly PaneRow[] {
  if (plan === null) return [];
  if (plan.kind === 'refused') return textRows(plan.refusal.sentence, 'note', pen.width);
  return plan.shown === command ? [] : textRows(`runs as: ${plan.shown}`, 'dim', pen.width);
}

function machineRows(pen: Pen): readonly PaneRow[] {
  const { opened } = pen.context.machine;
  switch (opened.kind) {
    case 'failed':
      return textRows(`The machine did not start: ${opened.because}`, 'note', pen.width);
    case 'opening':
      return [{ text: 'The machine is starting…', tone: 'dim' }];
    case 'closed':
      return chosenMachine(pen.context.machine) === null
        ? [{ text: 'Looking for Docker…', tone: 'dim' }]
        : [];
    case 'ready':
      return [];
    default:
      return assertNever(opened);
  }
}

function machineWord(pen: Pen): string {
  const { opened } = pen.context.machine;
  if (opened.kind !== 'ready') return '';
  return opened.identity.kind === 'simulated' ? 'simulated' : opened.identity.label;
}

const isRunning = (pen: Pen): boolean => pen.context.screen.running?.page === pen.context.screen.page;

function runningRows(pen: Pen): readonly PaneRow[] {
  const { running, page } = pen.context.screen;
  if (running === null || running.page !== page) return [];
  return [{ text: running.stopping ? 'stopping…' : 'running…  Ctrl-C stops it', tone: 'dim' }];
}
