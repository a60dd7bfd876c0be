import { answerFromText } from '../../domain/answer-text.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { ItemId, LessonId } from '../../domain/ids.ts';
import { judgeAnswer } from '../../domain/judge-answer.ts';
import type { QuestionActivity } from '../../domain/lesson.ts';
import {
  type ChoiceQuestion,
  type FillInQuestion,
  type NumericQuestion,
  type Question,
  rightsOf,
} from '../../domain/question.ts';
import { shuffled } from '../../domain/shuffled.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import type { State } from '../state.ts';
import type { ActivityState, Choosing } from './lesson-state.ts';
import type { ComposedState } from './question-state.ts';

/** What a shuffle depends on: the learner and the question. */
export const seedOf = ({ seed }: State, lesson: LessonId, question: ItemId): string =>
  `${seed}/${lesson}/${question}`;

/** A question as it is first seen in this sitting; `answer` is the last one given in an earlier one. */
export function startQuestion(
  state: State,
  lesson: LessonId,
  activity: QuestionActivity,
  answer: string | null,
): ActivityState {
  const { question } = activity;
  const seed = seedOf(state, lesson, question.id);
  if (question.kind === 'choice') {
    const choice = startChoice(question, seed, answer);
    return { kind: 'choice', activity, question, choice, before: choice.answered !== null };
  }
  if (question.kind === 'fill-in' || question.kind === 'numeric') {
    const answered =
      answer === null
        ? null
        : { text: answer, judgement: judgeAnswer(question, { kind: 'text', text: answer }) };
    return { kind: 'fill-in', activity, question, editor: lineEditor(), answered, before: answered !== null };
  }
  const fresh = freshQuestion(activity, question, seed);
  const given = answer === null ? null : answerFromText(question, answer);
  if (given === null) return fresh;
  return { ...fresh, answered: { answer: given, judgement: judgeAnswer(question, given) }, before: true };
}

/** An answer that is no option any more, because the lesson was edited, is asked for again. */
export function startChoice(question: ChoiceQuestion, seed: string, answer: string | null): Choosing {
  const order = shuffled(question.options.length, seed);
  const index = answer === null ? -1 : question.options.findIndex(({ text }) => text === answer);
  if (index < 0) return { order, pointer: 0, answered: null };
  const judgement = judgeAnswer(question, { kind: 'option', index });
  return { order, pointer: order.indexOf(index), answered: { index, judgement } };
}

type ComposedQuestion = Exclude<Question, ChoiceQuestion | FillInQuestion | NumericQuestion>;

/** Nothing chosen yet. */
export function freshQuestion(
  activity: QuestionActivity,
  question: ComposedQuestion,
  seed: string,
): ComposedState {
  const base = { activity, pointer: 0, answered: null, before: false };
  switch (question.kind) {
    case 'multiple':
      return {
        kind: 'multiple',
        question,
        ...base,
        order: shuffled(question.options.length, seed),
        chosen: [],
      };
    case 'true-false':
      return {
        kind: 'true-false',
        question,
        ...base,
        order: shuffled(question.reasons.length, seed),
        value: null,
      };
    case 'order':
      return { kind: 'order', question, ...base, arranged: disarranged(question.items.length, seed) };
    case 'match': {
      const order = shuffled(rightsOf(question).length, seed);
      return { kind: 'match', question, ...base, order, given: question.pairs.map(() => null) };
    }
    case 'fault':
      return { kind: 'fault', question, ...base };
    default:
      return assertNever(question);
  }
}

/** Shuffled, and never right already. */
function disarranged(length: number, seed: string): readonly number[] {
  const order = shuffled(length, seed);
  const isRight = order.every((index, place) => index === place);
  return isRight ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
