import type { Answer, Judgement, MultipleQuestion, Option } from './question.ts';
import { readChoices } from './read-choice.ts';
import { listed, reasoned } from './reasons.ts';

/** All right options and no other, in any order. */
export function judgeMultiple(question: MultipleQuestion, answer: Answer): Judgement {
  const chosen = new Set(chosenIndices(question, answer) ?? []);
  if (chosen.size === 0) return { verdict: 'wrong', explanation: 'That is none of the options.' };
  const is = (taken: boolean, correct: boolean): readonly string[] =>
    question.options.flatMap((option, index) =>
      chosen.has(index) === taken && option.correct === correct ? [reasonOf(option)] : [],
    );
  const wrong = is(true, false);
  const missed = is(false, true);
  return {
    verdict: wrong.length + missed.length === 0 ? 'right' : 'wrong',
    explanation: [
      ...listed('Chosen, and wrong:', wrong),
      ...listed('Missed:', missed),
      ...listed('Chosen, and right:', is(true, true)),
      ...listed('Rightly left out:', is(false, false)),
    ].join('\n\n'),
  };
}

function chosenIndices({ options }: MultipleQuestion, answer: Answer): readonly number[] | null {
  switch (answer.kind) {
    case 'options':
      return answer.indices;
    case 'option':
      return [answer.index];
    case 'text':
      return readChoices(
        answer.text,
        options.map(({ text }) => text),
      );
    default:
      return null;
  }
}

const reasonOf = ({ text, why }: Option): string => reasoned(text, why);
