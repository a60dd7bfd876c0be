import { assertNever } from './assert-never.ts';
import { sameCommand } from './command-line/same-command.ts';
import { judgeFault } from './judge-fault.ts';
import { judgeMatch } from './judge-match.ts';
import { judgeMultiple } from './judge-multiple.ts';
import { judgeNumeric } from './judge-numeric.ts';
import { judgeOrder } from './judge-order.ts';
import { judgeTrueFalse } from './judge-true-false.ts';
import type {
  Answer,
  ChoiceQuestion,
  FillInQuestion,
  Judgement,
  Option,
  Question,
  Reading,
} from './question.ts';
import { readChoice } from './read-choice.ts';
import { readNumber } from './read-number.ts';
import { sameText } from './same-text.ts';

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

function judgeFillIn(question: FillInQuestion, answer: Answer): Judgement {
  if (answer.kind !== 'text')
    return { verdict: 'wrong', explanation: 'This question is answered in words of your own.' };
  const same = (expected: string): boolean =>
    isSame(question.reading, expected, answer.text, question.prompt);
  if ([question.answer, ...question.alternatives].some(same))
    return { verdict: 'right', explanation: question.why };
  const known = question.wrong.find((wrong) => same(wrong.answer));
  const right = `Right is: ${code(question)}\n\n${question.why}`;
  return { verdict: 'wrong', explanation: known === undefined ? right : `${known.why}\n\n${right}` };
}

function isSame(reading: Reading, expected: string, typed: string, prompt: string): boolean {
  switch (reading) {
    case 'text':
      return sameText(expected, typed);
    case 'number': {
      const wanted = readNumber(expected, prompt);
      return wanted !== null && wanted === readNumber(typed, prompt);
    }
    case 'command':
      return sameCommand(withoutQuotes(expected), withoutQuotes(typed));
    default:
      return assertNever(reading);
  }
}

/** A command copied with the backticks or quotes it stood in. */
function withoutQuotes(line: string): string {
  const match = /^(["'`])(.+)\1[.!]?$/.exec(line.trim());
  const inner = match?.[2];
  return inner === undefined || match === null || inner.includes(match[1] ?? '') ? line : inner;
}

function code(question: FillInQuestion): string {
  return question.reading === 'command' ? `\`${question.answer}\`` : question.answer;
}
