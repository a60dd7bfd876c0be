import type { Activity, Lesson } from '../../domain/lesson.ts';
import { startQueries } from '../../domain/task-start.ts';
import type { Effect, Step } from '../effect.ts';
import { openMachine } from '../open-machine.ts';
import type { State } from '../state.ts';
import { currentActivity, currentPage, type LessonScreen, lineOf, withActivity } from './lesson-state.ts';
import { docsKey, pagePieces } from './pieces.ts';
import { preparedLines, preparedMachines, sideMachines, worldAside } from './side-machines.ts';
import { startActivity } from './start-activity.ts';

/**
 * A lesson on its page `page`; the first one when there is no such page. `prelude`: lines by world that its machines are
 * brought through, instead of what the learner ran there in earlier sittings.
 */
export function enterLesson(
  state: State,
  lesson: Lesson,
  page: number,
  prelude?: ReadonlyMap<string | null, readonly string[]>,
): Step<State> {
  const screen: LessonScreen = {
    kind: 'lesson',
    lesson,
    page: 0,
    scroll: 0,
    paneScroll: 0,
    focus: 'prose',
    docs: null,
    activities: {},
    running: null,
    onMachine: null,
    comeback: null,
    side: prelude === undefined ? sideMachines(lesson, state.events) : preparedMachines(prelude),
    ...(prelude === undefined ? {} : { prelude: preparedLines(prelude.get(null) ?? []) }),
    search: null,
  };
  const told: State = { ...state, footer: lesson.untranslated ?? state.footer };
  const [opened, effects] = goToPage(told, screen, lesson.pages[page] === undefined ? 0 : page);
  if (!lesson.pages.some((entry) => usesMachine(entry.activity))) return [opened, effects];
  const [starting, open] = openMachine(opened);
  return [starting, [...effects, ...open]];
}

const usesMachine = (activity: Activity | null): boolean => activity !== null && activity.kind !== 'question';

/** Shows a page from its top, remembers that it was seen, and has its markdown set. */
export function goToPage(state: State, screen: LessonScreen, page: number): Step<State> {
  const turned: LessonScreen = { ...screen, page, scroll: 0, paneScroll: 0, focus: 'prose', docs: null };
  const { activity, id } = currentPage(turned);
  const known = turned.activities[page] ?? (activity && startActivity(state, turned.lesson, activity));
  const shown = known ? withActivity(turned, known) : turned;
  const effects: Effect[] = [
    { kind: 'save-event', event: { kind: 'page-viewed', lesson: turned.lesson.id, page: id } },
    typesetPage(shown, state),
    ...planPage(state, shown),
  ];
  return [{ ...state, screen: shown }, effects];
}

export const typesetPage = (screen: LessonScreen, state: State): Effect => ({
  kind: 'typeset',
  key: docsKey(screen, state.size),
  pieces: pagePieces(screen, state.size),
});

/** Asks the machine what it would do with the page's command, or how it is before a task, once there is a machine. */
export function planPage(state: State, screen: LessonScreen): readonly Effect[] {
  if (state.machine.opened.kind !== 'ready') return [];
  const activity = currentActivity(screen);
  if (activity?.kind === 'task' && startQueries(activity.activity).length > 0) {
    return [{ kind: 'begin-task', task: activity.activity }];
  }
  if (activity?.kind !== 'run' && activity?.kind !== 'predict') return [];
  if (worldAside(screen.lesson, activity.activity) !== null) return [];
  return [{ kind: 'plan-command', commandLine: lineOf(activity) }];
}
