import { currentActivity, type LessonScreen } from './lesson/lesson-state.ts';
import type { LineEditor } from './line-editor/line-editor.ts';
import type { State } from './state.ts';

/** The line the keys go to: a search, a command, the prompt of a task, an answer in words; null: none is typed. */
export function typedLine({ screen }: State): LineEditor | null {
  switch (screen.kind) {
    case 'search':
      return screen.editor;
    case 'quiz':
      return lineIn(screen.sheet);
    case 'lesson':
      return lineIn(screen);
    default:
      return null;
  }
}

function lineIn(screen: LessonScreen): LineEditor | null {
  if (screen.search?.editor) return screen.search.editor;
  const activity = currentActivity(screen);
  if (screen.focus !== 'activity' || activity === null || !('editor' in activity)) return null;
  return activity.editor;
}
