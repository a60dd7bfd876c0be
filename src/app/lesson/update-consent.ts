import { grantedFor, remembered } from '../consent.ts';
import type { Step } from '../effect.ts';
import type { Event } from '../event.ts';
import { withLine } from '../output/transcript.ts';
import type { ConsentOverlay, State } from '../state.ts';
import { type LessonScreen, withActivity } from './lesson-state.ts';

type Wanted = Extract<Event, { readonly kind: 'consent-wanted' }>;

/** Shows the line and asks; a line that was given up meanwhile is not asked about. */
export function consentWanted(state: State, { asked, shown, effect }: Wanted): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'lesson' || screen.running?.run !== asked.run) return [state, []];
  if (screen.running.stopping) return notRun(state, screen);
  return [{ ...state, overlay: { kind: 'consent', asked, shown, effect, scroll: 0 } }, []];
}

/** Yes, this once or for the session: what waited goes on as if nobody had asked. */
export function agree(state: State, { asked, effect }: ConsentOverlay, always: boolean): Step<State> {
  const agreed = grantedFor(effect, always);
  return [{ ...state, overlay: null, consent: remembered(state.consent, always) }, [{ ...asked, agreed }]];
}

export function disagree(state: State): Step<State> {
  const closed: State = { ...state, overlay: null };
  return state.screen.kind === 'lesson' ? notRun(closed, state.screen) : [closed, []];
}

function notRun(state: State, screen: LessonScreen): Step<State> {
  const footer = 'Nothing was run.';
  const { running, comeback } = screen;
  const idle: LessonScreen = {
    ...screen,
    running: null,
    comeback: comeback?.because === 'skipped' ? null : comeback && { ...comeback, kind: 'offered', at: 0 },
  };
  const activity = running && screen.activities[running.page];
  if (running === null || activity?.kind !== 'task' || comeback?.kind === 'running')
    return [{ ...state, footer, screen: idle }, []];
  const output = withLine(activity.output, { kind: 'status', text: 'not run' });
  return [{ ...state, footer, screen: withActivity(idle, { ...activity, output }, running.page) }, []];
}
