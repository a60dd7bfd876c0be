import { withoutLead } from './plain-answer.ts';
import type { Answer, Judgement, TrueFalseQuestion } from './question.ts';
import { readChoice } from './read-choice.ts';
import { listed, reasoned } from './reasons.ts';

interface Said {
  readonly value: boolean;
  /** Index of the reason; null: none of them, or none was given. */
  readonly reason: number | null;
}

/** Right when both the truth of the statement and the reason are. Every reason is explained: who was right by luck learns most. */
export function judgeTrueFalse(question: TrueFalseQuestion, answer: Answer): Judgement {
  const said = saidBy(question, answer);
  if (said === null)
    return { verdict: 'wrong', explanation: 'This question is answered with true or false, and a reason.' };
  const right = question.reasons.find(({ correct }) => correct);
  const chosen = said.reason === null ? undefined : question.reasons[said.reason];
  const fits = said.value === question.answer;
  const others = listed(
    'And the other reasons:',
    question.reasons
      .filter((reason) => reason !== right && reason !== chosen)
      .map(({ text, why }) => reasoned(text, why)),
  );
  if (fits && chosen?.correct === true) {
    const why = `It is ${question.answer}. ${chosen.why}`;
    return { verdict: 'right', explanation: [why, ...others].join('\n\n') };
  }
  const reason = `Right is: ${question.answer}, because: ${right?.text ?? ''}\n\n${right?.why ?? ''}`;
  const rest = chosen?.correct === true ? [reason] : [...(chosen === undefined ? [] : [chosen.why]), reason];
  return {
    verdict: 'wrong',
    explanation: [onTruth(question.answer, fits, chosen !== undefined), ...rest, ...others].join('\n\n'),
  };
}

function onTruth(truth: boolean, fits: boolean, hasReason: boolean): string {
  if (!fits) return `The statement is ${truth}.`;
  return hasReason ? `It is ${truth}, but not for that reason.` : `It is ${truth}; the reason is missing.`;
}

function saidBy(question: TrueFalseQuestion, answer: Answer): Said | null {
  if (answer.kind === 'truth') return { value: answer.value, reason: answer.reason };
  return answer.kind === 'text' ? readTruth(answer.text, question) : null;
}

/** `true, b`, `f 2`, `False because …`; null when it says neither true nor false. */
export function readTruth(
  text: string,
  { reasons }: TrueFalseQuestion,
  shown: readonly number[] = reasons.map((_, index) => index),
): Said | null {
  const match =
    /^\W*(true|false|t|f|yes|no|y|n|right|wrong|correct|incorrect)\b[\s,.:;/\u2013\u2014-]*(?:because\b(?: of\b)?)?[\s,.:;]*(.*)$/is.exec(
      withoutLead(text.normalize('NFKC').trim()),
    );
  if (match === null) return null;
  const value = ['true', 't', 'yes', 'y', 'right', 'correct'].includes((match[1] ?? '').toLowerCase());
  const texts = reasons.map((reason) => reason.text);
  return { value, reason: readChoice(match[2] ?? '', texts, shown) };
}
