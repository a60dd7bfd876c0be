import { assertNever } from '../domain/assert-never.ts';
import type { Activity, Lesson, Page } from '../domain/lesson.ts';
import { type ChoiceQuestion, type MatchQuestion, type Question, rightsOf } from '../domain/question.ts';
import { shuffled } from '../domain/shuffled.ts';
import { markdownText, type TextLayout } from './markdown-text.ts';
import { wrapWords } from './wrap-words.ts';

/** A whole lesson as text: commands to run are there, questions stand without their answers. Ends with a newline. */
export function lessonText(lesson: Lesson, layout: TextLayout): string {
  const parts = [
    title(lesson, layout),
    ...lesson.pages.map((page) => pageText(page, page.heading !== lesson.title, layout)),
    furtherReading(lesson, layout),
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n\n')}\n`;
}

function title(lesson: Lesson, layout: TextLayout): string[] {
  const heading = wrapWords([{ text: lesson.title, look: 'heading' }], layout.columns, layout.paint);
  const about = `${lesson.description} (${lesson.minutes} minutes, ${lesson.difficulty})`;
  const objectives = lesson.objectives.map((objective) => `- ${objective}`).join('\n');
  return [
    ...heading,
    '='.repeat(Math.min(layout.columns, lesson.title.length)),
    '',
    ...markdownText(about, layout),
    '',
    'You will be able to:',
    '',
    ...markdownText(objectives, layout),
  ];
}

function pageText(page: Page, withHeading: boolean, layout: TextLayout): string[] {
  const heading = [
    ...wrapWords([{ text: page.heading, look: 'heading' }], layout.columns, layout.paint),
    '-'.repeat(Math.min(layout.columns, page.heading.length)),
  ];
  const prose = markdownText(page.prose, layout);
  const activity = page.activity === null ? [] : activityText(page.activity, layout);
  return joinBlocks([withHeading ? heading : [], prose, activity]);
}

function activityText(activity: Activity, layout: TextLayout): string[] {
  switch (activity.kind) {
    case 'run':
      return joinBlocks([['Run:'], command(activity.command, layout), notice(activity.notice, layout)]);
    case 'task':
      return joinBlocks([['Task:'], markdownText(activity.prompt, layout)]);
    case 'predict':
      return joinBlocks([
        ['Say first what this does, then run it:'],
        command(activity.command, layout),
        choiceText(activity.question, layout),
      ]);
    case 'question':
      return joinBlocks([['Question:'], questionText(activity.question, layout)]);
    default:
      return assertNever(activity);
  }
}

/** The question without its answer, and below it how it is answered. */
function questionText(question: Question, layout: TextLayout): string[] {
  const asked = (rows: string[], how: string): string[] =>
    joinBlocks([markdownText(question.prompt, layout), rows, [`(${how})`]]);
  switch (question.kind) {
    case 'choice':
      return choiceText(question, layout);
    case 'multiple':
      return asked(lettered(question.options, layout), 'Several are right.');
    case 'true-false':
      return asked(lettered(question.reasons, layout), 'True or false, and for which of these reasons?');
    case 'fill-in':
      return asked([], HOW_TO_ANSWER[question.reading]);
    case 'numeric':
      return asked([], `Answered with a number${question.unit === null ? '' : `, in ${question.unit}`}.`);
    case 'order':
      return asked(lettered(apart(question.items, question.id), layout), 'To be put in order.');
    case 'match':
      return asked(matchText(question, layout), 'Which letter belongs to which number?');
    case 'fault':
      return asked(
        question.lines.map(({ text }, index) => `${String(index + 1).padStart(2)}  ${text}`),
        'Which line has the fault?',
      );
    default:
      return assertNever(question);
  }
}

const HOW_TO_ANSWER = {
  text: 'Answered in words.',
  number: 'Answered with a number.',
  command: 'Answered with a command.',
};

/** In an order that gives nothing away, the same each time. */
const apart = (texts: readonly string[], seed: string): readonly { readonly text: string }[] =>
  shuffled(texts.length, seed).map((index) => ({ text: texts[index] ?? '' }));

function matchText(question: MatchQuestion, layout: TextLayout): string[] {
  const lefts = question.pairs.map(({ left }) => ({ text: left }));
  const rights = apart(rightsOf(question), question.id);
  const numbers = (index: number): string => `${index + 1}) `;
  return joinBlocks([lettered(lefts, layout, numbers), lettered(rights, layout)]);
}

function choiceText(question: ChoiceQuestion, layout: TextLayout): string[] {
  return joinBlocks([markdownText(question.prompt, layout), lettered(question.options, layout)]);
}

const letter = (index: number): string => `${String.fromCharCode(97 + index)}) `;

function lettered(
  entries: readonly { readonly text: string }[],
  layout: TextLayout,
  mark: (index: number) => string = letter,
): string[] {
  const narrow = { ...layout, columns: layout.columns - 3 };
  return entries.flatMap(({ text }, index) =>
    markdownText(text, narrow).map((line, row) => (row === 0 ? mark(index) : '   ') + line),
  );
}

function command(text: string, { paint }: TextLayout): string[] {
  return text.split('\n').map((line, index) => `    ${index === 0 ? '$ ' : '  '}${paint(line, 'code')}`);
}

function notice(text: string | null, layout: TextLayout): string[] {
  return text === null ? [] : markdownText(`> ${text.replaceAll('\n', '\n> ')}`, layout);
}

function furtherReading(lesson: Lesson, layout: TextLayout): string[] {
  if (lesson.furtherReading.length === 0) return [];
  const links = lesson.furtherReading.map((link) => `- [${link.title}](${link.url})`).join('\n');
  return ['Further reading:', '', ...markdownText(links, layout)];
}

function joinBlocks(parts: readonly (readonly string[])[]): string[] {
  return parts
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}
