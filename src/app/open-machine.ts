import type { Step } from './effect.ts';
import { earlierLines } from './lesson/earlier-lines.ts';
import { chosenMachine, type State } from './state.ts';

/**
 * Opens the machine that labs use, if it is known which. A simulated one is first brought to where the learner left
 * the lesson; on a real engine that takes time and is seen, so it is offered instead.
 */
export function openMachine(state: State): Step<State> {
  const choice = chosenMachine(state.machine);
  if (choice === null) return [state, []];
  const { screen } = state;
  const again = choice.kind === 'simulated' && screen.kind === 'lesson';
  const lines = again ? earlierLines(state.events, screen.lesson.id, 'simulated') : [];
  return [
    { ...state, machine: { ...state.machine, opened: { kind: 'opening' } } },
    [{ kind: 'open-machine', machine: choice.kind, replay: lines.map(({ commandLine }) => commandLine) }],
  ];
}
