import type { Step } from '../effect.ts';
import type { MachineState, State } from '../state.ts';

/** Asked before a machine is put back, and on the learner's own engine with what is removed there. */
export const resetQuestion = ({
  opened,
}: MachineState): { readonly title: string; readonly text: string } => {
  const title = 'Put the lab machine back to its start?';
  const stays = 'Your answers and solved tasks stay.';
  return opened.kind === 'ready' && opened.identity.kind === 'live'
    ? {
        title,
        text: `What this course has made on your Docker is removed, and nothing else: containers, images, volumes, networks. ${stays}`,
      }
    : { title, text: `What you made on it goes: containers, images, volumes, networks. ${stays}` };
};

export const beginReset = (state: State): Step<State> => [
  { ...state, footer: 'Putting the machine back to its start…' },
  [{ kind: 'reset-machine' }],
];
