import type { RanCommand, Verdict } from '../../domain/goal.ts';
import type {
  Hint,
  Lesson,
  Page,
  PredictActivity,
  QuestionActivity,
  RunActivity,
  TaskActivity,
} from '../../domain/lesson.ts';
import type { ChoiceQuestion, FillInQuestion, Judgement, NumericQuestion } from '../../domain/question.ts';
import type { CommandExit, CommandPlan, MachineIdentity } from '../../machine/machine.ts';
import type { LineEditor } from '../line-editor/line-editor.ts';
import type { Transcript } from '../output/transcript.ts';
import type { Typeset } from '../typesetter.ts';
import type { RanLine } from './container-names.ts';
import type { ComposedState } from './question-state.ts';
import type { SideMachines } from './side-machines.ts';

/** A lesson being read: which page, how far, and what was done on each page in this sitting. */
export interface LessonScreen {
  readonly kind: 'lesson';
  readonly lesson: Lesson;
  /** Index into `lesson.pages`. */
  readonly page: number;
  /** First visible line of the prose, and of the pane. */
  readonly scroll: number;
  readonly paneScroll: number;
  readonly focus: 'prose' | 'activity';
  /** This page set for this width; null until the typesetter has answered. */
  readonly docs: { readonly key: string; readonly text: Typeset } | null;
  /** By page index. */
  readonly activities: Readonly<Record<number, ActivityState>>;
  readonly running: RunningCommand | null;
  /** What has run on the machine that is open, since its start; null: none was open in this sitting. */
  readonly onMachine: readonly RanLine[] | null;
  readonly comeback: Comeback | null;
  readonly side: SideMachines;
  /** Shown from elsewhere: the lines that bring the machine to this page, instead of what ran in earlier sittings. */
  readonly prelude?: readonly RanLine[];
  readonly search: Search | null;
}

/**
 * Lines of an earlier sitting, or of skipped steps, that this machine has not seen: offered to be run, or being run.
 * `because` says what became of the machine they ran on; shown: they are the lesson's own, of the pages before.
 */
export interface Comeback {
  readonly kind: 'offered' | 'running';
  readonly because: 'left' | 'switched' | 'shown' | 'skipped';
  readonly lines: readonly RanLine[];
  /** The line that runs now. */
  readonly at: number;
}

export interface RunningCommand {
  readonly run: number;
  readonly page: number;
  readonly commandLine: string;
  readonly stopping: boolean;
  /** On a simulated machine beside the learner's own; absent: on that. */
  readonly aside?: RunsAside;
}

export interface RunsAside {
  readonly world: string | null;
  readonly identity: MachineIdentity;
  readonly engineGone: boolean;
}

export interface Search {
  /** Open while the learner types; null once entered. */
  readonly editor: LineEditor | null;
  readonly query: string;
  /** Line of the page the search stands on; `pending` waits for the page to be set. */
  readonly hit: number | null;
  readonly pending: 'first' | 'last' | null;
  /** The other pages are being set to be looked through in that direction. */
  readonly looking: 1 | -1 | null;
}

export type ActivityState = RunState | TaskState | PredictState | ChoiceState | FillInState | ComposedState;

export interface RunState {
  readonly kind: 'run';
  readonly activity: RunActivity;
  readonly command: string;
  /** What runs, or ran last, when not `command`: with the names it takes made free first. */
  readonly line: string | null;
  /** How it ended in an earlier sitting; null: it was not run there. */
  readonly before: { readonly exitCode: number } | null;
  readonly plan: CommandPlan | null;
  readonly editor: LineEditor | null;
  readonly output: Transcript;
  readonly ended: Ended | null;
}

/** How a command ended, and on which machine: another one may be open by the time it is looked at. */
export interface Ended extends CommandExit {
  readonly on: string;
}

export interface TaskState {
  readonly kind: 'task';
  readonly activity: TaskActivity;
  readonly editor: LineEditor;
  readonly output: Transcript;
  readonly ran: readonly RanCommand[];
  readonly check: CheckState;
  readonly checks: number;
  readonly hints: readonly Hint[];
  /** After how many lines of output each hint, and the solution, was shown; they stay where they came up. */
  readonly shownAt: readonly number[];
  readonly solutionAt: number;
  readonly solutionShown: boolean;
  /** Names the solution takes that the learner's own tries held when it was shown. */
  readonly solutionFrees: readonly string[];
  /** A hint was asked for and is being chosen. */
  readonly picking: boolean;
  /** Solved in an earlier sitting. */
  readonly before: boolean;
  readonly completions: readonly string[];
}

export type CheckState = { readonly kind: 'none' } | { readonly kind: 'checking' } | Verdict;

export interface PredictState {
  readonly kind: 'predict';
  readonly activity: PredictActivity;
  readonly choice: Choosing;
  /** As in RunState. */
  readonly line: string | null;
  /** Answered, and run, in an earlier sitting. */
  readonly before: boolean;
  readonly plan: CommandPlan | null;
  readonly output: Transcript;
  readonly ended: Ended | null;
  readonly othersShown: boolean;
  /** The first row of the output in sight, where it does not fit; null: its end is. */
  readonly outputTop: number | null;
}

export interface ChoiceState {
  readonly kind: 'choice';
  readonly activity: QuestionActivity;
  readonly question: ChoiceQuestion;
  readonly choice: Choosing;
  /** Answered in an earlier sitting. */
  readonly before: boolean;
}

export interface Choosing {
  /** Indices into the question's options, in the order shown. */
  readonly order: readonly number[];
  /** Place in `order` the pointer stands on. */
  readonly pointer: number;
  readonly answered: { readonly index: number; readonly judgement: Judgement } | null;
}

export interface FillInState {
  readonly kind: 'fill-in';
  readonly activity: QuestionActivity;
  readonly question: FillInQuestion | NumericQuestion;
  readonly editor: LineEditor;
  readonly before: boolean;
  readonly answered: { readonly text: string; readonly judgement: Judgement } | null;
}

export function currentPage(screen: LessonScreen): Page {
  const page = screen.lesson.pages[screen.page];
  if (page === undefined) throw new Error(`lesson ${screen.lesson.id} has no page ${screen.page}`);
  return page;
}

export const currentActivity = (screen: LessonScreen): ActivityState | null =>
  screen.activities[screen.page] ?? null;

export function withActivity(
  screen: LessonScreen,
  activity: ActivityState,
  page: number = screen.page,
): LessonScreen {
  return { ...screen, activities: { ...screen.activities, [page]: activity } };
}

/** Whether the page's activity was done, in this sitting or an earlier one, so that going forward may go on. */
export function isDone(activity: ActivityState | null): boolean {
  if (activity === null) return true;
  switch (activity.kind) {
    case 'run':
      return activity.ended !== null || activity.before !== null;
    case 'task':
      return activity.check.kind === 'pass' || activity.before;
    case 'predict':
      return activity.ended !== null || activity.before;
    case 'choice':
      return activity.choice.answered !== null;
    default:
      return activity.answered !== null;
  }
}

/** Whether it is a question that is put together from several keys. */
export function isComposed(activity: ActivityState): activity is ComposedState {
  switch (activity.kind) {
    case 'multiple':
    case 'true-false':
    case 'order':
    case 'match':
    case 'fault':
      return true;
    default:
      return false;
  }
}

/** The line a run step or a prediction runs, or ran last. */
export const lineOf = (activity: RunState | PredictState): string =>
  activity.line ?? (activity.kind === 'run' ? activity.command : activity.activity.command);
