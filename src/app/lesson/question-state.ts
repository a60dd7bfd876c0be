import type { QuestionActivity } from '../../domain/lesson.ts';
import type {
  Answer,
  FaultQuestion,
  Judgement,
  MatchQuestion,
  MultipleQuestion,
  OrderQuestion,
  TrueFalseQuestion,
} from '../../domain/question.ts';

/** A question that is put together before it is answered as a whole. */
export type ComposedState = MultipleState | TrueFalseState | OrderState | MatchState | FaultState;

interface ComposedBase {
  readonly activity: QuestionActivity;
  /** What the keys up and down move among: options, reasons, places, lefts or lines. */
  readonly pointer: number;
  readonly answered: { readonly answer: Answer; readonly judgement: Judgement } | null;
  /** Answered in an earlier sitting. */
  readonly before: boolean;
}

export interface MultipleState extends ComposedBase {
  readonly kind: 'multiple';
  readonly question: MultipleQuestion;
  /** Indices into the options, in the order shown. */
  readonly order: readonly number[];
  /** Indices of the options that are marked. */
  readonly chosen: readonly number[];
}

export interface TrueFalseState extends ComposedBase {
  readonly kind: 'true-false';
  readonly question: TrueFalseQuestion;
  /** Indices into the reasons, in the order shown. */
  readonly order: readonly number[];
  /** First step: null, and the pointer is on True or False. Second: the pointer is on a reason. */
  readonly value: boolean | null;
}

export interface OrderState extends ComposedBase {
  readonly kind: 'order';
  readonly question: OrderQuestion;
  /** Indices into the items, as they are arranged now. */
  readonly arranged: readonly number[];
}

export interface MatchState extends ComposedBase {
  readonly kind: 'match';
  readonly question: MatchQuestion;
  /** Indices into `rightsOf`, in the order shown. */
  readonly order: readonly number[];
  /** For each left, the index in `rightsOf`; null: none yet. */
  readonly given: readonly (number | null)[];
}

export interface FaultState extends ComposedBase {
  readonly kind: 'fault';
  readonly question: FaultQuestion;
}

/** How many places the pointer has. */
export function places(state: ComposedState): number {
  switch (state.kind) {
    case 'multiple':
      return state.order.length;
    case 'true-false':
      return state.value === null ? 2 : state.order.length;
    case 'order':
      return state.arranged.length;
    case 'match':
      return state.given.length;
    case 'fault':
      return state.question.lines.length;
  }
}
