import type { ItemId, LessonId, PageId } from './ids.ts';

/**
 * Progress is what happened, appended and never rewritten; score, position and state are derived from it.
 * `id` is unique over machines, `at` is milliseconds since the epoch. `hash` is the content hash of the item
 * as it was then, so that a later edit of the item can tell which version was answered.
 */
export type ProgressEvent = EventBase &
  (
    | { readonly kind: 'page-viewed'; readonly page: PageId }
    | {
        readonly kind: 'command-run';
        readonly item: ItemId;
        readonly hash: string;
        readonly commandLine: string;
        readonly exitCode: number;
        readonly machine: MachineStamp;
      }
    | {
        readonly kind: 'question-answered';
        readonly item: ItemId;
        readonly hash: string;
        readonly answer: string;
        readonly verdict: 'right' | 'wrong';
      }
    | {
        readonly kind: 'task-checked';
        readonly item: ItemId;
        readonly hash: string;
        readonly verdict: 'pass' | 'not-yet' | 'could-not-check';
        readonly machine: MachineStamp;
      }
    | { readonly kind: 'hint-shown'; readonly item: ItemId; readonly hint: string }
    | { readonly kind: 'solution-shown'; readonly item: ItemId }
    /** The lesson's machine was put back to its start: what ran before is not on it any more. */
    | { readonly kind: 'machine-reset' }
    | { readonly kind: 'lesson-finished' }
    /** A placement came to its end: these lessons may be skipped. `lesson` is the first of the course. */
    | { readonly kind: 'placement-taken'; readonly skippable: readonly LessonId[] }
    /** A quiz of this mode came to its end. `lesson` is the first of the course; the answers are events of their own. */
    | {
        readonly kind: 'quiz-ended';
        readonly mode: QuizSetting;
        readonly seed: string;
        readonly asked: number;
        readonly right: number;
      }
    /** What happened before this counts no more: of this lesson, or, with `everything`, of all. */
    | { readonly kind: 'forgotten'; readonly everything: boolean }
    /** All that was forgotten before this counts again. */
    | { readonly kind: 'remembered' }
  );

/** Where a question is met outside its lesson. */
export type QuizSetting = 'quiz' | 'exam' | 'review' | 'placement';

interface EventBase {
  readonly id: string;
  readonly at: number;
  readonly lesson: LessonId;
  /** It happened there; absent: in its lesson. Then it changes nothing of the lesson's state, position or score. */
  readonly in?: QuizSetting;
  /** The course it was made with, and its version: `course@0.1.0`. */
  readonly pack?: string;
}

/** Which machine said so: `{kind: 'live', engine: 'docker 28.5.2'}`. */
export interface MachineStamp {
  readonly kind: 'live' | 'simulated';
  readonly engine: string;
}

type Distributed<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never;
/** An event before the store gives it its id and time. */
export type NewProgressEvent = Distributed<ProgressEvent>;
