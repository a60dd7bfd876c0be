/** What the course promises as a whole; `npm run lessons:check` proves what each lesson says. */
import { expect, test } from 'vitest';
import { readClaims, reportClaims } from '../../src/content/claims.ts';
import { conceptMap, holeIn } from '../../src/content/concept-map.ts';
import { readLessons } from '../../src/content/read-lessons.ts';
import { itemsOf, type TaskActivity } from '../../src/domain/lesson.ts';

const { lessons } = readLessons('lessons');
const taught = lessons.filter(({ isExam }) => isExam !== true);
const items = lessons.flatMap((lesson) => itemsOf(lesson).map((item) => ({ lesson, item })));
const tasks = items.flatMap(({ lesson, item }) =>
  item.kind === 'task' ? [{ ...item, name: `${lesson.id}/${item.id}` }] : [],
);
const namesOf = (those: readonly { readonly name: string }[]) => those.map(({ name }) => name);

test('every claim of the curriculum is covered by a page', () => {
  const claims = readClaims('lessons') ?? [];
  expect(claims.length).toBeGreaterThan(200);
  const { uncovered, problems } = reportClaims(claims, lessons, ({ folder }) => folder);
  expect([uncovered.map(({ id }) => id), problems]).toEqual([[], []]);
});

test('every concept that is asked is taught, and every concept that is taught is asked', () => {
  expect(conceptMap(lessons).flatMap((concept) => holeIn(concept) ?? [])).toEqual([]);
});

test('there are forty tasks and two hundred questions', () => {
  expect(tasks.length).toBeGreaterThanOrEqual(40);
  expect(items.length - tasks.length).toBeGreaterThanOrEqual(200);
});

test('every task has three hints, a solution and three wrong attempts', () => {
  const short = (task: TaskActivity) =>
    task.hints.length < 3 || task.solutions.length < 1 || task.attempts.length < 3;
  expect(namesOf(tasks.filter(short))).toEqual([]);
});

test('no lesson takes more than about twenty minutes', () => {
  expect(taught.filter(({ minutes }) => minutes > 22).map(({ id }) => id)).toEqual([]);
});

test('every lesson tells what it is for, what it left, and where to read on', () => {
  const lacking = taught.filter(
    ({ objectives, summary, furtherReading }) =>
      objectives.length < 3 || summary.split('\n').length < 4 || furtherReading.length < 2,
  );
  expect(lacking.map(({ id }) => id)).toEqual([]);
});
