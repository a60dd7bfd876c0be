import { assertNever } from '../assert-never.ts';
import { judgeAnswer } from '../judge-answer.ts';
import type { Judgement, Option, Question } from '../question.ts';
import { listed, reasoned } from '../reasons.ts';

/** What is said of a question that nobody answered: what is right, and why. It counts as wrong. */
export function explainOpen(question: Question): Judgement {
  return { verdict: 'wrong', explanation: solution(question) };
}

function solution(question: Question): string {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
      return optionsSaid(question.options);
    case 'true-false': {
      const reason = question.reasons.findIndex(({ correct }) => correct);
      return judgeAnswer(question, { kind: 'truth', value: question.answer, reason }).explanation;
    }
    case 'fill-in':
    case 'numeric':
      return judgeAnswer(question, { kind: 'text', text: '' }).explanation;
    case 'order':
      return [
        ...listed(
          'Right is:',
          question.items.map((text, at) => `${at + 1}. ${text}`),
        ),
        question.why,
      ].join('\n\n');
    case 'match':
      return judgeAnswer(question, { kind: 'pairs', rights: [] }).explanation;
    case 'fault': {
      const index = question.lines.findIndex(({ fault }) => fault);
      return judgeAnswer(question, { kind: 'option', index }).explanation;
    }
    default:
      return assertNever(question);
  }
}

function optionsSaid(options: readonly Option[]): string {
  const said = (correct: boolean): readonly string[] =>
    options.filter((option) => option.correct === correct).map(({ text, why }) => reasoned(text, why));
  return [...listed('Right is:', said(true)), ...listed('Not right:', said(false))].join('\n\n');
}
