import { assertNever } from '../domain/assert-never.ts';
import { judgeAnswer } from '../domain/judge-answer.ts';
import { unreadableNumber } from '../domain/judge-numeric.ts';
import type { FillInQuestion, NumericQuestion, Option, OrderQuestion, Question } from '../domain/question.ts';
import { readNumber } from '../domain/read-number.ts';

/** What gives a question away, or makes its answer arguable; each a sentence. */
export function lintQuestion(question: Question): readonly string[] {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
      return complaintsAboutOptions(question.options, 'option');
    case 'true-false':
      return complaintsAboutOptions(question.reasons, 'reason');
    case 'fill-in':
      return complaintsAboutFillIn(question);
    case 'numeric':
      return complaintsAboutNumeric(question);
    case 'order':
      return complaintsAboutOrder(question);
    case 'match':
    case 'fault':
      return [];
    default:
      return assertNever(question);
  }
}

const CATCH_ALL = /\b(all|none|both|neither) of (the above|these|them)\b/i;
/** A right option this much longer than any wrong one is guessed by its length alone. */
const TELLING_RATIO = 1.7;
const TELLING_CHARACTERS = 30;

function complaintsAboutOptions(options: readonly Option[], what: 'option' | 'reason'): readonly string[] {
  const complaints = options
    .filter((option) => CATCH_ALL.test(option.text))
    .map((option) => `"${option.text}" leaves open what is meant, once the ${what}s are shuffled`);
  const lengths = (correct: boolean): readonly number[] =>
    options.filter((option) => option.correct === correct).map((option) => option.text.length);
  const right = Math.min(...lengths(true));
  const longestWrong = Math.max(...lengths(false));
  if (right > longestWrong * TELLING_RATIO && right - longestWrong > TELLING_CHARACTERS) {
    const them = lengths(true).length > 1 ? `${what}s are` : `${what} is`;
    complaints.push(
      `the right ${them} the longest by far, which gives ${lengths(true).length > 1 ? 'them' : 'it'} away`,
    );
  }
  return complaints;
}

function complaintsAboutFillIn(question: FillInQuestion): readonly string[] {
  const bare: FillInQuestion = { ...question, alternatives: [] };
  const complaints: string[] = [];
  if (question.reading === 'number' && readNumber(question.answer, question.prompt) === null) {
    complaints.push(`the answer "${question.answer}" is not a whole number`);
  }
  for (const alternative of question.alternatives) {
    if (isRight(bare, alternative))
      complaints.push(`the alternative "${alternative}" is read as the answer already`);
  }
  return [...complaints, ...wrongOnesThatAreRight(question)];
}

function complaintsAboutNumeric(question: NumericQuestion): readonly string[] {
  const unreadable = question.wrong.filter(({ answer }) => unreadableNumber(question, answer) !== null);
  return [
    ...unreadable.map(({ answer }) => `the wrong answer "${answer}" cannot be read as a number`),
    ...wrongOnesThatAreRight(question),
  ];
}

function wrongOnesThatAreRight(question: FillInQuestion | NumericQuestion): readonly string[] {
  return question.wrong
    .filter(({ answer }) => isRight(question, answer))
    .map(({ answer }) => `the wrong answer "${answer}" would be judged right`);
}

const isRight = (question: Question, text: string): boolean =>
  judgeAnswer(question, { kind: 'text', text }).verdict === 'right';

const PLACE_WORD = /^(first|second|third|then|next|after that|finally|last|at last|lastly)\b/i;

const complaintsAboutOrder = ({ items }: OrderQuestion): readonly string[] =>
  items
    .filter((item) => PLACE_WORD.test(item))
    .map((item) => `the item "${item}" begins with a word that says its place`);
