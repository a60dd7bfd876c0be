import { assertNever } from './assert-never.ts';
import { sameCommand } from './command-line/same-command.ts';
import { typedCommands } from './command-line/typed-command.ts';
import type { Answer, FillInQuestion, Judgement } from './question.ts';
import { readNumber } from './read-number.ts';
import { saysWords } from './says-words.ts';

/** What was typed, against the answer, its alternatives and the wrong ones that the author knows. */
export function judgeFillIn(question: FillInQuestion, answer: Answer): Judgement {
  if (answer.kind !== 'text')
    return { verdict: 'wrong', explanation: 'This question is answered in words of your own.' };
  if (isRight(question, answer.text)) return { verdict: 'right', explanation: question.why };
  const known = question.wrong.find((wrong) => says(question, [wrong.answer], answer.text));
  const right = `Right is: ${code(question)}\n\n${question.why}`;
  return { verdict: 'wrong', explanation: known === undefined ? right : `${known.why}\n\n${right}` };
}

const isRight = (question: FillInQuestion, typed: string): boolean =>
  says(question, [question.answer, ...question.alternatives], typed);

/** Whether what was typed says one of these. */
function says(question: FillInQuestion, answers: readonly string[], typed: string): boolean {
  const { reading, prompt } = question;
  switch (reading) {
    case 'text': {
      const all = [question.answer, ...question.alternatives];
      const others = [...all, ...question.wrong.map(({ answer }) => answer)];
      return saysWords(typed, {
        prompt,
        answers,
        others: others.filter((other) => !answers.includes(other)),
      });
    }
    case 'number': {
      const number = readNumber(typed, prompt);
      return number !== null && answers.some((answer) => readNumber(answer, prompt) === number);
    }
    case 'command':
      return typedCommands(typed).some((line) =>
        answers.some((answer) => typedCommands(answer).some((wanted) => sameCommand(wanted, line))),
      );
    default:
      return assertNever(reading);
  }
}

function code(question: FillInQuestion): string {
  return question.reading === 'command' ? `\`${question.answer}\`` : question.answer;
}
