import { type ExplainedLine, explainedLines } from '../../domain/output-why.ts';
import type { Step } from '../effect.ts';
import type { State } from '../state.ts';
import { type ActivityState, currentActivity, type LessonScreen } from './lesson-state.ts';
import { type PaneRow, textRows } from './pane-row.ts';

type Shown = Pick<Extract<ActivityState, { readonly output: unknown }>, 'activity' | 'output'>;

/** The lines that stand in the pane's output and that the lesson explains. */
export function whysShown({ activity, output }: Shown): readonly ExplainedLine[] {
  const printed = output.lines.filter(({ kind }) => kind === 'stdout' || kind === 'stderr');
  return explainedLines(
    activity.whys ?? [],
    printed.map(({ text }) => text),
  );
}

/** Tells that there are some, and how to ask. */
export function whyRows(state: Shown, width: number): readonly PaneRow[] {
  const { length } = whysShown(state);
  if (length === 0) return [];
  const what = length === 1 ? 'a line of this' : `${length} lines of this`;
  const how = state.activity.kind === 'task' ? 'Typing why explains' : 'w explains';
  return textRows(`${how} ${what}.`, 'dim', width);
}

/** Explains them over the screen; says so when there is nothing to explain. */
export function openWhy(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  const lines = activity !== null && 'output' in activity ? whysShown(activity) : [];
  return lines.length === 0
    ? [{ ...state, footer: 'No line here has an explanation of its own.' }, []]
    : [{ ...state, overlay: { kind: 'why', lines, scroll: 0 } }, []];
}
