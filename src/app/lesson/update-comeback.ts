import type { Effect, Step } from '../effect.ts';
import type { Replayed } from '../replay.ts';
import { ownKind, type State } from '../state.ts';
import { backText, caughtUpText } from './back-text.ts';
import type { LessonScreen } from './lesson-state.ts';
import { ownLines } from './lines-up-to.ts';
import { skippedComeback, skippedSteps } from './skipped-steps.ts';
import { stamp } from './update-command.ts';

/** Enter on a step that needs skipped ones: does those first, then what was meant. null: it needs none. */
export function runSkipped(state: State, screen: LessonScreen): Step<State> | null {
  const ready = state.machine.opened.kind === 'ready' && screen.running === null;
  if (!ready || skippedSteps(screen, state.events) === null) return null;
  const [next, effects] = runEarlier(state, screen);
  return [{ ...next, waiting: 'accept' }, effects];
}

/** Ctrl-R: runs the lines of earlier sittings, or of skipped steps, in sight and one after the other. */
export function runEarlier(state: State, screen: LessonScreen): Step<State> {
  const skipped = skippedSteps(screen, state.events);
  const comeback = screen.comeback ?? (skipped && skippedComeback(skipped));
  if (comeback === null) return [{ ...state, footer: 'There are no earlier commands to run again.' }, []];
  if (screen.running !== null) {
    return [{ ...state, footer: 'A command is still running. Ctrl-C stops it.' }, []];
  }
  const [first] = comeback.lines;
  if (state.machine.opened.kind !== 'ready' || first === undefined) return [state, []];
  const run = state.nextRun;
  const running = { run, page: screen.page, commandLine: first.commandLine, stopping: false };
  const shown: LessonScreen = { ...screen, running, comeback: { ...comeback, kind: 'running', at: 0 } };
  const agreed = ownKind(state) === 'live' ? { agreed: state.consent } : {};
  const lines = comeback.lines.map(({ commandLine }) => commandLine);
  return [{ ...state, nextRun: run + 1, screen: shown }, [{ kind: 'replay', run, lines, ...agreed }]];
}

/** The footer names the line too, for pages without a pane. */
export function replayLine(state: State, run: number, at: number): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson' || screen.running?.run !== run || screen.comeback === null) return [state, []];
  const commandLine = screen.comeback.lines[at]?.commandLine ?? '';
  const running = { ...screen.running, commandLine };
  const shown: LessonScreen = { ...screen, running, comeback: { ...screen.comeback, at } };
  const what = screen.comeback.because === 'skipped' ? 'Skipped' : 'Again';
  const footer = `${what}, ${at + 1} of ${screen.comeback.lines.length}: ${commandLine}`;
  return [{ ...state, footer, screen: shown }, []];
}

export function replayEnded(state: State, run: number, replayed: Replayed): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson' || screen.running?.run !== run || screen.comeback === null) return [state, []];
  const onMachine = [...(screen.onMachine ?? []), ...screen.comeback.lines.slice(0, replayed.ran)];
  const shown: LessonScreen = { ...screen, running: null, comeback: null, onMachine };
  const footer =
    screen.comeback.because === 'skipped' ? caughtUpText(replayed) : backText(replayed, state.size);
  const waiting = replayed.ran < replayed.all ? null : state.waiting;
  const saved = screen.comeback.because === 'skipped' ? saveSkipped(state, screen, replayed) : [];
  return [{ ...state, waiting, footer, screen: shown }, saved];
}

/** Lines of skipped steps are lines that ran: who comes back finds the machine as it is now. */
function saveSkipped(state: State, screen: LessonScreen, { exitCodes = [] }: Replayed): readonly Effect[] {
  const { lesson, page, comeback } = screen;
  const machine = stamp(state);
  if (machine === null) return [];
  return exitCodes.flatMap((exitCode, at): readonly Effect[] => {
    const commandLine = comeback?.lines[at]?.commandLine ?? '';
    const step = lesson.pages.slice(0, page).find(({ activity }) => ownLines(activity).includes(commandLine));
    if (step?.activity == null || exitCode === null) return [];
    const { id: item, hash } = step.activity;
    const ran = {
      kind: 'command-run' as const,
      lesson: lesson.id,
      item,
      hash,
      commandLine,
      exitCode,
      machine,
    };
    return [{ kind: 'save-event', event: ran }];
  });
}
