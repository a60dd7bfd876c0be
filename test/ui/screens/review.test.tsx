import { afterEach, describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/app/text-width.ts';
import { itemId } from '../../../src/domain/ids.ts';
import { linearScreen } from '../../../src/ui/linear/linear-screen.ts';
import { fakeLibrary, sampleCourse, sampleLesson } from '../../app/fakes/fake-course.ts';
import { FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { answered, atDay, log } from '../../domain/schedule/schedule-fixture.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

let app: OpenApp;
afterEach(() => app.close());

const task = {
  kind: 'task-checked',
  lesson: sampleLesson.id,
  item: itemId('task-1'),
  hash: 'h-task',
  verdict: 'pass',
  machine: { kind: 'simulated', engine: 'fake' },
} as const;
const events = log(
  [atDay(-30), answered('wrong', 'choice-1')],
  [atDay(-29), task],
  [atDay(-28), answered('right', 'predict-1')],
).map((event, at) => ({ ...event, id: `00000-${at}` }));
const answers = { 'docker run -dit --name vvc-keep busybox': { creates: 'vvc-keep' } } as const;
/** The whole course is read for a quiz, so it has only what can be read. */
const lessons = { ...fakeLibrary, list: () => sampleCourse.slice(0, 1) };
const open = (columns: number, rows: number): OpenApp =>
  openApp(
    { ...fakePorts({ machine: new FakeMachine(answers), events }), lessons, clock: { now: () => atDay(0) } },
    { size: { columns, rows } },
  );

function fits(columns: number, rows: number): void {
  const frame = app.frame();
  expect(frame.length).toBe(rows - 1);
  expect(frame.filter((line) => textWidth(line) > columns)).toEqual([]);
}

describe.each([
  [80, 24],
  [60, 20],
  [120, 40],
  [40, 15],
])('a review at %ix%i', (columns, rows) => {
  test('from the map: a question, then a lab, each followed by when it comes again', async () => {
    app = open(columns, rows);
    await app.shows('Review: 3 due. r brings them.');
    fits(columns, rows);
    await app.pressed('r');
    await app.shows('Due now: 1 question and 2 labs.');
    fits(columns, rows);
    await app.pressed('\r');
    await app.shows('When does a container stop?');
    fits(columns, rows);
    await app.pressed('\r');
    await app.shows('Again ');
    await app.shows('because it was');
    fits(columns, rows);
    await app.pressed('\u001b');
    await app.pressed('\u001b');
    await app.shows('Due now: 2 labs.');
    for (let step = 0; step < 2 && !app.frame().join().includes('❯ a task'); step++)
      await app.pressed('\u001b[B');
    await app.pressed('\r');
    await app.shows('Start a container named');
    await app.pressed('\r');
    await app.pressed('docker run -dit --name vvc-keep busybox');
    await app.pressed('\r');
    await app.shows('are still known.');
    fits(columns, rows);
    await app.pressed('\r');
    await app.shows('Due now: 1 lab.');
    fits(columns, rows);
  });
});

test('as text: what is due, and what Enter may go to', async () => {
  app = open(80, 24);
  await app.shows('Review: 3 due.');
  expect(linearScreen(app.store.getState()).sections.find(({ name }) => name === 'review')?.lines).toEqual([
    'Review: 3 due. r brings them.',
  ]);
  await app.pressed('r');
  await app.shows('Due now');
  const { sections, line } = linearScreen(app.store.getState());
  expect([line, sections.slice(0, 3)]).toEqual([
    null,
    [
      { name: 'title', lines: ['Review'] },
      { name: 'stand', lines: ['Due now: 1 question and 2 labs.'] },
      {
        name: 'entries',
        lines: [
          '> 1 question',
          '  a task of “PID 1: the life and death of a container”',
          '  a prediction of “PID 1: the life and death of a container”',
          '  course map',
        ],
      },
    ],
  ]);
});
