import type { Lesson } from '../domain/lesson.ts';
import type { Step } from './effect.ts';
import { earlierLines } from './lesson/earlier-lines.ts';
import { closedAside, plays } from './lesson/side-machines.ts';
import { chosenMachine, type State } from './state.ts';

/**
 * Opens the machine that labs use, if it is known which. A simulated one is first brought to where the learner left
 * the lesson; on a real engine that takes time and is seen, so it is offered instead.
 */
export function openMachine(state: State): Step<State> {
  const choice = chosenMachine(state.machine);
  if (choice === null) return [state, []];
  const { screen } = state;
  const opening: State = { ...state, machine: { ...state.machine, opened: { kind: 'opening' } } };
  if (screen.kind !== 'lesson')
    return [opening, [{ kind: 'open-machine', machine: choice.kind, replay: [] }]];
  const world = screen.lesson.world ?? null;
  // Another world there is only simulated.
  const kind = world === null ? choice.kind : 'simulated';
  const prelude = screen.prelude?.map(({ commandLine }) => commandLine);
  const replay = kind === 'simulated' ? (prelude ?? ownLines(state.events, screen.lesson, kind)) : [];
  const effect = {
    kind: 'open-machine',
    machine: kind,
    replay,
    ...(world === null ? {} : { world }),
    ...(kind === 'live' && state.consent.looking ? { mayLook: true } : {}),
  } as const;
  return [{ ...opening, screen: { ...screen, side: closedAside(screen.side) } }, [effect]];
}

const ownLines = (events: State['events'], lesson: Lesson, on: 'simulated'): readonly string[] =>
  earlierLines(events, lesson.id, on, plays(lesson, null)).map(({ commandLine }) => commandLine);
