import { assertNever } from '../../domain/assert-never.ts';
import { paneInner } from '../layout.ts';
import type { ActivityState } from './lesson-state.ts';
import { currentActivity } from './lesson-state.ts';
import { runPane } from './pane-command.ts';
import { composedPane } from './pane-composed.ts';
import type { PaneContent, PaneContext, Pen } from './pane-parts.ts';
import { predictPane } from './pane-predict.ts';
import { choicePane, fillInPane } from './pane-question.ts';
import { taskPane } from './pane-task.ts';

export const isTabular = (activity: ActivityState): boolean =>
  activity.kind === 'run' || activity.kind === 'task' || activity.kind === 'predict';

export function paneContent(context: PaneContext): PaneContent | null {
  const activity = currentActivity(context.screen);
  if (activity === null) return null;
  const width = paneInner(context.size, isTabular(activity));
  const pen: Pen = { width, docs: context.screen.docs?.text ?? {}, context };
  switch (activity.kind) {
    case 'run':
      return runPane(activity, pen);
    case 'task':
      return taskPane(activity, pen);
    case 'predict':
      return predictPane(activity, pen);
    case 'choice':
      return choicePane(activity, pen);
    case 'fill-in':
      return fillInPane(activity, pen);
    case 'multiple':
    case 'true-false':
    case 'order':
    case 'match':
    case 'fault':
      return composedPane(activity, pen);
    default:
      return assertNever(activity);
  }
}
