import { itemsOf, type Lesson } from '../../domain/lesson.ts';
import { deriveProgress, mergeEvents } from '../../domain/progress.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';
import type { LessonSummary } from '../ports.ts';
import type { State } from '../state.ts';

/** What the result page tells. */
export interface LessonResult {
  readonly kinds: readonly KindResult[];
  /** What was shown on request, each kind that was. */
  readonly help: readonly HelpUsed[];
  /** Pages worth another look, in their order. */
  readonly again: readonly PageAgain[];
  /** Time spent in it: pauses of more than ten minutes are left out. */
  readonly spentMs: number;
  readonly next: LessonSummary | null;
}

export interface KindResult {
  readonly label: string;
  readonly done: number;
  readonly all: number;
}

export interface HelpUsed {
  readonly label: string;
  readonly count: number;
}

export interface PageAgain {
  readonly page: number;
  readonly heading: string;
  /** Not done at all; answered wrongly at first; wrong at first, but right later. */
  readonly why: 'open' | 'wrong' | 'right-since';
}

export function lessonResult(state: Pick<State, 'events' | 'course'>, lesson: Lesson): LessonResult {
  const shape = {
    id: lesson.id,
    pageIds: lesson.pages.map((page) => page.id),
    items: itemsOf(lesson).map(({ id, kind, hash }) => ({ id, kind, hash })),
  };
  const progress = deriveProgress(state.events, [shape]).lessons.get(lesson.id);
  const items = [...(progress?.items.values() ?? [])];
  const runs = items.filter((item) => item.kind === 'run');
  const score = progress?.score;
  const kinds = [
    { label: 'Commands run', done: runs.filter((item) => item.done).length, all: runs.length },
    { label: 'Tasks solved', done: score?.tasksPassed ?? 0, all: score?.tasksAll ?? 0 },
    { label: 'Answers right the first time', done: score?.firstRight ?? 0, all: score?.questionsAll ?? 0 },
  ].filter((kind) => kind.all > 0);
  const help = [
    { label: 'Hints used', count: items.reduce((sum, item) => sum + item.hintsShown, 0) },
    { label: 'Solutions shown', count: items.filter((item) => item.solutionShown).length },
  ].filter(({ count }) => count > 0);
  const again = lesson.pages.flatMap(({ activity, heading }, page): readonly PageAgain[] => {
    const item = activity && progress?.items.get(activity.id);
    if (!item) return [];
    if (!item.done) return [{ page, heading, why: 'open' }];
    if (item.firstVerdict !== 'wrong') return [];
    return [{ page, heading, why: item.lastVerdict === 'right' ? 'right-since' : 'wrong' }];
  });
  const at = state.course.findIndex((entry) => entry.id === lesson.id);
  return { kinds, help, again, spentMs: spentMs(state.events, lesson), next: state.course[at + 1] ?? null };
}

const longestPauseMs = 600_000;

function spentMs(events: readonly ProgressEvent[], lesson: Lesson): number {
  const times = mergeEvents(events)
    .filter((event) => event.lesson === lesson.id)
    .map((event) => event.at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return gaps.filter((gap) => gap > 0 && gap <= longestPauseMs).reduce((sum, gap) => sum + gap, 0);
}

export const minutesText = (ms: number): string =>
  ms < 60_000 ? 'under a minute' : `${Math.round(ms / 60_000)} min`;
