import { expect, test } from 'vitest';
import type { LessonSummary, Ports } from '../../src/app/ports.ts';
import type { PortOpeners } from '../../src/commands/command.ts';
import { show } from '../../src/commands/show.ts';
import { recordedIo } from './recorded-io.ts';
import { sampleLesson } from './sample-lesson.ts';

const summary: LessonSummary = { ...sampleLesson, pageIds: [], items: [], labs: 1, questions: 2 };
const library: Ports['lessons'] = { list: () => [summary], open: () => Promise.resolve(sampleLesson) };
const refused = () => Promise.reject(new Error('show needs the lessons only'));
const ports: PortOpeners = {
  lessons: () => Promise.resolve(library),
  progress: refused,
  settings: refused,
  machines: refused,
  clock: refused,
};

async function shown(operand: string) {
  const recorded = Object.assign(recordedIo(), { columns: 40 });
  const exitCode = await show({ io: recorded, ports }, { operand, flags: new Set() });
  return { exitCode, stdout: recorded.stdout, stderr: recorded.stderr };
}

test('a lesson reads from its title to its links, and gives no answer away', async () => {
  expect(await shown('sample')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `A sample
========

Each kind of page once. (5 minutes,
beginner)

You will be able to:

- See each kind.


It begins.


Run
---

Run:

    $ docker ps

| Look at \`STATUS\`.


Task
----

Now you.

Task:

Keep a shell alive.


Predict
-------

Say first what this does, then run it:

    $ docker run busybox

When does it stop?

a) When its first process ends
b) Never, as long as nobody stops it
   with a long sentence


Question
--------

Question:

Which exit code?

(Answered with a number.)


Further reading:

- signal(7)
  (https://man7.org/linux/man-pages/man7/signal.7.html)
`,
  });
});

test.each(['sample', 'SAMPLE', '7', '07', '07-sample'])('%s names it', async (name) => {
  expect((await shown(name)).exitCode).toBe(0);
});

test('a name nobody knows is refused with the nearest one', async () => {
  expect(await shown('smaple')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'vmvscontainer: there is no lesson "smaple"; did you mean "sample"?\n',
  });
  expect(await shown('xyzzy')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'vmvscontainer: there is no lesson "xyzzy"; vmvscontainer lessons lists them.\n',
  });
});
