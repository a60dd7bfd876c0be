import { afterEach, describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/app/ports.ts';
import { textWidth } from '../../../src/app/text-width.ts';
import { summaryOf } from '../../app/fakes/fake-course.ts';
import { FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { questionLesson } from '../../app/fakes/question-lesson.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const library: Ports['lessons'] = {
  list: () => [summaryOf(questionLesson)],
  open: () => Promise.resolve(questionLesson),
};

const pasted = (text: string): string => `\u001b[200~${text}\u001b[201~`;
const down = '\u001b[B';

/** Each screen with the keys that lead to it from the one before, and what tells that it is there. */
const walk: readonly (readonly [name: string, keys: readonly string[], shows: string])[] = [
  ['page', [], 'Think.'],
  ['glossary', ['g'], 'Words of this page'],
  ['several', ['\u001b', '\t'], '[ ]'],
  ['several, help', ['?'], 'mark the answer'],
  ['several, none marked', ['\u001b', '\r'], 'Mark what is right'],
  ['several, marked', [' ', down], '[x]'],
  ['several, pasted and wrong', [pasted('wsl 2\nrunc on a physical server'), '\r'], 'Not right.'],
  ['several, again and right', ['r', pasted('wsl 2, docker desktop on a mac'), '\r'], 'Right.'],
  ['true or false', ['n', '\t'], 'a) True'],
  ['true or false, why', ['f', '\r'], 'You say it is false'],
  ['true or false, answered', [pasted('false, the kernel is a layer of the image'), '\r'], 'not for that'],
  ['number', ['n', '\t'], 'A number in MiB'],
  ['number, unreadable', ['much', '\r'], 'Type one number'],
  ['number, in another unit', ['\u0015', '1 GiB', '\r'], '1 GiB is 1024 MiB'],
  ['order', ['n', '\t'], '1. It'],
  ['order, moved', ['d'], '> 2.'],
  ['order, right', [pasted('It sends SIGTERM\nIt waits ten seconds\nIt sends SIGKILL'), '\r'], 'Asked first'],
  ['match', ['n', '\t'], '-> ?'],
  ['match, one given', ['a'], '> 2) 127'],
  ['match, answered', [pasted('1a 2a'), '\r'], 'This is how it is'],
  ['fault', ['n', '\t'], '>  1  docker'],
  ['fault, found', ['2', '\r'], 'It mounts no vvc-data'],
];

let app: OpenApp | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

describe.each([
  [80, 24],
  [60, 20],
  [40, 15],
])('questions at %ix%i', (columns, rows) => {
  test('every frame fits, and is as it was when a person last looked at it', async () => {
    const ports: Ports = { ...fakePorts({ machine: new FakeMachine({}) }), lessons: library };
    const shown = openApp(ports, { size: { columns, rows }, startLesson: questionLesson.id });
    app = shown;
    const seen: string[] = [];
    for (const [name, keys, shows] of walk) {
      for (const key of keys) await shown.pressed(key);
      await shown.shows(shows);
      const frame = shown.frame();
      expect([name, frame.length]).toEqual([name, rows - 1]);
      expect([name, frame.filter((line) => textWidth(line) > columns)]).toEqual([name, []]);
      seen.push(`${name}\n${frame.map((line) => `|${line.trimEnd()}`).join('\n')}\n`);
    }
    await expect(seen.join('\n')).toMatchFileSnapshot(`questions-${columns}x${rows}.txt`);
  });
});
