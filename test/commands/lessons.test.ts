import { expect, test } from 'vitest';
import type { LessonSummary, Ports } from '../../src/app/ports.ts';
import type { PortOpeners } from '../../src/commands/command.ts';
import { course } from '../../src/commands/course.ts';
import { lessons } from '../../src/commands/lessons.ts';
import { itemId } from '../../src/domain/ids.ts';
import type { ProgressEvent } from '../../src/domain/progress-event.ts';
import { recordedIo } from './recorded-io.ts';
import { sampleLesson } from './sample-lesson.ts';

const summary: LessonSummary = {
  ...sampleLesson,
  pageIds: sampleLesson.pages.map((page) => page.id),
  items: [
    { id: 'run', kind: 'run', hash: '1', concepts: [] },
    { id: 'task', kind: 'task', hash: '2', concepts: [] },
  ],
  labs: 1,
  questions: 2,
};
const ran: ProgressEvent = {
  kind: 'command-run',
  id: '1',
  at: 1,
  lesson: sampleLesson.id,
  item: itemId('run'),
  hash: '1',
  commandLine: 'docker ps',
  exitCode: 0,
  machine: { kind: 'simulated', engine: 'simulated' },
};

function context(events: readonly ProgressEvent[], notice: string | null = null) {
  const log: Ports['progress'] = {
    events,
    notice,
    append: () => {
      throw new Error('listing writes nothing');
    },
  };
  const refused = () => Promise.reject(new Error('listing needs lessons and progress only'));
  const ports: PortOpeners = {
    lessons: () => Promise.resolve({ list: () => [summary], open: refused }),
    progress: () => Promise.resolve(log),
    settings: refused,
    machines: refused,
    clock: refused,
  };
  return { io: recordedIo(), ports };
}

test('--json is an array of these keys in this order', async () => {
  const { io, ports } = context([ran]);
  expect(await lessons({ io, ports }, { operand: null, flags: new Set(['--json']) })).toBe(0);
  expect(io.stdout).toBe(`[
  {
    "id": "sample",
    "title": "A sample",
    "minutes": 5,
    "objectives": [
      "See each kind."
    ],
    "state": "in-progress",
    "labs": 1,
    "questions": 2
  }
]
`);
});

test('the table says how far one is, and a notice goes to stderr', async () => {
  const { io, ports } = context([ran], 'something was recovered.');
  await lessons({ io, ports }, { operand: null, flags: new Set() });
  expect(io.stdout).toBe(' 7  sample  1 of 2 steps  5 min  A sample\n');
  expect(io.stderr).toBe('vmvscontainer: something was recovered.\n');
});

test('without a terminal the course comes with how to go on', async () => {
  const { io, ports } = context([]);
  expect(await course({ io, ports })).toBe(0);
  expect(
    io.stdout,
  ).toBe(`vmvscontainer: what a container is, what a virtual machine is, and why one is not the other.

 7  sample  new  5 min  A sample

This is not a terminal the tutorial can draw on. To go on:
  vmvscontainer                open the tutorial, in a terminal
  vmvscontainer show sample    print a lesson to read
  vmvscontainer sandbox        a prompt on the machine; --json for scripts
  vmvscontainer --help         all commands
`);
});
