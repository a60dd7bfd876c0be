import { afterEach, describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/app/text-width.ts';
import { sampleLesson } from '../../app/fakes/fake-course.ts';
import { type Answer, FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const answers: Readonly<Record<string, Answer>> = {
  'docker run --rm busybox echo hello': {
    chunks: [
      { stream: 'stdout', text: 'hello\n' },
      { stream: 'stderr', text: 'a warning\n' },
    ],
  },
  'docker run --rm busybox false': { exitCode: 1 },
  'docker run -dit --name vvc-keep busybox': {
    chunks: [{ stream: 'stdout', text: `${'4f'.repeat(32)}\n` }],
    creates: 'vvc-keep',
  },
};

const wrongFirst = (): string => {
  const place = ['a', 'b', 'c'].find((letter) => letter !== rightLetter);
  return place ?? 'a';
};
/** Where `shuffled` puts the right option of the sample question for the test's seed. */
const rightLetter = 'c';

/** Each screen with the keys that lead to it from the one before, and what tells that it is there. */
const walk: readonly (readonly [name: string, keys: readonly string[], shows: string])[] = [
  ['map', [], '(no Docker found)'],
  ['help', ['?'], 'Keys'],
  ['prose', ['?', '\r'], 'The first process is'],
  ['prose at its end', ['G'], 'Paragraph 30'],
  ['search', ['/', 'top', '\r'], 'in line'],
  ['run, not yet run', ['\u001b', '\u001b[C'], '$ docker run --rm'],
  ['run, ended', ['\r'], 'exit 0'],
  ['run, edited', ['e'], 'Esc cancel'],
  ['task', ['\u001b', '\u001b', 'n', '\r'], 'Ctrl-G'],
  ['task, not yet', ['docker ps', '\r'], 'Not yet'],
  ['task, hint', ['\u0007'], 'Hint 1 of 2'],
  ['task, done', ['docker run -dit --name vvc-keep busybox', '\r'], 'Done.'],
  ['prediction', ['\r', '\r'], 'Predict'],
  ['prediction, seen', ['\r'], 'exit 1'],
  ['question', ['\r', '\r'], '> a)'],
  ['question, answered', [wrongFirst(), '\r'], 'Not right.'],
  ['typed question', ['\r', '\r', '9'], '> 9'],
  ['typed question, answered', ['\r'], 'You wrote: 9'],
  ['result', ['\r'], 'Worth another look'],
];

let app: OpenApp | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

describe.each([
  [80, 24],
  [60, 20],
  [120, 40],
  [40, 15],
])('screens at %ix%i', (columns, rows) => {
  test('every frame fits, and is as it was when a person last looked at it', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), { size: { columns, rows } });
    const seen: string[] = [];
    for (const [name, keys, shows] of walk) {
      for (const key of keys) await app.pressed(key);
      await app.shows(shows);
      const frame = app.frame();
      expect([name, frame.length]).toEqual([name, rows - 1]);
      expect([name, frame.filter((line) => textWidth(line) > columns)]).toEqual([name, []]);
      seen.push(`${name}\n${frame.map((line) => `|${line.trimEnd()}`).join('\n')}\n`);
    }
    await expect(seen.join('\n')).toMatchFileSnapshot(`frames-${columns}x${rows}.txt`);
  });

  test('ASCII draws no other characters for boxes and marks', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), {
      size: { columns, rows },
      startLesson: sampleLesson.id,
      ascii: true,
    });
    await app.shows('The first process');
    app.press('n');
    await app.shows('It came');
    app.press('\r');
    await app.shows('exit 0');
    expect(
      app
        .frame()
        .join('')
        .match(/[─━│╭╮╰╯❯✓◐○•]/g),
    ).toBeNull();
  });
});

describe('keys that come at once', () => {
  test('arrow and Enter in one chunk open what the arrow pointed at', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), { size: { columns: 80, rows: 24 } });
    await app.shows('❯ ○ 03');
    app.press('\u001b[B\r');
    await app.shows('lesson namespaces is not on this disk');
  });

  test('a line typed in one chunk runs as typed', async () => {
    const machine = new FakeMachine(answers);
    app = openApp(fakePorts({ machine }), { size: { columns: 80, rows: 24 }, startLesson: sampleLesson.id });
    await app.shows('The first process');
    app.press('nn');
    await app.shows('Now you.');
    app.press('\r');
    await app.shows('Ctrl-G');
    app.press('docker  ps -a\u0015docker ps\r');
    await app.shows('! not found');
    expect(machine.calls).toEqual(['prepare', 'run docker ps']);
  });
});

describe('room', () => {
  test('below 40x15 a sentence asks for more, and a larger terminal brings the screen back', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), { size: { columns: 80, rows: 24 } });
    await app.shows('Enter open');
    app.resize({ columns: 39, rows: 14 });
    await app.shows('Ctrl-C to leave.');
    expect(app.frame().length).toBeLessThanOrEqual(13);
    app.resize({ columns: 60, rows: 20 });
    await app.shows('Enter open');
    expect(app.frame().length).toBe(19);
  });

  test('a page is set anew for a new width', async () => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), {
      size: { columns: 80, rows: 24 },
      startLesson: sampleLesson.id,
    });
    await app.shows('The first process');
    app.resize({ columns: 40, rows: 15 });
    await app.shows('1 of 6');
    const fits = app.frame().every((line) => textWidth(line) <= 40);
    expect([fits, app.frame().length]).toEqual([true, 14]);
  });
});

describe('what cannot be saved', () => {
  test('is one line in the footer', async () => {
    const ports = fakePorts({ machine: new FakeMachine(answers), diskFull: 'the disk is full' });
    app = openApp(ports, { size: { columns: 80, rows: 24 }, startLesson: sampleLesson.id });
    await app.shows('Not saved: the disk is full');
    expect(app.frame().length).toBe(23);
  });

  test('what the store recovered is told on the map', async () => {
    const ports = fakePorts({
      machine: new FakeMachine(answers),
      notice: 'Two damaged lines were set aside.',
    });
    app = openApp(ports, { size: { columns: 80, rows: 24 } });
    await app.shows('Two damaged lines were set aside.');
  });
});
