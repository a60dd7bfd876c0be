import type { Activity, Lesson } from '../../domain/lesson.ts';
import { worldAside } from './side-machines.ts';

/**
 * The command lines of a lesson's own pages before `page`, by the world they run in (null: the lesson's own machine): run
 * in order on fresh machines they bring them to where the page finds them. A task gives its first solution.
 */
export function linesUpTo(lesson: Lesson, page: number): ReadonlyMap<string | null, readonly string[]> {
  const lines = new Map<string | null, readonly string[]>();
  for (const { activity } of lesson.pages.slice(0, page)) {
    const world = worldAside(lesson, activity);
    lines.set(world, [...(lines.get(world) ?? []), ...ownLines(activity)]);
  }
  return lines;
}

/** The lines that do a step as the lesson has it. */
export function ownLines(activity: Activity | null): readonly string[] {
  switch (activity?.kind) {
    case 'run':
    case 'predict':
      return [activity.command];
    case 'task':
      return activity.solutions[0] ?? [];
    default:
      return [];
  }
}
