import { assertNever } from '../../domain/assert-never.ts';
import { chosenMachine, type MachineState } from '../state.ts';
import { comebackText } from './explain-failure.ts';
import type { Comeback, LessonScreen } from './lesson-state.ts';
import { type PaneRow, textRows } from './pane-row.ts';

interface Seen {
  readonly screen: LessonScreen;
  readonly machine: MachineState;
}

/** What there is to know of the machine before a command runs on it; usually nothing. */
export function machineRows({ screen, machine }: Seen, width: number): readonly PaneRow[] {
  const { opened } = machine;
  switch (opened.kind) {
    case 'failed':
      return textRows(failedText(machine, opened.because), 'note', width);
    case 'opening':
      return [{ text: 'The machine is starting…', tone: 'dim' }];
    case 'closed':
      return chosenMachine(machine) === null ? [{ text: 'Looking for Docker…', tone: 'dim' }] : [];
    case 'ready':
      return screen.comeback === null ? [] : comebackRows(screen.comeback, width);
    default:
      return assertNever(opened);
  }
}

function failedText(machine: MachineState, because: string): string {
  const next = chosenMachine(machine)?.kind === 'simulated' ? 'starts the simulator' : 'tries again';
  return `No machine: ${because.replace(/\.$/, '')}. Running a command ${next}.`;
}

function comebackRows(comeback: Comeback, width: number): readonly PaneRow[] {
  if (comeback.kind === 'offered') return textRows(comebackText(comeback), 'note', width);
  const begun = comeback.lines.slice(0, comeback.at + 1);
  return begun.flatMap(({ commandLine }) => textRows(`$ ${commandLine}`, 'dim', width));
}
