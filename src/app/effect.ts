import type { RanCommand } from '../domain/goal.ts';
import type { LessonId } from '../domain/ids.ts';
import type { TaskActivity } from '../domain/lesson.ts';
import type { NewProgressEvent, ProgressEvent } from '../domain/progress-event.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { Consent } from './consent.ts';
import type { LessonSummary, SettingsValues } from './ports.ts';
import type { ReviewLimit } from './review/review-stand.ts';
import type { Piece } from './typesetter.ts';

/** What the application wants done in the world. Data; `createRuntime` does it and answers with events. */
export type Effect =
  | { readonly kind: 'find-machines' }
  | {
      readonly kind: 'open-machine';
      readonly machine: MachineChoice['kind'];
      /** Of a simulated machine; absent: the usual one. */
      readonly world?: string;
      /** Agreed to already: the learner's own engine may be looked at. */
      readonly mayLook?: boolean;
      /** Lines to run on it, unseen, before it is handed over. */
      readonly replay: readonly string[];
    }
  | { readonly kind: 'close-machine' }
  | { readonly kind: 'reset-machine' }
  | { readonly kind: 'open-lesson'; readonly lesson: LessonId }
  /** Looks at what is due; `said` is the `lesson/item` of which it is to be said when it comes again. */
  | {
      readonly kind: 'look-at-reviews';
      readonly events: readonly ProgressEvent[];
      readonly course: readonly LessonSummary[];
      readonly limit: ReviewLimit;
      readonly said: string | null;
    }
  /** Reads all there is to find in the course. */
  | { readonly kind: 'read-search' }
  /** Looks at the clock after so many milliseconds; takes the place of the one before. */
  | { readonly kind: 'tick-in'; readonly ms: number }
  /** Reads all lessons of the course. */
  | { readonly kind: 'open-course' }
  | { readonly kind: 'typeset'; readonly key: string; readonly pieces: readonly Piece[] }
  | { readonly kind: 'plan-command'; readonly commandLine: string }
  | {
      readonly kind: 'run-command';
      readonly run: number;
      readonly commandLine: string;
      /** Wall time after which it is stopped; null: as long as it takes. */
      readonly timeoutMs: number | null;
      readonly side?: SideRun;
      /** On the learner's own engine what is not agreed to is asked about instead. */
      readonly agreed?: Consent;
    }
  /** Runs lines that ran before, each told of as it starts. */
  | {
      readonly kind: 'replay';
      readonly run: number;
      readonly lines: readonly string[];
      readonly agreed?: Consent;
    }
  | { readonly kind: 'stop-command' }
  /** The learner is before this task now: what it compares with is looked at, if it has not begun yet. */
  | { readonly kind: 'begin-task'; readonly task: TaskActivity }
  | {
      readonly kind: 'check-goal';
      readonly check: number;
      readonly task: TaskActivity;
      readonly ran: readonly RanCommand[];
      readonly aside?: AsideWorld;
    }
  | {
      readonly kind: 'pick-hint';
      readonly task: TaskActivity;
      readonly ran: readonly RanCommand[];
      readonly shown: readonly string[];
      readonly aside?: AsideWorld;
    }
  | { readonly kind: 'complete'; readonly commandLine: string; readonly cursor: number }
  | { readonly kind: 'save-event'; readonly event: NewProgressEvent }
  | { readonly kind: 'set-setting'; readonly change: Partial<SettingsValues> };

/** The simulated machine beside the learner's own that is meant; null is the usual world. */
export interface AsideWorld {
  readonly world: string | null;
}

/** How a line runs on a simulated machine beside the learner's own. */
export interface SideRun extends AsideWorld {
  /** `cannot`: only if the learner's engine turns out not to be able to. */
  readonly when: 'always' | 'cannot';
  readonly because: string | null;
  /** Lines that bring that machine to where the lesson is. */
  readonly replay: readonly string[];
  /** The lesson's own ways to do this; where the engine refuses all of them, the page goes beside. */
  readonly authored: readonly (readonly string[])[];
}

/** What `update` answers with. */
export type Step<S> = readonly [S, readonly Effect[]];
