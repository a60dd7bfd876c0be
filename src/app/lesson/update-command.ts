import type { ItemId } from '../../domain/ids.ts';
import type { MachineStamp } from '../../domain/progress-event.ts';
import type { CommandExit, MachineIdentity, OutputChunk, Refusal } from '../../machine/machine.ts';
import { engineGone } from '../cannot-run.ts';
import type { Effect, Step } from '../effect.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import { openMachine } from '../open-machine.ts';
import { emptyTranscript, withLine, withOutput } from '../output/transcript.ts';
import type { State, Waiting } from '../state.ts';
import { againLine } from './again.ts';
import { printed } from './explain-failure.ts';
import {
  type ActivityState,
  currentActivity,
  isDone,
  type LessonScreen,
  lineOf,
  type RunState,
  withActivity,
} from './lesson-state.ts';
import { planPage } from './open-page.ts';
import { following, showNotice, showVerdict } from './scrolling.ts';
import { withRun } from './side-machines.ts';
import { placeAside, runEffect } from './step-place.ts';
import { checkTask } from './update-task.ts';

/** Runs the page's own command: a run step's, or a prediction's. */
export function runActivity(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity?.kind !== 'run' && activity?.kind !== 'predict') return [state, []];
  const line = activity.kind === 'run' && isDone(activity) ? againLine(screen, activity) : activity.line;
  const prepared = { ...activity, line, output: emptyTranscript, ended: null };
  const commandLine = lineOf(prepared);
  const same = commandLine === lineOf(activity);
  const fresh = withActivity(screen, same ? prepared : { ...prepared, plan: null });
  const [next, effects] = startCommand(state, screen, fresh, commandLine, activity.activity.timeoutMs);
  return [next, same ? effects : [{ kind: 'plan-command', commandLine }, ...effects]];
}

const LOOKING = 'Finding Docker; your command is next.';
const STARTING = 'Starting; your command runs next.';

/**
 * Starts `commandLine` if the machine is there and idle. One that is not there yet is waited for; else this says
 * what is in the way, and may cure it.
 */
export function startCommand(
  state: State,
  screen: LessonScreen,
  fresh: LessonScreen,
  commandLine: string,
  timeoutMs: number | null,
): Step<State> {
  const { opened } = state.machine;
  const say = (footer: string): Step<State> => [{ ...state, footer }, []];
  if (screen.running !== null) return say('A command is still running. Ctrl-C stops it.');
  const aside = placeAside(state, screen, commandLine);
  if (opened.kind !== 'ready' && aside === null) return waitForMachine(state, screen);
  const run = state.nextRun;
  const running = { run, page: screen.page, commandLine, stopping: false };
  const next: LessonScreen = { ...fresh, running, focus: 'activity', paneScroll: 0 };
  return [
    { ...state, nextRun: run + 1, footer: null, screen: next },
    [runEffect(state, screen, { run, commandLine, timeoutMs })],
  ];
}

/** Opens the machine if that is not under way. An option that is not taken yet is taken only when it is there. */
function waitForMachine(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  const answered = activity?.kind === 'predict' && activity.choice.answered !== null;
  const waiting: Waiting = activity?.kind === 'run' || answered ? 'run' : 'accept';
  if (state.machine.opened.kind === 'opening') return [{ ...state, waiting, footer: STARTING }, []];
  const [opening, effects] = openMachine(state);
  return [{ ...opening, waiting, footer: effects.length === 0 ? LOOKING : STARTING }, effects];
}

export function stopCommand(state: State, screen: LessonScreen): Step<State> {
  if (screen.running === null) return [state, []];
  const running = { ...screen.running, stopping: true };
  return [{ ...state, screen: { ...screen, running } }, [{ kind: 'stop-command' }]];
}

export function editCommand(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity?.kind !== 'run' || screen.running !== null) return [state, []];
  const edited = withActivity(screen, { ...activity, editor: lineEditor(lineOf(activity)) });
  return [{ ...state, screen: { ...edited, focus: 'activity' } }, []];
}

/** Enter in the command's editor: that line stands from now on, and runs. */
export function typeCommand(state: State, screen: LessonScreen, activity: RunState): Step<State> {
  const command = activity.editor?.text.trim() || activity.activity.command;
  const changed = withActivity(screen, { ...activity, command, line: null, editor: null, plan: null });
  const [next, effects] = runActivity({ ...state, screen: changed }, changed);
  return [next, [...planPage(state, changed), ...effects]];
}

