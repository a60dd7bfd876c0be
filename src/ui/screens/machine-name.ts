import type { MachineState } from '../../app/state.ts';

/** Where labs run now, in as few words as the machine has for itself. */
export function machineName({ opened }: MachineState): string {
  if (opened.kind === 'ready') return opened.identity.label;
  return opened.kind === 'failed' ? 'no machine' : '';
}
