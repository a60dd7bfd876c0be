import type { Verdict } from '../domain/goal.ts';
import type { ItemId, LessonId } from '../domain/ids.ts';
import type { Hint, Lesson } from '../domain/lesson.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import type { SearchEntry } from '../domain/search/search-entry.ts';
import type {
  CommandEffect,
  CommandExit,
  CommandPlan,
  MachineIdentity,
  OutputChunk,
  Refusal,
} from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { Effect } from './effect.ts';
import type { Intent } from './intent.ts';
import type { Saved } from './ports.ts';
import type { Replayed } from './replay.ts';
import type { ReviewsSeen } from './review/update-review.ts';
import type { Size } from './state.ts';
import type { Typeset } from './typesetter.ts';

/** Everything that can happen to the application: what the learner means, and what effects bring back. */
export type Event =
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'resized'; readonly size: Size }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'machines-found'; readonly choices: readonly MachineChoice[] }
  | { readonly kind: 'machine-opened'; readonly identity: MachineIdentity; readonly replayed: Replayed }
  | { readonly kind: 'machine-failed'; readonly because: string }
  | { readonly kind: 'machine-reset'; readonly failed: string | null }
  | { readonly kind: 'lesson-opened'; readonly lesson: Lesson }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'tick'; readonly at: number }
  /** The whole course was read, for a quiz; or could not be. */
  | { readonly kind: 'course-opened'; readonly lessons: readonly Lesson[] }
  | { readonly kind: 'course-failed'; readonly because: string }
  | { readonly kind: 'lesson-failed'; readonly lesson: LessonId; readonly because: string }
  | ({ readonly kind: 'reviews-seen' } & ReviewsSeen)
  | { readonly kind: 'reviews-failed'; readonly because: string }
  /** All there is to find in the course; `because` says why it could not be read. */
  | { readonly kind: 'search-read'; readonly entries: readonly SearchEntry[]; readonly because?: string }
  | { readonly kind: 'typeset'; readonly key: string; readonly docs: Typeset }
  | { readonly kind: 'replay-line'; readonly run: number; readonly at: number }
  | { readonly kind: 'replay-ended'; readonly run: number; readonly replayed: Replayed }
  | { readonly kind: 'command-planned'; readonly commandLine: string; readonly plan: CommandPlan }
  | { readonly kind: 'command-output'; readonly run: number; readonly chunks: readonly OutputChunk[] }
  /** It would run on the learner's own engine, and they have not agreed to that yet. */
  | {
      readonly kind: 'consent-wanted';
      readonly asked: Extract<Effect, { readonly kind: 'run-command' | 'replay' }>;
      readonly shown: readonly string[];
      readonly effect: CommandEffect;
    }
  /** The line runs on a simulated machine beside the learner's own from now on. */
  | {
      readonly kind: 'command-moved';
      readonly run: number;
      readonly world: string | null;
      readonly because: string;
      readonly identity: MachineIdentity;
      /** The engine does not answer, which is why. */
      readonly engineGone: boolean;
    }
  /** The line had the terminal; `tail` is the end of what stood there, null where only the person saw it. */
  | {
      readonly kind: 'command-talked';
      readonly run: number;
      readonly left: boolean;
      readonly tail: readonly string[] | null;
    }
  | { readonly kind: 'command-refused'; readonly run: number; readonly refusal: Refusal }
  | { readonly kind: 'command-ended'; readonly run: number; readonly exit: CommandExit }
  | {
      readonly kind: 'goal-checked';
      readonly item: ItemId;
      readonly check: number;
      readonly verdict: Verdict;
      readonly hint: Hint | null;
      /** Where it was looked, when not on the machine that is open. */
      readonly on?: MachineIdentity;
    }
  | {
      readonly kind: 'hint-picked';
      readonly item: ItemId;
      readonly hint: Hint | null;
    }
  | {
      readonly kind: 'completed';
      readonly commandLine: string;
      readonly cursor: number;
      readonly words: readonly string[];
    }
  /** It counts from now on; `saved` says how the writing of it ended. */
  | { readonly kind: 'recorded'; readonly event: ProgressEvent }
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'setting-not-saved'; readonly because: string };
