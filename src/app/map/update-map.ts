import { deriveProgress } from '../../domain/progress.ts';
import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { chosenMachine, type MachineState, type MapScreen, type State } from '../state.ts';

/** What a key means on the course map. */
export function updateMap(state: State, screen: MapScreen, intent: Intent): Step<State> {
  const select = (selected: number): Step<State> => [
    { ...state, screen: { ...screen, selected: clamp(selected, 0, state.course.length - 1) } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return select(screen.selected + intent.by);
    case 'page':
      return select(screen.selected + intent.by * 5);
    case 'edge':
      return select(intent.to === 'start' ? 0 : state.course.length - 1);
    case 'accept':
      return openSelected(state, screen);
    case 'switch-machine':
      return switchMachine(state);
    default:
      return [state, []];
  }
}

function openSelected(state: State, screen: MapScreen): Step<State> {
  const lesson = state.course[screen.selected];
  if (lesson === undefined) return [state, []];
  const opening = { kind: 'opening' as const, lesson: lesson.id };
  return [{ ...state, notice: null, screen: opening }, [{ kind: 'open-lesson', lesson: lesson.id }]];
}

/** The map with the lesson selected that the learner was in last. A running command and the machine end. */
export function toMap(state: State): Step<State> {
  const closed = { ...state.machine, opened: { kind: 'closed' as const } };
  const screen: MapScreen = { kind: 'map', selected: lastLesson(state) };
  const wasOpen = state.machine.opened.kind !== 'closed';
  return [{ ...state, machine: closed, screen }, wasOpen ? [{ kind: 'close-machine' }] : []];
}

export function lastLesson(state: Pick<State, 'events' | 'course'>): number {
  const { lastLesson: last } = deriveProgress(state.events, state.course);
  return Math.max(
    0,
    state.course.findIndex((lesson) => lesson.id === last),
  );
}

/** Live to simulated and back; what cannot be had says why. */
function switchMachine(state: State): Step<State> {
  const { choices } = state.machine;
  const now = chosenMachine(state.machine);
  if (choices === null || now === null) return [{ ...state, footer: 'Still looking for Docker…' }, []];
  const other = choices.find((choice) => choice.kind !== now.kind);
  if (other === undefined) return [{ ...state, footer: onlyChoice(state.machine) }, []];
  const machine = { ...state.machine, wanted: other.kind };
  return [{ ...state, machine, footer: null }, [{ kind: 'set-setting', change: { machine: other.kind } }]];
}

function onlyChoice(machine: MachineState): string {
  const now = chosenMachine(machine);
  return now?.kind === 'simulated'
    ? `Labs cannot run on this computer's own engine: ${now.because}.`
    : 'There is no simulator to switch to.';
}
