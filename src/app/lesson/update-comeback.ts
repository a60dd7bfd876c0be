import type { Step } from '../effect.ts';
import type { Replayed } from '../replay.ts';
import { ownKind, type State } from '../state.ts';
import { backText } from './back-text.ts';
import type { LessonScreen } from './lesson-state.ts';

/** Ctrl-R: runs the lines of earlier sittings on the learner's own engine, in sight and one after the other. */
export function runEarlier(state: State, screen: LessonScreen): Step<State> {
  const { comeback } = screen;
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
  const footer = `Again, ${at + 1} of ${screen.comeback.lines.length}: ${commandLine}`;
  return [{ ...state, footer, screen: shown }, []];
}

export function replayEnded(state: State, run: number, replayed: Replayed): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson' || screen.running?.run !== run || screen.comeback === null) return [state, []];
  const onMachine = [...(screen.onMachine ?? []), ...screen.comeback.lines.slice(0, replayed.ran)];
  const shown: LessonScreen = { ...screen, running: null, comeback: null, onMachine };
  return [{ ...state, footer: backText(replayed, state.size), screen: shown }, []];
}
