import type { Verdict } from '../../domain/goal.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Hint } from '../../domain/lesson.ts';
import { pickHint } from '../../domain/pick-hint.ts';
import type { MachineStamp } from '../../domain/progress-event.ts';
import type { CommandExit } from '../../machine/machine.ts';
import type { Effect, Step } from '../effect.ts';
import type { Event } from '../event.ts';
import { afterEnter, cursorOffset, edit, lineEditor } from '../line-editor/line-editor.ts';
import { linesSoFar, withLine } from '../output/transcript.ts';
import type { State } from '../state.ts';
import { namesInTheWay, namesTaken } from './container-names.ts';
import { explainFailure } from './explain-failure.ts';
import { currentActivity, isDone, type LessonScreen, type TaskState, withActivity } from './lesson-state.ts';
import { exitText } from './pane-output.ts';
import { following } from './scrolling.ts';
import { pageAside } from './step-place.ts';
import { stamp, startCommand } from './update-command.ts';
import { openWhy } from './why.ts';

const nothingToHint = 'Try a line first: the hints are about what it does. Or type: solution.';
const notDone = 'Not solved yet. Ctrl-G gives a hint; Esc, then n goes on without it.';

/** Enter at the prompt: runs the line. Empty, it goes on once the task is done; `hint` asks for help. */
export function enterTaskLine(
  state: State,
  screen: LessonScreen,
  activity: TaskState,
  goOn: () => Step<State>,
): Step<State> {
  const line = activity.editor.text.trim();
  if (line === '') return isDone(activity) ? goOn() : [{ ...state, footer: notDone }, []];
  if (line === 'hint' || line === 'solution') {
    const cleared = withActivity(screen, { ...activity, editor: lineEditor('', activity.editor.history) });
    return moreHelp({ ...state, screen: cleared }, cleared, line);
  }
  if (line === 'why' && activity.activity.whys !== undefined) {
    const cleared = withActivity(screen, { ...activity, editor: lineEditor('', activity.editor.history) });
    return openWhy({ ...state, screen: cleared }, cleared);
  }
  const output = withLine(activity.output, { kind: 'command', text: `$ ${line}` });
  const editor = afterEnter(activity.editor);
  const fresh = withActivity(screen, { ...activity, output, editor, completions: [] });
  const [next, effects] = startCommand(state, screen, fresh, line, null);
  const started = next.screen;
  if (effects.length === 0 || started.kind !== 'lesson' || started.running === null) return [next, effects];
  return [{ ...next, screen: following(next, { ...screen, paneScroll: 1e9 }, next, started) }, effects];
}

/** Once a line has run: how it ended stands below its output, and the goal is looked at. */
export function checkTask(
  state: State,
  screen: LessonScreen,
  activity: TaskState,
  exit: CommandExit,
): Step<TaskState> {
  const commandLine = screen.running?.commandLine ?? '';
  const how = exit.kind === 'exited' && exit.exitCode === 0 ? [] : [exitText(exit, '')];
  const failure = { line: commandLine, exitCode: exit.exitCode, output: activity.output };
  const why = explainFailure(screen, failure, (name) => `docker rm -f ${name} makes it free.`);
  const status = how.reduce((all, text) => withLine(all, { kind: 'status', text }), activity.output);
  const output = why === null ? status : withLine(status, { kind: 'refusal', text: why });
  const ended = { ...activity, output };
  if (exit.kind === 'refused') return [ended, []];
  const ran = [...activity.ran, { commandLine, exitCode: exit.exitCode, tookMs: exit.tookMs }];
  const aside = screen.running?.aside;
  if (activity.check.kind === 'pass' || stamp(state, aside?.identity) === null)
    return [{ ...ended, ran }, []];
  const check = activity.checks + 1;
  return [
    { ...ended, ran, checks: check, check: { kind: 'checking' } },
    [
      {
        kind: 'check-goal',
        check,
        task: activity.activity,
        ran,
        ...(aside && { aside: { world: aside.world } }),
      },
    ],
  ];
}

type GoalChecked = Extract<Event, { readonly kind: 'goal-checked' }>;

/** What the check found. A hint that fits what was done comes up by itself, once. */
export function goalChecked(state: State, { item, check, verdict, hint, on }: GoalChecked): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson') return [state, []];
  const entry = Object.entries(screen.activities).find(
    ([, activity]) => activity.kind === 'task' && activity.activity.id === item && activity.checks === check,
  );
  if (entry === undefined || entry[1].kind !== 'task') return [state, []];
  const [page, task] = [Number(entry[0]), entry[1]];
  const fresh =
    verdict.kind === 'pass' || hint === null || task.hints.some(({ id }) => id === hint.id) ? null : hint;
  const shown = withActivity(screen, { ...withHint(task, fresh), check: verdict }, page);
  const followed = page === screen.page ? following(state, screen, state, shown) : shown;
  const effects = [
    ...saveCheck(stamp(state, on), screen, task, verdict),
    ...(fresh ? [saveHint(screen, task, fresh)] : []),
  ];
  return [{ ...state, screen: followed }, effects];
}

function withHint(task: TaskState, hint: Hint | null): TaskState {
  if (hint === null) return task;
  const at = linesSoFar(task.output);
  return { ...task, hints: [...task.hints, hint], shownAt: [...task.shownAt, at] };
}

