import type { LessonSummary } from '../app/ports.ts';
import type { LookedAt } from '../app/review/look-at-reviews.ts';
import type { LessonId } from '../domain/ids.ts';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import { deriveProgress, type LessonProgress } from '../domain/progress.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import { type ConceptResult, resultsByConcept } from '../domain/results.ts';
import { dayOf, type LocalOffset } from '../domain/schedule/local-day.ts';
import { type Streak, streakOf } from '../domain/streak.ts';

/** What `vmvscontainer progress` says; with --json it is printed as it stands, so its keys are a contract. */
export interface ProgressReport {
  readonly lessons: { readonly all: number; readonly done: number; readonly begun: number };
  readonly questions: { readonly all: number; readonly answered: number; readonly rightAtFirst: number };
  readonly labs: { readonly all: number; readonly passed: number };
  readonly streak: Streak;
  /** Where commands ran and tasks were checked, the most used first. */
  readonly machines: readonly MachineUse[];
  /** `waiting`: due too, but beyond the day's limit. */
  readonly review: {
    readonly due: number;
    readonly waiting: number;
    readonly doneToday: number;
    readonly next: NextReview | null;
  };
  readonly byLesson: readonly LessonRow[];
  readonly byConcept: readonly ConceptResult[];
  readonly next: NextStep;
  readonly events: number;
}

interface MachineUse {
  readonly kind: 'live' | 'simulated';
  readonly engine: string;
  readonly commands: number;
  readonly checks: number;
}

interface NextReview {
  readonly inDays: number;
  readonly count: number;
}

export interface LessonRow {
  readonly id: LessonId;
  readonly title: string;
  readonly state: 'new' | 'in-progress' | 'done';
  readonly steps: { readonly done: number; readonly all: number };
  readonly questions: { readonly all: number; readonly answered: number; readonly rightAtFirst: number };
  readonly labs: { readonly all: number; readonly passed: number };
}

export interface ReportAt {
  readonly now: number;
  readonly offset: LocalOffset;
  readonly reviews: Pick<LookedAt, 'schedule' | 'due'>;
}

/** Everything is derived from the log anew; nothing of it is kept. */
export function progressReport(
  events: readonly ProgressEvent[],
  course: readonly LessonSummary[],
  { now, offset, reviews: { schedule, due } }: ReportAt,
): ProgressReport {
  const progress = deriveProgress(events, course);
  const byConcept = resultsByConcept(events, course);
  const byLesson = course.map((lesson) => rowOf(lesson, progress.lessons.get(lesson.id)));
  const count = (kind: LessonRow['state']) => byLesson.filter(({ state }) => state === kind).length;
  return {
    lessons: { all: byLesson.length, done: count('done'), begun: count('in-progress') },
    questions: {
      all: total(byLesson, ({ questions }) => questions.all),
      answered: total(byLesson, ({ questions }) => questions.answered),
      rightAtFirst: total(byLesson, ({ questions }) => questions.rightAtFirst),
    },
    labs: {
      all: total(byLesson, ({ labs }) => labs.all),
      passed: total(byLesson, ({ labs }) => labs.passed),
    },
    streak: streakOf(events, now, (ms) => dayOf(ms, offset)),
    machines: machineUse(events),
    review: {
      due: due.items.length,
      waiting: due.all - due.items.length,
      doneToday: due.doneToday,
      next: due.next && { inDays: due.next.day - schedule.today, count: due.next.count },
    },
    byLesson,
    byConcept,
    next: nextStep(
      { progress, results: byConcept, due: due.items.length, skippable: skippableIn(events) },
      course,
    ),
    events: events.length,
  };
}

const total = (rows: readonly LessonRow[], of: (row: LessonRow) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

function rowOf({ id, title, items }: LessonSummary, progress: LessonProgress | undefined): LessonRow {
  const score = progress?.score;
  return {
    id,
    title,
    state: progress?.state.kind ?? 'new',
    steps: {
      done: [...(progress?.items.values() ?? [])].filter(({ done }) => done).length,
      all: items.length,
    },
    questions: {
      all: score?.questionsAll ?? 0,
      answered: score?.answered ?? 0,
      rightAtFirst: score?.firstRight ?? 0,
    },
    labs: { all: score?.tasksAll ?? 0, passed: score?.tasksPassed ?? 0 },
  };
}

function machineUse(events: readonly ProgressEvent[]): readonly MachineUse[] {
  const uses = new Map<
    string,
    { kind: MachineUse['kind']; engine: string; commands: number; checks: number }
  >();
  for (const event of events) {
    if (event.kind !== 'command-run' && event.kind !== 'task-checked') continue;
    const { kind, engine } = event.machine;
    const use = uses.get(`${kind} ${engine}`) ?? { kind, engine, commands: 0, checks: 0 };
    uses.set(`${kind} ${engine}`, use);
    if (event.kind === 'command-run') use.commands += 1;
    else use.checks += 1;
  }
  return [...uses.values()].sort((a, b) => b.commands + b.checks - (a.commands + a.checks));
}

/** What the last placement has excused. */
function skippableIn(events: readonly ProgressEvent[]): readonly LessonId[] {
  return events.findLast((event) => event.kind === 'placement-taken')?.skippable ?? [];
}
