import { assertNever } from '../../domain/assert-never.ts';
import { chosenMachine, type MachineState } from '../state.ts';
import { comebackText } from './explain-failure.ts';
import { type Comeback, currentActivity } from './lesson-state.ts';
import type { PaneContext } from './pane-parts.ts';
import { commandRows, type PaneRow, textRows } from './pane-row.ts';
import { runsSimulated, worldAside } from './side-machines.ts';
import { skippedSteps, skippedText } from './skipped-steps.ts';

type Seen = Pick<PaneContext, 'screen' | 'machine' | 'events'>;

/** What there is to know of the machine before a command runs on it; usually nothing. */
export function machineRows({ screen, machine, events }: Seen, width: number): readonly PaneRow[] {
  const { opened } = machine;
  switch (opened.kind) {
    case 'failed':
      return textRows(failedText(machine, opened.because), 'note', width);
    case 'opening':
      return [{ text: 'The machine is starting…', tone: 'dim' }];
    case 'closed':
      return chosenMachine(machine) === null ? [{ text: 'Looking for Docker…', tone: 'dim' }] : [];
    case 'ready':
      return screen.comeback === null
        ? [...asideRows({ screen, machine }, width), ...skippedRows({ screen, machine, events }, width)]
        : comebackRows(screen.comeback, width);
    default:
      return assertNever(opened);
  }
}

/** Where it is not the learner's machine that runs the step, this is said before. */
function asideRows({ screen, machine }: Omit<Seen, 'events'>, width: number): readonly PaneRow[] {
  const { lesson, side, page } = screen;
  const world = worldAside(lesson, currentActivity(screen)?.activity ?? null);
  if (world !== null) return simulatedRows('step', `it plays on another computer, ${world}`, width);
  const fallen = side.fallen[page];
  if (fallen !== undefined) return simulatedRows('step', fallen, width);
  const own = lesson.world ?? null;
  if (own === null || chosenMachine(machine)?.kind !== 'live') return [];
  return simulatedRows('lesson', `it plays on another computer, ${own}`, width);
}

/** What the step needs and the machine lacks because a step before was skipped. */
export function skippedRows({ screen, machine, events }: Seen, width: number): readonly PaneRow[] {
  const kind = currentActivity(screen)?.kind;
  if (machine.opened.kind !== 'ready' || (kind !== 'run' && kind !== 'predict' && kind !== 'task')) return [];
  const skipped = skippedSteps(screen, events);
  return skipped === null ? [] : textRows(skippedText(skipped, kind), 'note', width);
}

const simulatedRows = (what: 'step' | 'lesson', because: string, width: number): readonly PaneRow[] =>
  textRows(runsSimulated(what, because), 'note', width);

function failedText(machine: MachineState, because: string): string {
  const next = chosenMachine(machine)?.kind === 'simulated' ? 'starts the simulator' : 'tries again';
  return `No machine: ${because.replace(/\.$/, '')}. Running a command ${next}.`;
}

function comebackRows(comeback: Comeback, width: number): readonly PaneRow[] {
  if (comeback.kind === 'offered') return textRows(comebackText(comeback), 'note', width);
  const begun = comeback.lines.slice(0, comeback.at + 1);
  return begun.flatMap(({ commandLine }) => commandRows('$ ', commandLine, width, 'dim'));
}