function saveCheck(
  machine: MachineStamp | null,
  { lesson }: LessonScreen,
  { activity }: TaskState,
  verdict: Verdict,
): readonly Effect[] {
  if (machine === null) return [];
  const { id: item, hash } = activity;
  const event = {
    kind: 'task-checked' as const,
    lesson: lesson.id,
    item,
    hash,
    verdict: verdict.kind,
    machine,
  };
  return [{ kind: 'save-event', event }];
}

const saveHint = ({ lesson }: LessonScreen, { activity }: TaskState, hint: Hint): Effect => ({
  kind: 'save-event',
  event: { kind: 'hint-shown', lesson: lesson.id, item: activity.id, hint: hint.id },
});

/** The next hint; when all are shown, or it is asked for by name, the solution. */
export function moreHelp(
  state: State,
  screen: LessonScreen,
  wanted: 'hint' | 'solution' = 'hint',
): Step<State> {
  const task = currentActivity(screen);
  if (task?.kind !== 'task') return [state, []];
  if (wanted === 'hint' && task.hints.length < task.activity.hints.length) {
    return askForHint(state, screen, task);
  }
  return showSolution(state, screen, task);
}

function showSolution(state: State, screen: LessonScreen, task: TaskState): Step<State> {
  if (task.solutionShown) return [{ ...state, footer: 'The solution is shown above.' }, []];
  const solved = withActivity(screen, {
    ...task,
    solutionShown: true,
    solutionFrees: namesInTheWay(task.activity.solutions[0] ?? [], namesTaken(screen.onMachine ?? [])),
    solutionAt: linesSoFar(task.output),
  });
  const event = { kind: 'solution-shown' as const, lesson: screen.lesson.id, item: task.activity.id };
  return [{ ...state, screen: atEnd(state, screen, solved) }, [{ kind: 'save-event', event }]];
}

/** The machine is looked at first, so that a hint on what was done comes before the others; a busy one is not. */
function askForHint(state: State, screen: LessonScreen, task: TaskState): Step<State> {
  const shown = task.hints.map(({ id }) => id);
  if (state.machine.opened.kind !== 'ready' || screen.running !== null) {
    const hint = pickHint(task.activity, [], task.ran, shown);
    return showHint(state, screen, screen.page, hint);
  }
  if (task.picking) return [state, []];
  return [
    { ...state, screen: withActivity(screen, { ...task, picking: true }) },
    [{ kind: 'pick-hint', task: task.activity, ran: task.ran, shown, ...pageAside(screen) }],
  ];
}

export function hintPicked(state: State, item: ItemId, hint: Hint | null): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson') return [state, []];
  const entry = Object.entries(screen.activities).find(
    ([, activity]) => activity.kind === 'task' && activity.activity.id === item,
  );
  return entry === undefined ? [state, []] : showHint(state, screen, Number(entry[0]), hint);
}

/** With no hint left that fits, the solution follows, but not before anything was tried or hinted at. */
function showHint(state: State, screen: LessonScreen, page: number, hint: Hint | null): Step<State> {
  const task = screen.activities[page];
  if (task?.kind !== 'task') return [state, []];
  const fresh = hint === null || task.hints.some(({ id }) => id === hint.id) ? null : hint;
  const idle: TaskState = { ...task, picking: false };
  if (fresh === null) {
    const settled = withActivity(screen, idle, page);
    if (page !== screen.page) return [{ ...state, screen: settled }, []];
    if (task.hints.length > 0) return showSolution(state, settled, idle);
    return [{ ...state, screen: settled, footer: nothingToHint }, []];
  }
  const hinted = withActivity(screen, withHint(idle, fresh), page);
  return [
    { ...state, screen: page === screen.page ? atEnd(state, screen, hinted) : hinted },
    [saveHint(screen, task, fresh)],
  ];
}

const atEnd = (state: State, was: LessonScreen, now: LessonScreen): LessonScreen =>
  following(state, { ...was, paneScroll: 1e9 }, state, now);

export function completeWord(state: State, screen: LessonScreen): Step<State> {
  const task = currentActivity(screen);
  if (task?.kind !== 'task' || state.machine.opened.kind !== 'ready') return [state, []];
  const { text: commandLine } = task.editor;
  return [state, [{ kind: 'complete', commandLine, cursor: cursorOffset(task.editor) }]];
}

/** One completion is taken; of several, what they share, and all are shown. Late answers change nothing. */
export function completed(
  state: State,
  commandLine: string,
  cursor: number,
  words: readonly string[],
): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson') return [state, []];
  const task = currentActivity(screen);
  if (task?.kind !== 'task' || task.editor.text !== commandLine || cursorOffset(task.editor) !== cursor) {
    return [state, []];
  }
  const [only] = words;
  if (only === undefined) return [state, []];
  const word = words.length === 1 ? (/[/=]$/.test(only) ? only : `${only} `) : sharedStart(words);
  const typed = commandLine.slice(0, cursor).split(/\s/).at(-1) ?? '';
  const editor = word.length > typed.length ? replaced(task, typed, word) : task.editor;
  const changed = { ...task, editor, completions: words.length > 1 ? words : [] };
  return [{ ...state, screen: withActivity(screen, changed) }, []];
}

function replaced(task: TaskState, typed: string, word: string): TaskState['editor'] {
  return edit(
    task.editor,
    typed === '' ? { kind: 'insert', text: word } : { kind: 'replace-word', with: word },
  );
}

function sharedStart(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
