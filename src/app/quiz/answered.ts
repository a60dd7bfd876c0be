import { answerText } from '../../domain/answer-text.ts';
import type { Answer, Judgement } from '../../domain/question.ts';
import { explainOpen } from '../../domain/quiz/explain-open.ts';
import type { QuizItem } from '../../domain/quiz/quiz-item.ts';
import type { ActivityState } from '../lesson/lesson-state.ts';
import type { Given } from './quiz-state.ts';

/** What was answered on a page of a sheet; null: nothing yet. */
export function givenIn(activity: ActivityState | null, { activity: { question } }: QuizItem): Given | null {
  const found = activity === null ? null : answerIn(activity);
  if (activity === null || found === null) return null;
  const { answer, judgement } = found;
  return {
    ending: judgement.verdict,
    text: answerText(question, answer),
    answer,
    explained: activity,
  };
}

function answerIn(
  activity: ActivityState,
): { readonly answer: Answer; readonly judgement: Judgement } | null {
  switch (activity.kind) {
    case 'run':
    case 'task':
    case 'predict':
      return null;
    case 'choice': {
      const { answered } = activity.choice;
      return answered && { answer: { kind: 'option', index: answered.index }, judgement: answered.judgement };
    }
    case 'fill-in': {
      const { answered } = activity;
      return answered && { answer: { kind: 'text', text: answered.text }, judgement: answered.judgement };
    }
    default:
      return activity.answered;
  }
}

/** A question as it stands there once nobody can answer it any more. */
export function leftOpen(activity: ActivityState): ActivityState {
  switch (activity.kind) {
    case 'run':
    case 'task':
    case 'predict':
      return activity;
    case 'choice': {
      const judgement = explainOpen(activity.question);
      return { ...activity, choice: { ...activity.choice, answered: { index: -1, judgement } } };
    }
    case 'fill-in':
      return { ...activity, answered: { text: '', judgement: explainOpen(activity.question) } };
    default: {
      const judgement = explainOpen(activity.question);
      return { ...activity, answered: { answer: { kind: 'text', text: '' }, judgement } };
    }
  }
}
