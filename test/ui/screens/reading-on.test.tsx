import { afterEach, describe, expect, test } from 'vitest';
import { sampleLesson } from '../../app/fakes/fake-course.ts';
import { type Answer, FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const long = Array.from({ length: 40 }, (_, line) => `line ${line + 1}\n`).join('');
const answers: Readonly<Record<string, Answer>> = {
  'docker run --rm busybox echo hello': { chunks: [{ stream: 'stdout', text: long }] },
  'docker run --rm busybox false': { exitCode: 1 },
};

let app: OpenApp;
afterEach(() => app.close());

const open = (columns: number, rows: number): OpenApp => {
  app = openApp(fakePorts({ machine: new FakeMachine(answers) }), {
    size: { columns, rows },
    startLesson: sampleLesson.id,
  });
  return app;
};

const sizes = [
  [80, 24],
  [120, 40],
  [40, 15],
] as const;

const footer = (): string => app.frame().at(-1)?.trim() ?? '';
const header = (): string => app.frame()[0]?.trim().replaceAll(/ +/g, ' ') ?? '';

describe.each(sizes)('what is below the edge of its box, at %ix%i', (columns, rows) => {
  test('is paged down to before Enter goes on, and the footer says which it will do', async () => {
    open(columns, rows);
    await app.shows('The first process');
    app.press('n');
    await app.shows('$ docker run');
    app.press('\r');
    await app.shows('exit 0');
    app.press('\u001b[H');
    await app.shows('line 1 ');
    expect(footer()).toMatch(/^Space more {2}r again/);
    let pages = 0;
    while (footer().startsWith('Space more')) {
      const key = pages++ % 2 === 0 ? '\r' : ' ';
      const before = app.frame().join('\n');
      await app.pressed(key);
      await app.changes(before);
    }
    expect(pages).toBeGreaterThan(0);
    expect([header().includes('2 of 6'), footer()]).toEqual([
      true,
      expect.stringMatching(/^Enter next page {2}r again/),
    ]);
    expect(app.frame().join('\n')).toContain('It said');
    app.press('\r');
    await app.shows('3 of 6');
  });

  test('is never the question that was answered, nor the answer', async () => {
    open(columns, rows);
    await app.shows('The first process');
    app.press('nnnn');
    await app.shows('5 of 6');
    app.press('\rb\r');
    await app.shows('right.');
    const shown = app.frame().join('\n');
    expect(shown).toContain('When does a container stop?');
    expect(shown).toMatch(/[+-] b\) /);
  });

  test('tells where labs run on every page', async () => {
    open(columns, rows);
    await app.shows('The first process');
    for (let page = 1; page <= 6; page++) {
      await app.shows(`${page} of 6`);
      expect(header()).toContain('simulated');
      app.press('n');
    }
  });
});

describe.each(sizes)('a notice longer than a row, at %ix%i', (columns, rows) => {
  test('is read whole', async () => {
    open(columns, rows);
    await app.shows('The first process');
    app.press('m');
    await app.shows('Labs cannot run');
    const text = app.frame().join(' ').replaceAll(/ +/g, ' ');
    expect(text).toContain("Labs cannot run on this computer's own engine: no Docker found.");
    expect(app.frame()).toHaveLength(rows - 1);
    app.press('\u001b[H');
    await app.shows('? help');
  });
});
