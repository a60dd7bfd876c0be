import type { MachineIdentity } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { Effect, Step } from './effect.ts';
import { backText } from './lesson/back-text.ts';
import type { RanLine } from './lesson/container-names.ts';
import { earlierLines } from './lesson/earlier-lines.ts';
import { comebackLine } from './lesson/explain-failure.ts';
import type { Comeback, LessonScreen } from './lesson/lesson-state.ts';
import { planPage } from './lesson/open-page.ts';
import { closedAside, noSideMachines, plays } from './lesson/side-machines.ts';
import { openMachine } from './open-machine.ts';
import type { Replayed } from './replay.ts';
import { chosenMachine, type MachineState, type State } from './state.ts';

/** What there is to run labs on. A lesson that was quicker than the search opens its machine now. */
export function machinesFound(state: State, choices: readonly MachineChoice[]): Step<State> {
  const found: State = { ...state, machine: { ...state.machine, choices } };
  const { opened } = state.machine;
  if (opened.kind === 'ready' && !choices.some(({ kind }) => kind === opened.identity.kind)) {
    return engineGone(found);
  }
  if (state.screen.kind !== 'lesson' || opened.kind !== 'closed') return [found, []];
  return openMachine(found);
}

/** The engine stopped answering: what was on it is out of reach, and the next command opens what is left. */
function engineGone(state: State): Step<State> {
  const choice = chosenMachine(state.machine);
  const because = choice?.because ?? 'the engine does not answer any more';
  const machine: MachineState = { ...state.machine, opened: { kind: 'failed', because } };
  const { screen } = state;
  const shown = screen.kind === 'lesson' ? { ...screen, side: closedAside(screen.side) } : screen;
  const footer = 'Docker does not answer any more. Your next command starts the simulator.';
  return [{ ...state, machine, footer, screen: shown }, [{ kind: 'close-machine' }]];
}

export function machineOpened(state: State, identity: MachineIdentity, replayed: Replayed): Step<State> {
  if (state.machine.opened.kind !== 'opening') return [state, []];
  const machine: MachineState = { ...state.machine, opened: { kind: 'ready', identity } };
  const ready: State = { ...state, machine };
  const { screen } = state;
  if (screen.kind !== 'lesson') return [ready, []];
  const [footer, shown] = cameBack(state, screen, identity, replayed);
  const said = state.waiting === null ? state.footer : null;
  return [{ ...ready, footer: footer ?? said, screen: shown }, planPage(ready, shown)];
}

/** Simulated, its own lines have run already; on a real engine they are offered, and so are those of the other machine. */
function cameBack(
  state: State,
  screen: LessonScreen,
  identity: MachineIdentity,
  replayed: Replayed,
): readonly [string | null, LessonScreen] {
  const { lesson, prelude } = screen;
  if (prelude !== undefined) return prepared(state, screen, prelude, identity, replayed);
  const lines = earlierLines(state.events, lesson.id, undefined, plays(lesson, null));
  const own = earlierLines(state.events, lesson.id, identity.kind, plays(lesson, null));
  if (lines.length > 0 && (identity.kind === 'live' || own.length === 0)) {
    const because =
      screen.onMachine === null && (identity.kind === 'live' || own.length > 0) ? 'left' : 'switched';
    const comeback: Comeback = { kind: 'offered', because, lines, at: 0 };
    return [comebackLine(comeback, state.size), { ...screen, onMachine: [], comeback }];
  }
  const onMachine = own.slice(0, replayed.ran);
  return [backText(replayed, state.size), { ...screen, onMachine, comeback: null }];
}

/** Shown from elsewhere: what the pages before would have run has run already, or is offered. */
function prepared(
  state: State,
  screen: LessonScreen,
  lines: readonly RanLine[],
  { kind }: MachineIdentity,
  { ran }: Replayed,
): readonly [string | null, LessonScreen] {
  if (kind === 'simulated') {
    return [state.footer, { ...screen, onMachine: lines.slice(0, ran), comeback: null }];
  }
  if (lines.length === 0) return [state.footer, { ...screen, onMachine: [], comeback: null }];
  const comeback: Comeback = { kind: 'offered', because: 'shown', lines, at: 0 };
  return [comebackLine(comeback, state.size), { ...screen, onMachine: [], comeback }];
}

/** A real engine that does not open may be gone: it is looked for again. */
export function machineFailed(state: State, because: string): Step<State> {
  const failed: State = {
    ...state,
    machine: { ...state.machine, opened: { kind: 'failed', because } },
    footer: state.waiting === null ? state.footer : `Your command did not run: ${because}`,
    waiting: null,
  };
  const look = chosenMachine(state.machine)?.kind === 'live';
  return [failed, look ? [{ kind: 'find-machines' }] : []];
}

/** Put back to its start: what ran before does not count when the learner comes back. */
export function machineReset(state: State, failed: string | null): Step<State> {
  if (failed !== null) return [{ ...state, footer: failed }, []];
  const footer = 'The machine is as it was at the start.';
  const { screen } = state;
  if (screen.kind !== 'lesson') return [{ ...state, footer }, []];
  const event = { kind: 'machine-reset', lesson: screen.lesson.id } as const;
  return [
    { ...state, footer, screen: { ...screen, onMachine: [], comeback: null, side: noSideMachines } },
    [{ kind: 'save-event', event }],
  ];
}

/** Live to simulated and back; what cannot be had says why. In a lesson the other machine starts at once. */
export function switchMachine(state: State): Step<State> {
  const { choices } = state.machine;
  const now = chosenMachine(state.machine);
  if (choices === null || now === null) return [{ ...state, footer: 'Still looking for Docker…' }, []];
  const world = state.screen.kind === 'lesson' ? (state.screen.lesson.world ?? null) : null;
  if (world !== null)
    return [{ ...state, footer: `This lesson plays on another computer, ${world}, which is simulated.` }, []];
  const other = choices.find((choice) => choice.kind !== now.kind);
  if (other === undefined) return [{ ...state, footer: onlyChoice(state.machine) }, []];
  const set: Effect = { kind: 'set-setting', change: { machine: other.kind } };
  const switched: State = { ...state, footer: null, machine: { ...state.machine, wanted: other.kind } };
  if (state.screen.kind !== 'lesson' || state.machine.opened.kind === 'closed') return [switched, [set]];
  const [opening, effects] = openMachine({ ...switched, footer: `Labs now run on: ${other.label}.` });
  return [opening, [set, ...effects]];
}

function onlyChoice(machine: MachineState): string {
  const now = chosenMachine(machine);
  return now?.kind === 'simulated'
    ? `Labs cannot run on this computer's own engine: ${now.because}.`
    : 'There is no simulator to switch to.';
}
