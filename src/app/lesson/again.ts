import { lineAgain, namesTaken, takenName } from './container-names.ts';
import { printed } from './explain-failure.ts';
import { type LessonScreen, lineOf, type PredictState, type RunState } from './lesson-state.ts';
import { linesHere } from './step-place.ts';

/** What running the activity once more takes: names it took itself are made free first. */
export function againLine(screen: LessonScreen, activity: RunState | PredictState): string | null {
  const command = activity.kind === 'run' ? activity.command : activity.activity.command;
  const found =
    activity.ended && takenName(lineOf(activity), activity.ended.exitCode, printed(activity.output));
  const taken = [...namesTaken(linesHere(screen)), ...(found ? [found] : [])];
  const line = lineAgain(command, taken);
  return line === command ? null : line;
}
