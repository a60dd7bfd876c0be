import { assertNever } from './assert-never.ts';
import { judgeFault } from './judge-fault.ts';
import { judgeFillIn } from './judge-fill-in.ts';
import { judgeMatch } from './judge-match.ts';
import { judgeMultiple } from './judge-multiple.ts';
import { judgeNumeric } from './judge-numeric.ts';
import { judgeOrder } from './judge-order.ts';
import { judgeTrueFalse } from './judge-true-false.ts';
import type { Answer, ChoiceQuestion, Judgement, Option, Question } from './question.ts';
import { readChoice } from './read-choice.ts';

/**
 * Judges an answer. The explanation speaks first to what was answered, and after a wrong answer goes on to the
 * right one. An answer of the other kind is wrong, and told what kind is expected.
 */
export function judgeAnswer(question: Question, answer: Answer): Judgement {
  switch (question.kind) {
    case 'choice':
      return judgeChoice(question, answer);
    case 'multiple':
      return judgeMultiple(question, answer);
    case 'true-false':
      return judgeTrueFalse(question, answer);
    case 'fill-in':
      return judgeFillIn(question, answer);
    case 'numeric':
      return judgeNumeric(question, answer);
    case 'order':
      return judgeOrder(question, answer);
    case 'match':
      return judgeMatch(question, answer);
    case 'fault':
      return judgeFault(question, answer);
    default:
      return assertNever(question);
  }
}

function judgeChoice(question: ChoiceQuestion, answer: Answer): Judgement {
  const right = question.options.find((option) => option.correct);
  const chosen = chosenOption(question.options, answer);
  if (chosen === undefined) return { verdict: 'wrong', explanation: 'That is none of the options.' };
  if (chosen.correct || right === undefined)
    return { verdict: chosen.correct ? 'right' : 'wrong', explanation: chosen.why };
  const apart = right.text.includes('\n') ? '\n\n' : ' ';
  return { verdict: 'wrong', explanation: `${chosen.why}\n\nRight is:${apart}${right.text}\n\n${right.why}` };
}

function chosenOption(options: readonly Option[], answer: Answer): Option | undefined {
  if (answer.kind === 'option') return options[answer.index];
  if (answer.kind !== 'text') return undefined;
  const texts = options.map(({ text }) => text);
  const index = readChoice(answer.text, texts, [...texts.keys()]);
  return index === null ? undefined : options[index];
}
