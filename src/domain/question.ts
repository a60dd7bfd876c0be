import type { ItemId } from './ids.ts';

/** Types are named after xAPI's interactionType (ADL xAPI 1.0.3, appendix C) where one fits. */
export type Question = ChoiceQuestion | FillInQuestion;

/** One best answer of several. Markdown in `prompt`, `text` and `why`. */
export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly id: ItemId;
  readonly prompt: string;
  readonly options: readonly Option[];
  readonly concepts: readonly string[];
}

export interface Option {
  readonly text: string;
  readonly correct: boolean;
  /** Why this one is right, or what the person who chose it has mixed up. */
  readonly why: string;
}

/** Typed. Judged kindly: case, spaces and, for commands, equivalent spellings do not count. */
export interface FillInQuestion {
  readonly kind: 'fill-in';
  readonly id: ItemId;
  readonly prompt: string;
  readonly reading: Reading;
  readonly answer: string;
  readonly alternatives: readonly string[];
  /** Answers people really give, each with what it shows. */
  readonly wrong: readonly { readonly answer: string; readonly why: string }[];
  readonly why: string;
  readonly concepts: readonly string[];
}

/** How a typed answer is read: as words, as a whole number, or as a command line. */
export type Reading = 'text' | 'number' | 'command';

export type Answer =
  | { readonly kind: 'option'; readonly index: number }
  | { readonly kind: 'text'; readonly text: string };

/** `explanation` is markdown: first on what was answered and, when that is wrong, then on what is right. */
export type Judgement = {
  readonly verdict: 'right' | 'wrong';
  readonly explanation: string;
};
