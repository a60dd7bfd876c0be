import { afterEach, describe, expect, test } from 'vitest';
import { type LinearScreen, linearScreen } from '../../../src/ui/linear/linear-screen.ts';
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
  'docker run -dit --name vvc-keep busybox': { creates: 'vvc-keep' },
};

/** Each screen with the keys that lead to it from the one before, and what tells that it is there. */
const walk: readonly (readonly [name: string, keys: readonly string[], shows: string])[] = [
  ['the map', [], '(no Docker found)'],
  ['help', ['?'], 'Keys'],
  ['a page', ['?', '\r'], 'The first process is'],
  ['a command', ['\u001b[C'], '$ docker run --rm'],
  ['its output', ['\r'], 'What to see'],
  ['a task', ['n', '\r'], 'Ctrl-G'],
  ['a task not done yet', ['docker ps', '\r'], 'Not yet'],
  ['a hint', ['\u0007'], 'Hint 1'],
  ['a task done', ['docker run -dit --name vvc-keep busybox', '\r'], 'Done.'],
  ['a prediction', ['\r', '\r'], 'Predict'],
  ['what it showed', ['\r'], 'exit 1'],
  ['a question', ['\r', '\r'], '> a)'],
  ['its answer', ['b', '\r'], 'ight.'],
  ['a question to type', ['\r', '\r', '9'], '> 9'],
  ['what it was told', ['\r'], 'You wrote: 9'],
  ['the result', ['\r'], 'In short'],
];

let app: OpenApp;
afterEach(() => app.close());

const textOf = ({ sections, line }: LinearScreen): string =>
  [...sections.flatMap(({ lines }) => lines), line === null ? '' : line.prompt + line.text].join('\n');

/** Words of a frame: what stands in it without boxes, bars and marks. */
const wordsOf = (frame: readonly string[]): readonly string[] =>
  frame
    .join(' ')
    .replaceAll(/[─━│╭╮╰╯●❯✓◐○•]/g, ' ')
    .replaceAll(/\d+-\d+ of \d+/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

describe('a screen as text', () => {
  test('tells every word that the drawn one shows', async () => {
    const size = { columns: 130, rows: 100 };
    app = openApp(fakePorts({ machine: new FakeMachine(answers) }), { size });
    for (const [name, keys, shows] of walk) {
      for (const key of keys) await app.pressed(key);
      await app.shows(shows);
      const said = textOf(linearScreen(app.store.getState()));
      const missing = wordsOf(app.frame()).filter((word) => !said.includes(word.replace(/[.,]$/, '')));
      expect([name, missing]).toEqual([name, []]);
      expect([name, /[─━│╭╮╰╯●❯✓◐○]/.test(said)]).toEqual([name, false]);
    }
  });
});
