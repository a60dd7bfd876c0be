import { expect, test } from 'vitest';
import type { Ports, SettingSaved, SettingsValues } from '../../src/app/ports.ts';
import type { Arguments, PortOpeners } from '../../src/commands/command.ts';
import { review } from '../../src/commands/review.ts';
import type { ProgressEvent } from '../../src/domain/progress-event.ts';
import { fakeLibrary } from '../app/fakes/fake-course.ts';
import { answered, atDay, log } from '../domain/schedule/schedule-fixture.ts';
import { recordedIo } from './recorded-io.ts';

interface World {
  readonly events?: readonly ProgressEvent[];
  readonly notice?: string;
  readonly now?: number;
  readonly saved?: SettingSaved;
}

async function run(values: Readonly<Record<string, string>>, flags: readonly string[], world: World = {}) {
  const { events = [], notice = null, now = atDay(20_000), saved = { saved: true } } = world;
  const io = recordedIo();
  const kept: Partial<SettingsValues>[] = [];
  const settings: Ports['settings'] = {
    get: () => ({ machine: null, reviewsPerDay: 2 }),
    set: (change) => {
      kept.push(change);
      return Promise.resolve(saved);
    },
  };
  const ports = {
    lessons: async () => fakeLibrary,
    progress: async () => ({ events, notice, append: () => expect.fail('nothing is to be written') }),
    settings: async () => settings,
    clock: async () => ({ now: () => now, offsetMinutes: () => 60 }),
  } as unknown as PortOpeners;
  const args: Arguments = {
    operand: null,
    flags: new Set([...flags, ...Object.keys(values)]),
    values: new Map(Object.entries(values)),
  };
  const code = await review({ io, ports }, args);
  return { code, stdout: io.stdout, stderr: io.stderr, kept };
}

const events = log(
  [atDay(19_990), answered('right', 'choice-1')],
  [atDay(19_991), answered('wrong', 'predict-1')],
  [atDay(19_992), answered('right', 'fill-1')],
);

test('--json prints what is due, the most urgent first, by the calendar of the learner', async () => {
  const { code, stdout, stderr } = await run({}, ['--json'], { events, notice: 'One line was damaged.' });
  expect([code, stderr]).toEqual([0, 'vmvscontainer: One line was damaged.\n']);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ today: '2024-10-04', perDay: 2, retention: 0.9, doneToday: 0, next: null });
  expect(report.due[0]).toEqual({
    id: 'pid1/predict-1',
    lesson: 'pid1',
    item: 'predict-1',
    kind: 'predict',
    due: '2024-09-26',
    lastReviewed: '2024-09-25',
    intervalDays: 1,
    stabilityDays: 0.21,
    reviews: 1,
    lapses: 0,
    because: 'it was not right 9 days ago',
  });
  expect(report.due.length + report.waiting).toBe(3);
  expect(report.due.length).toBe(2);
});

test('--limit takes fewer this time; nothing answered is nothing due', async () => {
  const limited = JSON.parse((await run({ '--limit': '1' }, ['--json'], { events })).stdout);
  expect([limited.due.length, limited.waiting]).toEqual([1, 2]);
  const empty = await run({}, ['--json']);
  expect(JSON.parse(empty.stdout)).toEqual({
    today: '2024-10-04',
    perDay: 2,
    retention: 0.9,
    doneToday: 0,
    due: [],
    waiting: 0,
    next: null,
  });
});

test('a clock before every answer is no error, and nothing is scheduled before today', async () => {
  const report = JSON.parse((await run({}, ['--json'], { events, now: atDay(10) })).stdout);
  expect(report).toMatchObject({ today: '1970-01-11', due: [], next: { date: '1970-01-12', count: 1 } });
});

test('without a terminal it names --json', async () => {
  expect(await run({}, [])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmvscontainer: a review needs a terminal; vmvscontainer review --json lists what is due.\n',
    kept: [],
  });
});

test('what is to be remembered is, and a disk that refuses is told', async () => {
  expect(await run({ '--per-day': '1', '--retention': '85%' }, [])).toEqual({
    code: 0,
    stdout:
      'From now on at most 1 review a day.\nFrom now on an item comes again while about 85 in 100 such answers are still known.\n',
    stderr: '',
    kept: [{ reviewsPerDay: 1, retention: 0.85 }],
  });
  const full = await run({ '--per-day': '5' }, [], { saved: { saved: false, because: 'the disk is full' } });
  expect([full.code, full.stdout, full.stderr]).toEqual([
    1,
    '',
    'vmvscontainer: not remembered: the disk is full.\n',
  ]);
});

test.each([
  ['--limit', '0', '--limit takes a number from 1 to 9999, not "0".'],
  ['--limit', '5%', '--limit takes a number from 1 to 9999, not "5%".'],
  ['--per-day', 'many', '--per-day takes a number from 1 to 9999, not "many".'],
  ['--per-day', '-3', '--per-day takes a number from 1 to 9999, not "-3".'],
  ['--retention', '100', '--retention takes a percentage from 70 to 97, not "100".'],
  ['--retention', '0.9', '--retention takes a percentage from 70 to 97, not "0.9".'],
])('%s %s is refused in one sentence', async (flag, value, sentence) => {
  const { code, stderr, kept } = await run({ [flag]: value }, ['--json']);
  expect([code, stderr, kept]).toEqual([2, `vmvscontainer: ${sentence}\n`, []]);
});
