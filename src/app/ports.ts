import type { GlossaryTerm } from '../domain/glossary.ts';
import type { LessonId } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { NewProgressEvent, ProgressEvent } from '../domain/progress-event.ts';
import type { Question, QuestionDifficulty } from '../domain/question.ts';
import type { SearchEntry } from '../domain/search/search-entry.ts';
import type { MachineSupply } from '../machine/supply.ts';

/** What the application needs of the world. The composition root (main, commands/) hands it in. */
export interface Ports {
  readonly lessons: LessonLibrary;
  readonly progress: ProgressLog;
  readonly settings: Settings;
  readonly machines: MachineSupply;
  readonly clock: Clock;
}

/** The course. `list` is cheap (an index made at build time); a whole lesson is read when it is opened. */
export interface LessonLibrary {
  list(): readonly LessonSummary[];
  open(id: LessonId): Promise<Lesson>;
  /** Every term of the glossary, by the alphabet; absent: the course has none. */
  glossary?(): Promise<readonly GlossaryTerm[]>;
  /** All there is to find, in the order of the course; absent: it cannot be searched. */
  searchEntries?(): Promise<readonly SearchEntry[]>;
  /** What each concept is called on screens, by its id; absent: by its id. */
  conceptNames?(): Readonly<Record<string, string>>;
  /** The cheat sheet in markdown; null or absent: the course has none. */
  cheatsheet?(): Promise<string | null>;
}

/** What the map and `vmvscontainer lessons --json` show of a lesson. */
export interface LessonSummary
  extends Omit<Lesson, 'pages' | 'summary' | 'furtherReading' | 'glossary' | 'untranslated'> {
  /** Ids of its pages and items in order, so that progress is shown without opening the lesson. */
  readonly pageIds: readonly Lesson['pages'][number]['id'][];
  readonly items: readonly ItemSummary[];
  readonly labs: number;
  readonly questions: number;
}

export interface ItemSummary {
  readonly id: string;
  readonly kind: 'run' | 'task' | 'predict' | 'question';
  readonly hash: string;
  /** What it asks or practises; none for a command that is only run. */
  readonly concepts: readonly string[];
  /** Of a question or a prediction: how it is answered. */
  readonly type?: Question['kind'];
  readonly difficulty?: QuestionDifficulty;
}

/** The append-only log. */
export interface ProgressLog {
  /** Events read at start, and one line for the learner when something had to be recovered or cannot be saved. */
  readonly events: readonly ProgressEvent[];
  readonly notice: string | null;
  append(event: NewProgressEvent): Appended;
}

/** What was appended, with its id and time, at once. `written` settles when it has reached the disk; a failure is a sentence, never a throw. */
export interface Appended {
  readonly event: ProgressEvent;
  readonly written: Promise<Saved>;
}

export type Saved =
  | { readonly saved: true; readonly event: ProgressEvent }
  | { readonly saved: false; readonly event: ProgressEvent; readonly because: string };

/** Small choices that outlive a session. `set` holds at once; what settles says whether it reached the disk, and never rejects. */
export interface Settings {
  get(): SettingsValues;
  set(change: Partial<SettingsValues>): Promise<SettingSaved>;
}

export interface SettingsValues {
  /** The machine the learner chose; null: the best there is. */
  readonly machine: 'live' | 'simulated' | null;
  /** Text that goes on, for who hears the terminal, instead of a screen that is drawn. Absent: no. */
  readonly screenReader?: boolean;
  /** How many items `review` brings a day at most; absent: the usual number. */
  readonly reviewsPerDay?: number;
  /** The share of answers that is to be known still when they come again, 0 to 1; absent: the usual one. */
  readonly retention?: number;
}

export type SettingSaved = { readonly saved: true } | { readonly saved: false; readonly because: string };

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Minutes that local time is ahead of UTC at a moment (milliseconds since the epoch); absent: none. */
  offsetMinutes?(atMs: number): number;
}
