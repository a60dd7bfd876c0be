import { clamp } from '../layout.ts';
import type { State } from '../state.ts';
import { currentActivity, type LessonScreen, withActivity } from './lesson-state.ts';
import { type LessonView, lessonView } from './lesson-view.ts';

/** Moves what is in focus by lines; stops at its ends. */
export function scrollBy(state: State, screen: LessonScreen, lines: number): LessonScreen {
  const view = lessonView(state, screen);
  if (screen.focus === 'activity' && view.pane !== null) {
    return { ...screen, paneScroll: clamp(view.pane.top + lines, 0, view.pane.max) };
  }
  return { ...screen, scroll: clamp(view.proseTop + lines, 0, view.proseMax) };
}

/** A page is the window less one line, so that the eye finds where it was. */
export function scrollPage(state: State, screen: LessonScreen, by: 1 | -1): LessonScreen {
  const view = lessonView(state, screen);
  const rows = screen.focus === 'activity' ? (view.pane?.bodyRows ?? 2) : view.proseRows;
  return scrollBy(state, screen, by * Math.max(1, rows - 1));
}

/** Moves the output that stays in sight above what is said of it. */
export function scrollOutput(state: State, screen: LessonScreen, by: 1 | -1): LessonScreen {
  const output = lessonView(state, screen).pane?.output ?? null;
  const activity = currentActivity(screen);
  if (output === null || activity?.kind !== 'predict') return screen;
  const outputTop = clamp(output.top + by * output.step, 0, output.max);
  return withActivity(screen, { ...activity, outputTop });
}

export const atEnd = (view: LessonView, focus: LessonScreen['focus']): boolean =>
  focus === 'activity' && view.pane !== null
    ? view.pane.top >= view.pane.max
    : view.proseTop >= view.proseMax;

/** Keeps the end of the pane in sight when it grows, as long as the learner has not scrolled away from it. */
export function following(before: State, was: LessonScreen, after: State, now: LessonScreen): LessonScreen {
  const old = lessonView(before, was).pane;
  const grown = lessonView(after, now).pane;
  if (grown === null || (old !== null && old.top < old.max)) return now;
  return { ...now, paneScroll: grown.max };
}

/**
 * Shows what an answer was told: from the question on, if the answer that was given fits below it, and as much as there
 * is room for of the reason.
 */
export function showVerdict(state: State, screen: LessonScreen): LessonScreen {
  const pane = lessonView(state, screen).pane;
  if (pane === null || pane.feedback === null) return screen;
  const { from, to, end } = pane.feedback;
  const rows = pane.bodyRows;
  const lowest = to - from < rows ? from : to - rows + 1;
  return { ...screen, paneScroll: clamp(Math.min(lowest, end - rows + 1), 0, pane.max) };
}

/** Once a command has ended: the end of its output stays above what there is to see in it. */
export function showNotice(state: State, screen: LessonScreen): LessonScreen {
  const pane = lessonView(state, screen).pane;
  const row = pane?.body.findLastIndex((entry) => entry.tone === 'heading') ?? -1;
  if (pane === null || row < 0) return screen;
  return { ...screen, paneScroll: clamp(row - 2 - Math.ceil(pane.bodyRows / 3), 0, pane.max) };
}
