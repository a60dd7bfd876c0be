import { afterEach, describe, expect, test } from 'vitest';
import { sampleLesson } from '../../app/fakes/fake-course.ts';
import { type Answer, FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const answers: Readonly<Record<string, Answer>> = {
  'docker run --rm busybox echo hello': { chunks: [{ stream: 'stdout', text: 'hello\n' }] },
  'docker run --rm busybox echo bye': { chunks: [{ stream: 'stdout', text: 'bye\n' }] },
  'docker run -d --name vvc-keep busybox': {},
};

let app: OpenApp;
afterEach(() => app.close());

const sizes = [
  [80, 24],
  [120, 40],
  [40, 15],
] as const;

/** What the frame says, its boxes and breaks taken out. */
const said = (): string =>
  app
    .frame()
    .join(' ')
    .replaceAll(/[│╭╮╰╯─]/g, ' ')
    .replaceAll(/ +/g, ' ');

describe.each(sizes)('at %ix%i', (columns, rows) => {
  const open = async (page: number, shows: string): Promise<void> => {
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), {
      size: { columns, rows },
      startLesson: sampleLesson.id,
    });
    await app.shows('The first process');
    app.press('n'.repeat(page - 1));
    await app.shows(shows);
  };

  test('what there is to see in a command is not said of the one put in its place', async () => {
    await open(2, '$ docker run');
    app.press('\r');
    await app.shows('What to see in it');
    app.press('e\u0017bye\r');
    await app.shows('exit 0');
    app.press('G');
    await app.shows('original.');
    expect(said()).toContain(
      'This was your own line; what the lesson says to look for is about the original.',
    );
    expect(said()).not.toContain('What to see in it');
  });

  test('hints are numbered and no more; a solution frees the names it takes', async () => {
    await open(3, 'Now you.');
    app.press('\r');
    await app.shows('Ctrl-G');
    app.press('docker run -d --name vvc-keep busybox\r');
    await app.shows('Not yet');
    app.press('\u0007');
    await app.shows('Hint 1');
    expect(said()).toMatch(/Hint 1 A shell needs/);
    app.press('solution\r');
    await app.shows('$ docker rm -f vvc-keep');
    expect(said()).toContain(
      'the first line removes it. $ docker rm -f vvc-keep $ docker run -dit --name vvc-ke',
    );
  });
});
