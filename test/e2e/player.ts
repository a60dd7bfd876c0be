import { readFileSync } from 'node:fs';
import { assertNever } from '../../src/domain/assert-never.ts';
import { itemsOf, type Lesson, type Page, type TaskActivity } from '../../src/domain/lesson.ts';
import type { ChoiceQuestion, FillInQuestion, NumericQuestion, Question } from '../../src/domain/question.ts';
import { KEYS, pageNumber, turnPage } from './learner.ts';
import type { TerminalSession } from './terminal-session.ts';

/** The lesson as the build left it, so that the player knows the right answers whatever the text becomes. */
export const lesson: Lesson = JSON.parse(
  readFileSync(new URL('../../dist/course/pid1.json', import.meta.url), 'utf8'),
);

const items = itemsOf(lesson);
const count = (kinds: readonly string[]) => items.filter(({ kind }) => kinds.includes(kind)).length;
/** How many of each there are to do. */
export const ALL = {
  steps: items.length,
  runs: count(['run']),
  tasks: count(['task']),
  questions: count(['question', 'predict']),
};

/** Does what every page asks for, rightly, from the page shown to the last; ends on the result page. */
export async function playToTheEnd(session: TerminalSession): Promise<void> {
  for (let at = (pageNumber(session) ?? 1) - 1; at < lesson.pages.length; at++) {
    const page = lesson.pages[at];
    if (page !== undefined) await playPage(session, page);
    await goOn(session, at + 1);
  }
}

/** The result page counts all of it. */
export function hasAllDone({ text }: TerminalSession): boolean {
  const counted = text.replaceAll(/ +/g, ' ');
  return [
    `Commands run ${ALL.runs} of ${ALL.runs}`,
    `Tasks solved ${ALL.tasks} of ${ALL.tasks}`,
    `Answers right the first time ${ALL.questions} of ${ALL.questions}`,
  ].every((line) => counted.includes(line));
}

/** Does what this page, which must be the one shown, asks for. */
export async function playPage(session: TerminalSession, { activity }: Page): Promise<void> {
  switch (activity?.kind) {
    case undefined:
      return;
    case 'run':
      session.write(KEYS.enter);
      return session.waitFor(`${activity.id} to have run`, isDone);
    case 'predict':
      await choose(session, activity.question);
      return session.waitFor(`${activity.id} to be shown`, isDone);
    case 'question':
      await answer(session, activity.question);
      return session.waitFor(
        `${activity.id} to be right`,
        ({ text }) => text.includes('Right.') && isSet(text),
      );
    case 'task':
      return solve(session, activity);
    default:
      return assertNever(activity);
  }
}