export function commandOutput(state: State, run: number, chunks: readonly OutputChunk[]): Step<State> {
  return inRunning(state, run, (activity, screen, page) => {
    const output = chunks.reduce(withOutput, activity.output);
    return [withActivity(screen, { ...activity, output }, page), []];
  });
}

/** Nothing ran: the sentence stands where the output would. */
export function commandRefused(state: State, run: number, refusal: Refusal): Step<State> {
  return inRunning(state, run, (activity, screen, page) => {
    const idle = { ...screen, running: null };
    if (activity.kind !== 'task') {
      return [withActivity(idle, { ...activity, plan: { kind: 'refused', refusal } }, page), []];
    }
    const output = withLine(activity.output, { kind: 'refusal', text: refusal.sentence });
    return [withActivity(idle, { ...activity, output }, page), []];
  });
}

export function commandEnded(state: State, run: number, exit: CommandExit): Step<State> {
  return inRunning(state, run, (activity, screen, page) => {
    const idle = afterRun(screen, exit);
    const lost = screen.running?.aside
      ? screen.running.aside.engineGone
      : isLive(state) && engineGone(printed(activity.output));
    const saved: readonly Effect[] = [
      ...saveRun(state, screen, activity.activity, exit),
      ...(lost ? [{ kind: 'find-machines' } as const] : []),
    ];
    if (activity.kind !== 'task') {
      const ended = exit.kind === 'refused' ? null : { ...exit, on: machineWord(state, screen) };
      const shown = withActivity(idle, { ...activity, ended }, page);
      return [activity.kind === 'predict' ? showVerdict(state, shown) : shown, saved];
    }
    const [checked, effects] = checkTask(state, screen, activity, exit);
    return [withActivity(idle, checked, page), [...saved, ...effects]];
  });
}

function afterRun(screen: LessonScreen, { kind, exitCode }: CommandExit): LessonScreen {
  const { running, onMachine } = screen;
  if (running === null || kind === 'refused') return { ...screen, running: null };
  const ran = { commandLine: running.commandLine, exitCode };
  const { aside } = running;
  const side = withRun(screen.side, aside?.world ?? null, { ...ran, aside: aside !== undefined });
  if (aside !== undefined) return { ...screen, running: null, side };
  return { ...screen, running: null, side, onMachine: [...(onMachine ?? []), ran] };
}

function machineWord({ machine: { opened } }: State, { running }: LessonScreen): string {
  if (running?.aside) return 'simulated';
  if (opened.kind !== 'ready') return '';
  return opened.identity.kind === 'simulated' ? 'simulated' : opened.identity.label;
}

const isLive = ({ machine: { opened } }: State): boolean =>
  opened.kind === 'ready' && opened.identity.kind === 'live';

type OutputState = Extract<ActivityState, { readonly output: unknown }>;

/** Finds what the run belongs to, wherever the learner has gone since; stale runs change nothing. */
export function inRunning(
  state: State,
  run: number,
  change: (activity: OutputState, screen: LessonScreen, page: number) => Step<LessonScreen>,
): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson' || screen.running?.run !== run) return [state, []];
  const { page } = screen.running;
  const activity = screen.activities[page];
  if (activity === undefined || !('output' in activity)) return [state, []];
  const [changed, effects] = change(activity, screen, page);
  if (page !== screen.page || (activity.kind === 'predict' && changed.running === null)) {
    return [{ ...state, screen: changed }, effects];
  }
  const followed = following(state, screen, state, changed);
  const ended = activity.kind === 'run' && changed.running === null;
  const shown = ended && followed !== changed ? showNotice(state, followed) : followed;
  return [{ ...state, screen: shown }, effects];
}

function saveRun(
  state: State,
  screen: LessonScreen,
  item: { readonly id: ItemId; readonly hash: string },
  exit: CommandExit,
): readonly Effect[] {
  const machine = stamp(state, screen.running?.aside?.identity);
  if (machine === null || exit.kind === 'refused' || screen.running === null) return [];
  const event = {
    kind: 'command-run' as const,
    lesson: screen.lesson.id,
    item: item.id,
    hash: item.hash,
    commandLine: screen.running.commandLine,
    exitCode: exit.exitCode,
    machine,
  };
  return [{ kind: 'save-event', event }];
}

/** The machine it was done on: the one that is open, unless it was done beside it. */
export function stamp(state: State, aside?: MachineIdentity): MachineStamp | null {
  const { opened } = state.machine;
  const identity = aside ?? (opened.kind === 'ready' ? opened.identity : null);
  return identity && { kind: identity.kind, engine: identity.engine };
}
