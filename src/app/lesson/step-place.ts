import { tokenise } from '../../domain/command-line/tokenise.ts';
import type { Activity } from '../../domain/lesson.ts';
import type { AsideWorld, Effect, SideRun } from '../effect.ts';
import { ownKind, type State } from '../state.ts';
import type { RanLine } from './container-names.ts';
import { currentActivity, type LessonScreen } from './lesson-state.ts';
import { nameAside, replayFor, worldAside } from './side-machines.ts';

/** Why, and in which world, a line of the current page runs beside the learner's machine; null: it runs on that. */
export interface Aside {
  readonly world: string | null;
  readonly because: string;
}

export function placeAside(state: State, screen: LessonScreen, commandLine: string): Aside | null {
  const activity = currentActivity(screen)?.activity ?? null;
  const world = worldAside(screen.lesson, activity);
  if (world !== null) return { world, because: `it plays on another computer, ${world}` };
  if (ownKind(state) !== 'live') return null;
  const because = screen.side.fallen[screen.page];
  if (because !== undefined) return { world: null, because };
  const words = (tokenise(commandLine) ?? []).map(({ text }) => text);
  const name = nameAside(screen.side, words);
  return name === null ? null : { world: null, because: `${name} is on the simulated machine` };
}

/** The machine beside the learner's own that has seen this page's lines, as effects name it. */
export function pageAside(screen: LessonScreen): { readonly aside?: AsideWorld } {
  const world = worldAside(screen.lesson, currentActivity(screen)?.activity ?? null);
  const isAside = world !== null || screen.side.fallen[screen.page] !== undefined;
  return isAside && screen.side.seen.has(world) ? { aside: { world } } : {};
}

/** What has run, since its start, on the machine that this page's commands run on. */
export function linesHere(screen: LessonScreen): readonly RanLine[] {
  const { aside } = pageAside(screen);
  return (aside === undefined ? screen.onMachine : screen.side.histories.get(aside.world)) ?? [];
}

/** The effect that runs the line where it belongs. */
export function runEffect(
  state: State,
  screen: LessonScreen,
  run: Omit<Extract<Effect, { readonly kind: 'run-command' }>, 'kind'>,
): Effect {
  const side = sideRun(state, screen, run.commandLine);
  const agreed = ownKind(state) === 'live' ? { agreed: state.consent } : {};
  return { kind: 'run-command', ...run, ...(side === null ? {} : { side }), ...agreed };
}

/** On a real engine every line may have to go beside; what it would take is handed along. */
function sideRun(state: State, screen: LessonScreen, commandLine: string): SideRun | null {
  const aside = placeAside(state, screen, commandLine);
  if (aside === null && ownKind(state) !== 'live') return null;
  const world = aside?.world ?? null;
  return {
    when: aside === null ? 'cannot' : 'always',
    world,
    because: aside?.because ?? null,
    replay: replayFor(screen.side, world),
    authored: authored(currentActivity(screen)?.activity ?? null),
  };
}

/** The ways the lesson itself has to do this page. */
function authored(activity: Activity | null): readonly (readonly string[])[] {
  switch (activity?.kind) {
    case 'run':
    case 'predict':
      return [[activity.command]];
    case 'task':
      return activity.solutions;
    default:
      return [];
  }
}
