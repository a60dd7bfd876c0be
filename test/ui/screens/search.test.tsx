import { afterEach, describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/app/text-width.ts';
import { linearScreen } from '../../../src/ui/linear/linear-screen.ts';
import { FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

let app: OpenApp;
afterEach(() => app.close());

describe.each([
  [80, 24],
  [60, 20],
  [120, 40],
  [40, 15],
])('the search at %ix%i', (columns, rows) => {
  test('shows what was found by its kind, fits, and Enter opens the place', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine({}) }), { size: { columns, rows } });
    await app.shows('no Docker found');
    await app.pressed('/');
    await app.shows('Type a word');
    await app.pressed('container');
    await app.shows('Lessons');
    const frame = app.frame();
    expect(frame.length).toBe(rows - 1);
    expect(frame.filter((line) => textWidth(line) > columns)).toEqual([]);
    expect(frame.map((line) => line.trim())).toContain('/container');
    for (let step = 0; step < 40; step++) app.press('\u001b[B');
    await app.shows('❯ When does a container');
    await app.pressed('\r');
    await app.shows('Which one?');
  });
});

test('as text: how much was found, and what is pointed at', async () => {
  app = openApp(fakePorts({ machine: new FakeMachine({}) }), { size: { columns: 80, rows: 24 } });
  await app.shows('no Docker found');
  await app.pressed('/');
  await app.pressed('container');
  await app.shows('Lessons');
  await app.pressed('\u001b[B');
  const { sections, line } = linearScreen(app.store.getState());
  expect(line).toMatchObject({ prompt: '/', text: 'container', cursor: 9 });
  expect(sections.slice(0, 3)).toEqual([
    { name: 'title', lines: ['Search the course'] },
    { name: 'found', lines: ['3 places.'] },
    {
      name: 'pointed',
      lines: ['> Lessons: say why a container exits; PID 1: the life and death of a container'],
    },
  ]);
});
