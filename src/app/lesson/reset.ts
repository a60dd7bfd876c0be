import type { Step } from '../effect.ts';
import type { State } from '../state.ts';

/** Asked before the simulated machine is put back. */
export const resetQuestion = {
  title: 'Put the lab machine back to its start?',
  text: 'What you made on it goes: containers, images, volumes, networks. Your answers and solved tasks stay.',
} as const;

export const beginReset = (state: State): Step<State> => [
  { ...state, footer: 'Putting the machine back to its start…' },
  [{ kind: 'reset-machine' }],
];
