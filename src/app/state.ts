import type { GlossaryTerm } from '../domain/glossary.ts';
import type { LessonId, PageId } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { ExplainedLine } from '../domain/output-why.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import type { CommandEffect, MachineIdentity } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { Consent } from './consent.ts';
import type { Effect } from './effect.ts';
import type { LessonScreen } from './lesson/lesson-state.ts';
import type { LessonSummary } from './ports.ts';
import type { PreparingScreen, QuizScreen } from './quiz/quiz-state.ts';
import type { Reviewed, ReviewScreen } from './review/review-screen.ts';
import type { ReviewStand } from './review/review-stand.ts';
import type { SearchScreen } from './search/search-screen.ts';

/** All the screens show. The views are functions of it and of nothing else. */
export interface State {
  readonly size: Size;
  readonly course: readonly LessonSummary[];
  /** What each concept is called, by its id. */
  readonly conceptNames: Readonly<Record<string, string>>;
  readonly events: readonly ProgressEvent[];
  readonly machine: MachineState;
  /** One line for the footer: what could not be saved, why a key did nothing. */
  readonly footer: string | null;
  /** What the store had to say when it was opened; shown on the map until the first lesson is opened. */
  readonly notice: string | null;
  /** Names this learner's shuffles: options stand in the same order each time the learner comes back. */
  readonly seed: string;
  readonly screen: Screen;
  readonly overlay: Overlay | null;
  readonly consent: Consent;
  /** Set once; whoever renders leaves when it is. */
  readonly end: SessionEnd | null;
  /** What the learner meant while the machine was not there yet; meant again when it is, unless a key takes it back. */
  readonly waiting: Waiting | null;
  /** The quiz that a lesson is looked at from, to come back to; what is done meanwhile is not recorded. */
  readonly detour?: QuizScreen | null;
  /** What is due for review, as it was last looked at; absent: it was not yet. */
  readonly review?: ReviewStand;
  /** A lesson's page is open because this is due: what is done there counts for its schedule, and nothing else. */
  readonly reviewing?: Reviewed | null;
  /** The next command's number, so that output of a stopped one is never taken for the next. */
  readonly nextRun: number;
}

export type Waiting = 'run' | 'accept';

/** In character cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export type Screen =
  | MapScreen
  | SearchScreen
  | OpeningScreen
  | LessonScreen
  | ResultScreen
  | MessageScreen
  | PreparingScreen
  | QuizScreen
  | ReviewScreen;

export interface MapScreen {
  readonly kind: 'map';
  readonly selected: number;
}

/** A lesson is being read from disk. */
export interface OpeningScreen {
  readonly kind: 'opening';
  readonly lesson: LessonId;
  /** Where in it; absent: where the learner left off. */
  readonly page?: PageId;
}

export interface ResultScreen {
  readonly kind: 'result';
  readonly lesson: Lesson;
  /** Which wrong answer, or the next lesson after them, Enter goes to. */
  readonly selected: number;
  readonly scroll: number;
  /** The lesson's summary, set for `key`; null until the typesetter has answered. */
  readonly summary: { readonly key: string; readonly lines: readonly string[] } | null;
}

/** Something did not work; says what, and what can be done. */
export interface MessageScreen {
  readonly kind: 'message';
  readonly title: string;
  readonly text: string;
}

export type Overlay =
  /** The keys of what lies below it: of the screen, or of `over`, which is there again afterwards. */
  | {
      readonly kind: 'help';
      readonly scroll: number;
      readonly over?: Exclude<Overlay, { readonly kind: 'help' }>;
    }
  /** The words of the glossary that the page uses. */
  | { readonly kind: 'glossary'; readonly terms: readonly GlossaryTerm[]; readonly scroll: number }
  /** Lines of the output, and why they say what they say. */
  | { readonly kind: 'why'; readonly lines: readonly ExplainedLine[]; readonly scroll: number }
  | { readonly kind: 'confirm-quit'; readonly running: string }
  | { readonly kind: 'confirm-reset' }
  /** An exam is to be handed in, or to be left, which makes it void. */
  | { readonly kind: 'confirm-quiz'; readonly what: 'hand-in' | 'leave' | 'quit' }
  | ConsentOverlay;

/** A line that waits for the learner's yes before it runs on their own engine. */
export interface ConsentOverlay {
  readonly kind: 'consent';
  readonly asked: Extract<Effect, { readonly kind: 'run-command' | 'replay' }>;
  /** The words that will run, a line each. */
  readonly shown: readonly string[];
  readonly effect: CommandEffect;
  readonly scroll: number;
}

export interface MachineState {
  /** What the learner chose, here or in an earlier session. */
  readonly wanted: MachineChoice['kind'] | null;
  /** null: still looking. */
  readonly choices: readonly MachineChoice[] | null;
  readonly opened: OpenedMachine;
}

export type OpenedMachine =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly identity: MachineIdentity }
  | { readonly kind: 'failed'; readonly because: string };

/** How a session ended. `summary` is printed on the normal screen, a line each. */
export interface SessionEnd {
  readonly kind: 'left' | 'interrupted';
  readonly summary: readonly string[];
}

/** On which kind of machine the lesson's commands run, or will. */
export function ownKind(state: State): MachineChoice['kind'] | null {
  const { opened } = state.machine;
  if (opened.kind === 'ready') return opened.identity.kind;
  return chosenMachine(state.machine)?.kind ?? null;
}

/** The machine labs use: the wanted one if it is to be had, else the best there is. */
export function chosenMachine(machine: MachineState): MachineChoice | null {
  const wanted = machine.choices?.find((choice) => choice.kind === machine.wanted);
  return wanted ?? machine.choices?.[0] ?? null;
}
