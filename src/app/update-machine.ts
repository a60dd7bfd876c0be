import type { MachineIdentity } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { Step } from './effect.ts';
import { planPage } from './lesson/open-page.ts';
import { chosenMachine, type State } from './state.ts';

/** What there is to run labs on. A lesson that was quicker than the search opens its machine now. */
export function machinesFound(state: State, choices: readonly MachineChoice[]): Step<State> {
  const found: State = { ...state, machine: { ...state.machine, choices } };
  const choice = chosenMachine(found.machine);
  if (state.screen.kind !== 'lesson' || choice === null || state.machine.opened.kind !== 'closed') {
    return [found, []];
  }
  const machine = { ...found.machine, opened: { kind: 'opening' as const } };
  return [{ ...found, machine }, [{ kind: 'open-machine', machine: choice.kind }]];
}

export function machineOpened(state: State, identity: MachineIdentity): Step<State> {
  if (state.machine.opened.kind !== 'opening') return [state, []];
  const ready: State = {
    ...state,
    machine: { ...state.machine, opened: { kind: 'ready', identity } },
  };
  return [ready, state.screen.kind === 'lesson' ? planPage(ready, state.screen) : []];
}

export function machineFailed(state: State, because: string): Step<State> {
  return [{ ...state, machine: { ...state.machine, opened: { kind: 'failed', because } } }, []];
}
