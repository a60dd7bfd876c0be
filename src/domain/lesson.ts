import type { GlossaryTerm } from './glossary.ts';
import type { Goal } from './goal.ts';
import type { ItemId, LessonId, PageId } from './ids.ts';
import type { OutputWhy } from './output-why.ts';
import type { ChoiceQuestion, Question } from './question.ts';

export type Difficulty = 'beginner' | 'intermediate' | 'advanced';

/** A lesson as the learner meets it: one page a screen, in order. Decoded from lessons/NN-name/lesson.md. */
export interface Lesson {
  readonly id: LessonId;
  /** The folder below lessons/, whose number gives the order: `03-pid1`. */
  readonly folder: string;
  readonly order: number;
  readonly title: string;
  readonly description: string;
  readonly difficulty: Difficulty;
  readonly tags: readonly string[];
  readonly minutes: number;
  /** The simulated world it plays in, whatever the learner's machine; null or absent: none of its own. */
  readonly world?: string | null;
  /** The final exam, not a lesson. */
  readonly isExam?: boolean;
  readonly objectives: readonly string[];
  readonly prerequisites: readonly LessonId[];
  readonly summary: string;
  readonly furtherReading: readonly Link[];
  readonly pages: readonly Page[];
  /** The language it is in, when that is not English: `es`. */
  readonly language?: string;
  /** The words of the glossary that its pages use; absent: none. */
  readonly glossary?: readonly GlossaryTerm[];
  /** Why it is not in the language that was asked for; one line for the learner. */
  readonly untranslated?: string;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A screen: a heading, prose in markdown, and at most one thing to do. */
export interface Page {
  readonly id: PageId;
  readonly heading: string;
  /** Ids of the claims of lessons/claims.json that it covers; absent: none. */
  readonly claims?: readonly string[];
  /** Concepts that its text explains; absent: none is named. */
  readonly concepts?: readonly string[];
  readonly prose: string;
  readonly activity: Activity | null;
}

export type Activity = RunActivity | TaskActivity | PredictActivity | QuestionActivity;

/** A command the learner runs as it stands, or edits first. */
export interface RunActivity {
  readonly kind: 'run';
  readonly id: ItemId;
  /** This step runs on the simulated machine of that world. */
  readonly world?: string | null;
  readonly command: string;
  readonly expect: Expectation;
  readonly timeoutMs: number;
  /** What to look at in the output, shown once it has run; markdown. */
  readonly notice: string | null;
  readonly whys?: readonly OutputWhy[];
  readonly hash: string;
}

/** What the author says the command does; the content check holds it. */
export type Expectation = 'success' | 'failure' | 'any';

/** A command, or several, that the learner finds alone; judged by the state the machine is in afterwards. */
export interface TaskActivity {
  readonly kind: 'task';
  readonly id: ItemId;
  /** This step runs on the simulated machine of that world. */
  readonly world?: string | null;
  readonly prompt: string;
  readonly goal: Goal;
  readonly hints: readonly Hint[];
  /** Each a list of command lines that reaches the goal from the start state. */
  readonly solutions: readonly (readonly string[])[];
  /** Tempting lines that do not, each with the hint it must bring up. */
  readonly attempts: readonly WrongAttempt[];
  readonly concepts: readonly string[];
  readonly whys?: readonly OutputWhy[];
  readonly hash: string;
}

/** Shown on request in order, or at once when what the learner has done fits `when`. */
export interface Hint {
  readonly id: string;
  readonly text: string;
  readonly when: Goal | null;
}

export interface WrongAttempt {
  readonly commands: readonly string[];
  /** The id of the hint it must trigger. */
  readonly hint: string;
}

/** First the answer, then the command runs and shows who was right. */
export interface PredictActivity {
  readonly kind: 'predict';
  readonly id: ItemId;
  /** This step runs on the simulated machine of that world. */
  readonly world?: string | null;
  readonly command: string;
  readonly timeoutMs: number;
  readonly question: ChoiceQuestion;
  /** What the output showed; markdown, after the run. */
  readonly notice: string | null;
  /** The exit code the command must end with, where that is not 0; `any` when it depends. The content check holds it. */
  readonly expect?: number | 'any';
  readonly whys?: readonly OutputWhy[];
  readonly hash: string;
}

export interface QuestionActivity {
  readonly kind: 'question';
  readonly id: ItemId;
  readonly question: Question;
  readonly hash: string;
}

/** The four kinds that are answered, run or solved carry an id; a lesson's items in order. */
export function itemsOf(lesson: Lesson): readonly Activity[] {
  return lesson.pages.flatMap((page) => (page.activity === null ? [] : [page.activity]));
}
