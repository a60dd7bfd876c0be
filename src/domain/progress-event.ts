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
  );

interface EventBase {
  readonly id: string;
  readonly at: number;
  readonly lesson: LessonId;
}

/** Which machine said so: `{kind: 'live', engine: 'docker 28.5.2'}`. */
export interface MachineStamp {
  readonly kind: 'live' | 'simulated';
  readonly engine: string;
}

type Distributed<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never;
/** An event before the store gives it its id and time. */
export type NewProgressEvent = Distributed<ProgressEvent>;
