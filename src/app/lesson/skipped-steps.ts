import type { ItemId, LessonId } from '../../domain/ids.ts';
import type { Activity } from '../../domain/lesson.ts';
import { mergeEvents } from '../../domain/progress.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';
import { counted } from '../../domain/wording.ts';
import { namesAsked } from './container-names.ts';
import { type Comeback, currentActivity, isDone, type LessonScreen } from './lesson-state.ts';
import { ownLines } from './lines-up-to.ts';
import { worldAside } from './side-machines.ts';

/** Steps before this page that the machine has not seen, one of which makes what this page's step needs. */
export interface SkippedSteps {
  /** What is missing, and the first page that makes it. */
  readonly name: string;
  readonly page: number;
  readonly steps: number;
  readonly lines: readonly string[];
}

/**
 * What was skipped and is needed: the step names something of the course's (`vvc-…`) that only skipped steps name. null: nothing
 * is known to be missing.
 */
export function skippedSteps(screen: LessonScreen, events: readonly ProgressEvent[]): SkippedSteps | null {
  const { lesson, page, onMachine, comeback } = screen;
  const activity = currentActivity(screen);
  if (activity === null || isDone(activity) || onMachine === null || comeback !== null) return null;
  if (worldAside(lesson, activity.activity) !== null) return null;
  const ran = new Set(onMachine.map(({ commandLine }) => commandLine));
  const history = historyOf(events, lesson.id);
  const skipped = lesson.pages.slice(0, page).flatMap((entry, at) => {
    const lines = ownLines(entry.activity);
    const isOurs = lines.length > 0 && worldAside(lesson, entry.activity) === null;
    return isOurs && !wasDone(entry.activity, lines, ran, history) ? [{ at, lines }] : [];
  });
  const there = new Set([...ran].flatMap(namesIn));
  const own = ownLines(activity.activity);
  const made = own.flatMap(namesAsked);
  const needed = own.flatMap(namesIn).filter((name) => !made.includes(name) && !there.has(name));
  for (const { at, lines } of skipped) {
    const name = lines.flatMap(namesIn).find((one) => needed.includes(one));
    if (name !== undefined) {
      return { name, page: at, steps: skipped.length, lines: skipped.flatMap((step) => step.lines) };
    }
  }
  return null;
}

const namesIn = (line: string): readonly string[] => line.match(/\bvvc-[a-z0-9][a-z0-9_-]*/gi) ?? [];

/** Whether the machine has seen the step: the lesson's own lines, or the learner's, which for a task solved it. */
function wasDone(
  activity: Activity | null,
  lines: readonly string[],
  ran: ReadonlySet<string>,
  history: readonly ProgressEvent[],
): boolean {
  if (activity === null || lines.every((line) => ran.has(line))) return true;
  const own = history.some(
    (event) => event.kind === 'command-run' && event.item === activity.id && ran.has(event.commandLine),
  );
  return own && (activity.kind !== 'task' || isSolved(activity.id, history));
}

const isSolved = (item: ItemId, history: readonly ProgressEvent[]): boolean =>
  history.some((event) => event.kind === 'task-checked' && event.item === item && event.verdict === 'pass');

const known = new WeakMap<
  readonly ProgressEvent[],
  { readonly lesson: LessonId; readonly history: readonly ProgressEvent[] }
>();

/** What happened in the lesson since its machine was last started anew. */
function historyOf(events: readonly ProgressEvent[], lesson: LessonId): readonly ProgressEvent[] {
  const before = known.get(events);
  if (before?.lesson === lesson) return before.history;
  const all = mergeEvents(events).filter((event) => event.lesson === lesson && event.in === undefined);
  const history = all.slice(all.findLastIndex(({ kind }) => kind === 'machine-reset') + 1);
  known.set(events, { lesson, history });
  return history;
}

/** The skipped steps as lines to be run. */
export const skippedComeback = ({ lines }: SkippedSteps): Comeback => ({
  kind: 'offered',
  because: 'skipped',
  lines: lines.map((commandLine) => ({ commandLine, exitCode: 0 })),
  at: 0,
});

/** The offer, where the step stands. */
export function skippedText({ name, page, steps }: SkippedSteps, kind: 'run' | 'predict' | 'task'): string {
  const expects = `This step expects ${name} from page ${page + 1}.`;
  const before =
    steps === 1 ? 'the skipped step before it' : `the ${counted(steps, 'skipped step')} before it`;
  if (kind === 'task') return `${expects} Ctrl-R does ${before}.`;
  const alone = kind === 'run' ? ' r runs it alone.' : '';
  return `${expects} Enter does ${before} first.${alone}`;
}
