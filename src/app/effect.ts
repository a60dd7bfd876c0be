import type { RanCommand } from '../domain/goal.ts';
import type { LessonId } from '../domain/ids.ts';
import type { TaskActivity } from '../domain/lesson.ts';
import type { NewProgressEvent } from '../domain/progress-event.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { SettingsValues } from './ports.ts';
import type { Piece } from './typesetter.ts';

/** What the application wants done in the world. Data; `createRuntime` does it and answers with events. */
export type Effect =
  | { readonly kind: 'find-machines' }
  | {
      readonly kind: 'open-machine';
      readonly machine: MachineChoice['kind'];
      /** Lines to run on it, unseen, before it is handed over. */
      readonly replay: readonly string[];
    }
  | { readonly kind: 'close-machine' }
  | { readonly kind: 'reset-machine' }
  | { readonly kind: 'open-lesson'; readonly lesson: LessonId }
  | { readonly kind: 'typeset'; readonly key: string; readonly pieces: readonly Piece[] }
  | { readonly kind: 'plan-command'; readonly commandLine: string }
  | {
      readonly kind: 'run-command';
      readonly run: number;
      readonly commandLine: string;
      /** Wall time after which it is stopped; null: as long as it takes. */
      readonly timeoutMs: number | null;
    }
  /** Runs lines that ran before, each told of as it starts. */
  | { readonly kind: 'replay'; readonly run: number; readonly lines: readonly string[] }
  | { readonly kind: 'stop-command' }
  | {
      readonly kind: 'check-goal';
      readonly check: number;
      readonly task: TaskActivity;
      readonly ran: readonly RanCommand[];
    }
  | {
      readonly kind: 'pick-hint';
      readonly task: TaskActivity;
      readonly ran: readonly RanCommand[];
      readonly shown: readonly string[];
    }
  | { readonly kind: 'complete'; readonly commandLine: string; readonly cursor: number }
  | { readonly kind: 'save-event'; readonly event: NewProgressEvent }
  | { readonly kind: 'set-setting'; readonly change: Partial<SettingsValues> };

/** What `update` answers with. */
export type Step<S> = readonly [S, readonly Effect[]];
