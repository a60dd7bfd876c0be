import type { Answer, Judgement, OrderQuestion } from './question.ts';
import { readChoices } from './read-choice.ts';

/** Right only as a whole. What was put the wrong way round is named, with the reason where the author gives one. */
export function judgeOrder(question: OrderQuestion, answer: Answer): Judgement {
  const given = orderGiven(question, answer);
  const all = question.items.map((_, index) => index);
  if (given === null || given.length !== all.length || new Set(given).size !== all.length)
    return { verdict: 'wrong', explanation: 'That is not an order of all the items.' };
  // Items of the same words may stand for each other.
  const isRight = given.every((index, place) => question.items[index] === question.items[place]);
  if (isRight) return { verdict: 'right', explanation: question.why };
  const right = all.map((index) => `${index + 1}. ${question.items[index] ?? ''}`).join('\n');
  return {
    verdict: 'wrong',
    explanation: [...faults(question, given), 'The right order:', right, question.why].join('\n\n'),
  };
}

function faults(question: OrderQuestion, given: readonly number[]): readonly string[] {
  const known = question.mistakes.filter(({ before, after }) => given.indexOf(before) < given.indexOf(after));
  if (known.length > 0) return known.map(({ why }) => why);
  const place = given.findIndex((index, at) => index > (given[at + 1] ?? index));
  const [first = '', second = ''] = [given[place], given[place + 1]].map(
    (index) => question.items[index ?? 0],
  );
  return [`You put this too early: ${first}\n\nIt comes after: ${second}`];
}

function orderGiven({ items }: OrderQuestion, answer: Answer): readonly number[] | null {
  if (answer.kind === 'order') return answer.indices.every((index) => index in items) ? answer.indices : null;
  return answer.kind === 'text' ? readChoices(answer.text, items) : null;
}
