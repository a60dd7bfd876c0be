import { afterEach, describe, expect, test } from 'vitest';
import type { Size } from '../../../src/app/state.ts';
import { textWidth } from '../../../src/app/text-width.ts';
import { itemId, pageId } from '../../../src/domain/ids.ts';
import { sampleLesson } from '../../app/fakes/fake-course.ts';
import { type Answer, bothChoices, FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts, stamped } from '../../app/fakes/fake-ports.ts';
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
  ['task, hint', ['\u0007'], 'Hint 1'],
  ['task, done', ['docker run -dit --name vvc-keep busybox', '\r'], 'Done.'],
  ['prediction', ['\r', '\r'], 'Predict'],
  ['prediction, seen', ['\r'], 'exit 1'],
  ['question', ['G', '\r', '\r'], '> a)'],
  ['question, answered', [wrongFirst(), '\r'], 'Not right.'],
  ['typed question', ['G', '\r', '\r', '9'], '> 9'],
  ['typed question, answered', ['\r'], 'You wrote: 9'],
  ['result', ['G', '\r'], 'Worth another look'],
];

/** What an earlier sitting left, on a real engine whose containers are gone since. */
const walkBack: typeof walk = [
  ['back on a real engine', ['\r'], 'Ctrl-R runs 2'],
  ['earlier commands offered', ['\t'], 'Ctrl-R'],
  ['earlier commands run', ['\u0012'], 'achine is'],
  ['task, done before', ['x', '\u007f'], 'Enter next page'],
  ['prediction, answered before', ['\r'], 'answered before'],
  ['question, answered before', ['n'], 'Question: answered'],
  ['run, done before', ['p', 'p', 'p', '\t'], 'done before'],
  ['run, again', ['r'], 'a warning'],
];

const machine = { kind: 'live', engine: 'docker 28.5.2' } as const;
const sitting = { lesson: sampleLesson.id, hash: 'h', machine };
const earlier = [
  { ...sitting, kind: 'command-run', item: itemId('run-1'), commandLine: 'docker ps', exitCode: 0 },
  { ...sitting, kind: 'command-run', item: itemId('task-1'), commandLine: 'docker info', exitCode: 0 },
  { ...sitting, kind: 'task-checked', item: itemId('task-1'), verdict: 'pass' },
  { ...sitting, kind: 'question-answered', item: itemId('predict-1'), answer: '`0`', verdict: 'wrong' },
  {
    ...sitting,
    kind: 'question-answered',
    item: itemId('choice-1'),
    answer: 'when its PID 1 ends',
    verdict: 'right',
  },
  { ...sitting, kind: 'page-viewed', page: pageId('task') },
] as const;

let app: OpenApp | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

async function follow(
  shown: OpenApp,
  path: typeof walk,
  { columns, rows }: Size,
  seen: string[],
): Promise<void> {
  for (const [name, keys, shows] of path) {
    for (const key of keys) await shown.pressed(key);
    await shown.shows(shows);
    const frame = shown.frame();
    expect([name, frame.length]).toEqual([name, rows - 1]);
    expect([name, frame.filter((line) => textWidth(line) > columns)]).toEqual([name, []]);
    seen.push(`${name}\n${frame.map((line) => `|${line.trimEnd()}`).join('\n')}\n`);
  }
}

describe.each([
  [80, 24],
  [60, 20],
  [120, 40],
  [40, 15],
])('screens at %ix%i', (columns, rows) => {
  test('every frame fits, and is as it was when a person last looked at it', async () => {
    const size = { columns, rows };
    const seen: string[] = [];
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), { size });
    await follow(app, walk, size, seen);
    await app.close();
    const identity = { ...machine, label: 'Docker 28.5 on this computer' };
    const events = earlier.map((event, at) => ({ ...stamped(event, at + 1), id: `00000-${at}` }));
    const ports = { machine: new FakeMachine(answers, identity), choices: bothChoices, events };
    app = openApp(fakePorts(ports), { size });
    await app.shows('Docker 28.5');
    await follow(app, walkBack, size, seen);
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
