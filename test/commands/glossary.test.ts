import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ports } from '../../src/app/ports.ts';
import { cheatsheet } from '../../src/commands/cheatsheet.ts';
import type { Arguments, Command, PortOpeners } from '../../src/commands/command.ts';
import { glossary } from '../../src/commands/glossary.ts';
import { readExtras } from '../../src/content/read-extras.ts';
import { recordedIo } from './recorded-io.ts';

const terms = [
  {
    term: 'cgroup',
    spellings: ['control group'],
    text: 'Limits what processes use, with `memory.max` and its like.',
  },
  { term: 'PID 1', spellings: [], text: 'The **first** process.' },
];
const library: Ports['lessons'] = {
  list: () => [],
  open: () => Promise.reject(new Error('no lesson is needed')),
  glossary: () => Promise.resolve(terms),
  cheatsheet: () => Promise.resolve('# One page\n\n| a | b |\n|---|---|\n| 1 | 2 |\n'),
};
const refused = () => Promise.reject(new Error('only the lessons are needed'));

async function run(
  command: Command,
  { operand = null, flags = new Set() }: Partial<Arguments>,
  lessons = library,
) {
  const ports: PortOpeners = {
    lessons: () => Promise.resolve(lessons),
    progress: refused,
    settings: refused,
    machines: refused,
    clock: refused,
  };
  const io = Object.assign(recordedIo(), { columns: 40 });
  const exitCode = await command({ io, ports }, { operand, flags });
  return { exitCode, stdout: io.stdout, stderr: io.stderr };
}

test('the glossary is every term', async () => {
  expect(await run(glossary, {})).toEqual({
    exitCode: 0,
    stderr: '',
    stdout:
      'cgroup (control group)\n  Limits what processes use, with\n  `memory.max` and its like.\n\nPID 1\n  The first process.\n',
  });
});

test('a term is found by any of its names', async () => {
  expect(await run(glossary, { operand: 'Control Groups' })).toMatchObject({
    exitCode: 0,
    stdout: 'cgroup (control group)\n  Limits what processes use, with\n  `memory.max` and its like.\n',
  });
  expect(await run(glossary, { operand: 'pid-1', flags: new Set(['--json']) })).toMatchObject({
    stdout: `${JSON.stringify([terms[1]], null, 2)}\n`,
  });
});

test.each([
  ['cgruop', 'did you mean "cgroup"?'],
  ['xyzzy', 'vmvscontainer glossary lists all of them.'],
])('%s is not there', async (operand, onward) => {
  expect(await run(glossary, { operand })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `vmvscontainer: the glossary has no "${operand}"; ${onward}\n`,
  });
});

test('the cheat sheet is text, or markdown', async () => {
  expect(await run(cheatsheet, {})).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: 'One page\n\na  b\n-  -\n1  2\n',
  });
  expect(await run(cheatsheet, { flags: new Set(['--markdown']) })).toMatchObject({
    stdout: '# One page\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  });
});

test('a course may have none', async () => {
  const bare: Ports['lessons'] = { list: library.list, open: library.open };
  expect(await run(cheatsheet, {}, bare)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'vmvscontainer: this course has no cheat sheet.\n',
  });
});

test('those of this course have no fault, and the sheet fits a page of 80 columns', async () => {
  const extras = readExtras(new URL('../../lessons', import.meta.url).pathname);
  expect(extras.problems).toEqual([]);
  expect(extras.glossary.length).toBeGreaterThanOrEqual(40);
  const markdown = readFileSync(new URL('../../lessons/cheatsheet.md', import.meta.url), 'utf8');
  const io = recordedIo();
  const lessons = { ...library, cheatsheet: () => Promise.resolve(markdown) };
  const ports = {
    lessons: () => Promise.resolve(lessons),
    progress: refused,
    settings: refused,
    machines: refused,
    clock: refused,
  };
  await cheatsheet({ io, ports }, { operand: null, flags: new Set() });
  expect(io.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