/** Markdown that is not set yet may take other rows than it will. */
const isSet = (text: string): boolean => !/`|\*\*/.test(text);

/** The footer offers to go on, or to see the rest first. */
const isDone = (session: TerminalSession): boolean => hasMore(session) || isAtEnd(session);
const footer = ({ screen }: TerminalSession): string => screen.findLast((line) => line !== '') ?? '';
const hasMore = (session: TerminalSession): boolean => /(Space|Enter) more/.test(footer(session));
const isAtEnd = (session: TerminalSession): boolean => /Enter (next page|result)/.test(footer(session));

/** Reads what stands below the edge, as the footer says. */
async function readToTheEnd(session: TerminalSession): Promise<void> {
  await session.waitFor('the footer to say how to go on', isDone);
  while (hasMore(session)) {
    const before = session.text;
    session.write(KEYS.enter);
    await session.waitFor('more of it', ({ text }) => text !== before);
  }
}

async function goOn(session: TerminalSession, page: number): Promise<void> {
  if (lesson.pages[page - 1]?.activity !== null) await readToTheEnd(session);
  if (page === lesson.pages.length) {
    session.write(KEYS.enter);
    return session.waitForText('Answers right the first time');
  }
  if (lesson.pages[page - 1]?.activity === null) return turnPage(session);
  session.write(KEYS.enter);
  return session.waitFor(`the page after ${page}`, () => pageNumber(session) === page + 1);
}

async function answer(session: TerminalSession, question: Question): Promise<void> {
  if (question.kind === 'choice') return choose(session, question);
  if (question.kind !== 'fill-in' && question.kind !== 'numeric') return paste(session, inWriting(question));
  session.write(KEYS.enter);
  await session.waitFor('the line to type on', ({ text }) => /Enter answer/.test(text));
  session.write(question.answer + KEYS.enter);
}

/** Pasted whole, then given. */
async function paste(session: TerminalSession, text: string): Promise<void> {
  session.write(KEYS.enter);
  await session.waitFor('the question', ({ text: shown }) => /Enter answer/.test(shown));
  const before = session.text;
  session.write(`\u001b[200~${text}\u001b[201~`);
  await session.waitFor('the answer to be read', ({ text: shown }) => shown !== before);
  session.write(KEYS.enter);
}

/** The right answer as one would write it. */
function inWriting(question: Exclude<Question, ChoiceQuestion | FillInQuestion | NumericQuestion>): string {
  switch (question.kind) {
    case 'multiple':
      return question.options.flatMap(({ text, correct }) => (correct ? [text] : [])).join('\n');
    case 'true-false':
      return `${question.answer}, ${question.reasons.find(({ correct }) => correct)?.text}`;
    case 'order':
      return question.items.join('\n');
    case 'match':
      return question.pairs.map(({ left, right }) => `${left} = ${right}`).join('\n');
    case 'fault':
      return `line ${question.lines.findIndex(({ fault }) => fault) + 1}`;
    default:
      return assertNever(question);
  }
}

/** Goes down the options, reading each as a person does, to the right one. */
async function choose(session: TerminalSession, question: ChoiceQuestion): Promise<void> {
  session.write(KEYS.enter);
  await session.waitFor('the options', ({ text }) => /Enter answer/.test(text));
  const wanted = question.options.find(({ correct }) => correct)?.text ?? '';
  // A small terminal may show only the beginning of a long option.
  const isAt = (text: string) => words(text).startsWith(pointedAt(session));
  const found = () => isAt(wanted) && question.options.filter(({ text }) => isAt(text)).length === 1;
  for (let down = 0; !found(); down++) {
    if (down === question.options.length) throw new Error(`No option ${wanted}:\n${session.text}`);
    const before = pointedAt(session);
    session.write(KEYS.down);
    await session.waitFor('another option', () => ![before, ''].includes(pointedAt(session)));
  }
  session.write(KEYS.enter);
}

/** The option the pointer is at, its lines joined. */
function pointedAt(session: TerminalSession): string {
  const inner = session.screen.map((line) => /^ *│ (.*?) *│?$/.exec(line)?.[1] ?? '');
  const at = inner.findIndex((line) => /^> [a-z]\) /.test(line));
  if (at < 0) return '';
  const rest = inner.slice(at + 1);
  const end = rest.findIndex((line) => !/^ {5}\S/.test(line));
  return words([inner[at]?.slice(5), ...rest.slice(0, end < 0 ? rest.length : end)].join(' '));
}

/** Without markup and breaks, which the screen sets in its own way. */
const words = (text: string): string => text.replaceAll(/[`*\s│]/g, '');

async function solve(session: TerminalSession, { id, solutions }: TaskActivity): Promise<void> {
  session.write(KEYS.enter);
  await session.waitFor('the prompt', ({ text }) => /Enter run/.test(text));
  for (const line of solutions[0] ?? []) {
    session.write(line);
    await session.waitFor('the line to stand there', ({ text }) => words(text).includes(words(line)));
    const before = session.text;
    session.write(KEYS.enter);
    await session.waitFor(
      `${id} to be looked at`,
      ({ text }) => text !== before && !/running…|Looking at the machine/.test(text) && judged(text),
    );
  }
  await session.waitForText('Done. The machine');
}

const judged = (text: string): boolean => /Not yet:|Done\. The machine|could not be checked/.test(text);
