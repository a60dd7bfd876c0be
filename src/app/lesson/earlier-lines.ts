import type { ItemId, LessonId } from '../../domain/ids.ts';
import { mergeEvents } from '../../domain/progress.ts';
import type { MachineStamp, ProgressEvent } from '../../domain/progress-event.ts';
import type { RanLine } from './container-names.ts';

/** More than any lesson has steps; bounds what coming back may cost. */
export const mostLines = 150;
/** 128 + SIGINT: what Ctrl-C leaves. */
const stoppedExit = 130;

/**
 * The command lines the learner has run in this lesson since its machine was last started anew, oldest first: run
 * in order on a fresh machine they bring it to where it was left. At most the last `mostLines`. Lines the learner
 * stopped are left out; with `on`, so are those that ran on the other kind of machine, and with `of` those of other items.
 */
export function earlierLines(
  events: readonly ProgressEvent[],
  lesson: LessonId,
  on?: MachineStamp['kind'],
  of: (item: ItemId) => boolean = () => true,
): readonly RanLine[] {
  const history = mergeEvents(events).filter((event) => event.lesson === lesson);
  const start = history.findLastIndex((event) => event.kind === 'machine-reset') + 1;
  return history
    .slice(start)
    .flatMap((event) =>
      event.kind === 'command-run' &&
      event.exitCode !== stoppedExit &&
      (on === undefined || event.machine.kind === on) &&
      of(event.item)
        ? [{ commandLine: event.commandLine, exitCode: event.exitCode }]
        : [],
    )
    .slice(-mostLines);
}
