import { judgeAnswer } from '../domain/judge-answer.ts';
import { type Activity, itemsOf, type Lesson } from '../domain/lesson.ts';
import type { ChoiceQuestion, FillInQuestion, Question } from '../domain/question.ts';
import { readNumber } from '../domain/read-number.ts';
import type { Problem } from './problem.ts';
import type { LessonPlace } from './read-lessons.ts';

/** What decodes and yet teaches badly: questions that give themselves away, and names that may clash. */
export function lintLesson(lesson: Lesson, place: LessonPlace): readonly Problem[] {
  return itemsOf(lesson).flatMap((item) => {
    const line = place.lineOf.get(item.id) ?? 1;
    return [...complaintsAboutQuestion(item), ...complaintsAboutNames(item)].map((sentence) => ({
      file: place.file,
      line,
      sentence: `${item.id}: ${sentence}`,
    }));
  });
}

function complaintsAboutQuestion(item: Activity): readonly string[] {
  const question: Question | null =
    item.kind === 'question' || item.kind === 'predict' ? item.question : null;
  if (question === null) return [];
  return question.kind === 'choice' ? complaintsAboutChoice(question) : complaintsAboutFillIn(question);
}

const CATCH_ALL = /\b(all|none|both|neither) of (the above|these|them)\b/i;
/** A right option this much longer than any wrong one is guessed by its length alone. */
const TELLING_RATIO = 1.7;
const TELLING_CHARACTERS = 30;

function complaintsAboutChoice({ options }: ChoiceQuestion): readonly string[] {
  const complaints = options
    .filter((option) => CATCH_ALL.test(option.text))
    .map((option) => `"${option.text}" leaves open what is meant, once the options are shuffled`);
  const right = options.find((option) => option.correct)?.text.length ?? 0;
  const longestWrong = Math.max(
    ...options.filter((option) => !option.correct).map((option) => option.text.length),
  );
  if (right > longestWrong * TELLING_RATIO && right - longestWrong > TELLING_CHARACTERS) {
    complaints.push('the right option is the longest by far, which gives it away');
  }
  return complaints;
}

function complaintsAboutFillIn(question: FillInQuestion): readonly string[] {
  const bare: FillInQuestion = { ...question, alternatives: [] };
  const isRight = (asked: FillInQuestion, text: string): boolean =>
    judgeAnswer(asked, { kind: 'text', text }).verdict === 'right';
  const complaints: string[] = [];
  if (question.reading === 'number' && readNumber(question.answer, question.prompt) === null) {
    complaints.push(`the answer "${question.answer}" is not a whole number`);
  }
  for (const alternative of question.alternatives) {
    if (isRight(bare, alternative))
      complaints.push(`the alternative "${alternative}" is read as the answer already`);
  }
  for (const { answer } of question.wrong) {
    if (isRight(question, answer)) complaints.push(`the wrong answer "${answer}" would be judged right`);
  }
  return complaints;
}

const NAMED = /--name[= ]["']?([A-Za-z0-9_.-]+)/g;

/** Labs run beside the learner's own containers. */
function complaintsAboutNames(item: Activity): readonly string[] {
  const names = commandsOf(item).flatMap((command) =>
    [...command.matchAll(NAMED)].map((match) => match[1] ?? ''),
  );
  const strange = [...new Set(names)].filter((name) => !name.startsWith('vvc-'));
  return strange.map(
    (name) => `the container "${name}" may clash with one of the learner's; call it vvc-${name}`,
  );
}

function commandsOf(item: Activity): readonly string[] {
  switch (item.kind) {
    case 'run':
    case 'predict':
      return [item.command];
    case 'task':
      return [...item.solutions.flat(), ...item.attempts.flatMap((attempt) => attempt.commands)];
    case 'question':
      return [];
  }
}
