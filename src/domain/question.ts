import type { ItemId } from './ids.ts';

/** Types are named after xAPI's interactionType (ADL xAPI 1.0.3, appendix C) where one fits. */
export type Question =
  | ChoiceQuestion
  | MultipleQuestion
  | TrueFalseQuestion
  | FillInQuestion
  | NumericQuestion
  | OrderQuestion
  | MatchQuestion
  | FaultQuestion;

/** How hard the author thinks a question is, for those who pick questions by it. */
export type QuestionDifficulty = 'easy' | 'medium' | 'hard';

/** What every question has. Markdown in `prompt` and in every `text` and `why` but where it says otherwise. */
interface QuestionBase {
  readonly id: ItemId;
  readonly prompt: string;
  readonly concepts: readonly string[];
  readonly difficulty?: QuestionDifficulty;
}

/** One best answer of several. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  /** The options are what this command line might print; it stands at the end of the prompt. */
  readonly command?: string;
}

/** All the right ones of several, and no wrong one. */
export interface MultipleQuestion extends QuestionBase {
  readonly kind: 'multiple';
  readonly options: readonly Option[];
}

/** Is the statement in `prompt` true, and for what reason: right only when both are. */
export interface TrueFalseQuestion extends QuestionBase {
  readonly kind: 'true-false';
  readonly answer: boolean;
  readonly reasons: readonly Option[];
}

export interface Option {
  readonly text: string;
  readonly correct: boolean;
  /** Why this one is right, or what the person who chose it has mixed up. */
  readonly why: string;
}

/** Typed. Judged kindly: case, spaces and, for commands, equivalent spellings do not count. */
export interface FillInQuestion extends QuestionBase {
  readonly kind: 'fill-in';
  readonly reading: Reading;
  readonly answer: string;
  readonly alternatives: readonly string[];
  /** Answers people really give, each with what it shows. */
  readonly wrong: readonly { readonly answer: string; readonly why: string }[];
  readonly why: string;
}

/** A number, typed; in `unit` or any that converts to it. */
export interface NumericQuestion extends QuestionBase {
  readonly kind: 'numeric';
  readonly answer: number;
  /** As shown: `MiB`, `s`, `%`; null when it is a plain number. */
  readonly unit: string | null;
  /** Other units, each with how many of `unit` one of it is; they go before the units everybody knows. */
  readonly units: Readonly<Record<string, number>>;
  /** How far off, in `unit`, is right still. */
  readonly tolerance: number;
  readonly wrong: readonly { readonly answer: string; readonly why: string }[];
  readonly why: string;
}

/** To be put in order; `items` (markdown of one line) stand in the right one. */
export interface OrderQuestion extends QuestionBase {
  readonly kind: 'order';
  readonly items: readonly string[];
  readonly why: string;
  /** What it shows when `before` is put before `after`; both are indices of `items`, `before` the greater. */
  readonly mistakes: readonly { readonly before: number; readonly after: number; readonly why: string }[];
}

/** Each `left` has one `right`; the same right may serve several. `extra` rights serve none. */
export interface MatchQuestion extends QuestionBase {
  readonly kind: 'match';
  readonly pairs: readonly { readonly left: string; readonly right: string; readonly why: string }[];
  readonly extra: readonly string[];
}

/** Which line has the fault; `text` of a line is shown as it stands, not markdown. */
export interface FaultQuestion extends QuestionBase {
  readonly kind: 'fault';
  readonly lines: readonly { readonly text: string; readonly fault: boolean; readonly why: string | null }[];
  readonly why: string;
}

/** How a typed answer is read: as words, as a whole number, or as a command line. */
export type Reading = 'text' | 'number' | 'command';

export type Answer =
  /** The option or the line of this index. */
  | { readonly kind: 'option'; readonly index: number }
  | { readonly kind: 'options'; readonly indices: readonly number[] }
  | { readonly kind: 'truth'; readonly value: boolean; readonly reason: number }
  /** Indices of the items in the order given. */
  | { readonly kind: 'order'; readonly indices: readonly number[] }
  /** For each left, the index in `rightsOf`. */
  | { readonly kind: 'pairs'; readonly rights: readonly number[] }
  | { readonly kind: 'text'; readonly text: string };

/** What can be matched with: every different right of the pairs, then the extra ones. */
export const rightsOf = ({ pairs, extra }: MatchQuestion): readonly string[] => [
  ...new Set([...pairs.map(({ right }) => right), ...extra]),
];

/** `explanation` is markdown: first on what was answered and, when that is wrong, then on what is right. */
export type Judgement = {
  readonly verdict: 'right' | 'wrong';
  readonly explanation: string;
};
