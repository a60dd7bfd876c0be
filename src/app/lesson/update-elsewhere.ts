import type { Step } from '../effect.ts';
import type { Event } from '../event.ts';
import { measure } from '../layout.ts';
import { emptyTranscript, withLine } from '../output/transcript.ts';
import type { State } from '../state.ts';
import { textWidth } from '../text-width.ts';
import { type LessonScreen, withActivity } from './lesson-state.ts';
import { runsSimulated } from './side-machines.ts';
import { inRunning } from './update-command.ts';

/** The learner's engine cannot do it: what it said makes room for what the simulated machine says, and why. */
export function commandMoved(state: State, run: number, moved: CommandMoved): Step<State> {
  const said = runsSimulated('step', moved.because);
  return inRunning(
    { ...state, footer: movedFooter(state, said, moved.world) },
    run,
    (activity, screen, page) => {
      const { world, because, identity, engineGone: gone } = moved;
      const aside = { world, identity, engineGone: gone };
      const fallen = world === null ? { ...screen.side.fallen, [page]: because } : screen.side.fallen;
      const running = screen.running && { ...screen.running, aside };
      const start = activity.kind === 'task' ? activity.output : emptyTranscript;
      const output = withLine(start, { kind: 'refusal', text: said });
      const shown: LessonScreen = { ...screen, running, side: { ...screen.side, fallen } };
      return [withActivity(shown, { ...activity, output }, page), []];
    },
  );
}

/** What comes unforeseen stands below the pane too, because output may be longer than that. */
function movedFooter(state: State, said: string, world: string | null): string | null {
  if (world !== null) return state.footer;
  return textWidth(said) <= measure(state.size) ? said : 'This step runs simulated.';
}

type CommandMoved = Omit<Extract<Event, { readonly kind: 'command-moved' }>, 'kind' | 'run'>;

/** After a conversation its end stands where output would. */
export function commandTalked(
  state: State,
  run: number,
  { left, tail }: { readonly left: boolean; readonly tail: readonly string[] | null },
): Step<State> {
  return inRunning(state, run, (activity, screen, page) => {
    const words = tail === null ? 'What was said there only you have seen.' : 'The end of what stood there:';
    const lines = (tail ?? []).map((text) => ({ kind: 'stdout', text }) as const);
    const status = left ? [{ kind: 'status', text: `You had the terminal. ${words}` } as const] : [];
    const output = [...status, ...lines].reduce(withLine, activity.output);
    return [withActivity(screen, { ...activity, output }, page), []];
  });
}
