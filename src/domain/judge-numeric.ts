import type { Answer, Judgement, NumericQuestion } from './question.ts';
import { isNear, plainValue, type Quantity, readQuantity } from './read-quantity.ts';

/** Judges a typed number. One that cannot be read is wrong; ask `unreadableNumber` first and let it be typed anew. */
export function judgeNumeric(question: NumericQuestion, answer: Answer): Judgement {
  if (answer.kind !== 'text')
    return { verdict: 'wrong', explanation: 'This question is answered with a number.' };
  const read = readQuantity(answer.text, question);
  const value = read.kind === 'quantity' ? read.value : null;
  if (value !== null && isNear(value, question.answer, question.tolerance)) {
    const exact = isNear(value, question.answer)
      ? []
      : [`More exactly: ${inUnit(question.answer, question)}.`];
    return {
      verdict: 'right',
      explanation: [...converted(read, question), ...exact, question.why].join('\n\n'),
    };
  }
  const known =
    value === null ? undefined : question.wrong.find((wrong) => isKnown(wrong.answer, value, question));
  return {
    verdict: 'wrong',
    explanation: [
      ...converted(read, question),
      ...(known === undefined ? [] : [known.why]),
      `Right is: ${inUnit(question.answer, question)}`,
      question.why,
    ].join('\n\n'),
  };
}

/** Why this cannot be judged at all, in one sentence; null when it can. */
export function unreadableNumber(question: NumericQuestion, text: string): string | null {
  const read = readQuantity(text, question);
  return read.kind === 'unreadable' ? read.because : null;
}

/** `512 MiB`, `25%`, `3`. */
export function inUnit(value: number, { unit }: Pick<NumericQuestion, 'unit'>): string {
  if (unit === null) return plainNumber(value);
  return unit === '%' ? `${plainNumber(value)}%` : `${plainNumber(value)} ${unit}`;
}

/** As written by the author: no digit of an answer is rounded away. */
const plainNumber = (value: number): string => String(value);

function converted(read: Quantity, question: NumericQuestion): readonly string[] {
  if (read.kind === 'unreadable' || read.said === null || question.unit === null) return [];
  return [`${read.said} is ${plainValue(read.value)} ${question.unit}.`];
}

function isKnown(answer: string, value: number, question: NumericQuestion): boolean {
  const wrong = readQuantity(answer, question);
  return wrong.kind === 'quantity' && isNear(wrong.value, value, question.tolerance);
}
