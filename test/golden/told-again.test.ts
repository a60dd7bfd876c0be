import { expect, test } from 'vitest';
import { AGAIN, toldAgain } from './told-again.ts';

const difference = (name: string, lines: number) =>
  [
    `--- ${name}:1`,
    '  $ docker ps',
    ...Array.from({ length: lines }, (_, n) => `- out| ${n}`),
    '  exit 0',
  ].join('\n');

test('nothing is told again where nothing differs', () => {
  expect(toldAgain([])).toEqual([]);
});

test('a short difference is told whole', () => {
  expect(toldAgain([difference('run', 2)])).toEqual([
    AGAIN,
    '--- run:1',
    '  $ docker ps',
    '- out| 0',
    '- out| 1',
    '  exit 0',
  ]);
});

test('a long difference keeps its name, its command and what differs first', () => {
  const told = toldAgain([difference('run', 100)]);
  expect(told.slice(0, 4)).toEqual([AGAIN, '--- run:1', '  $ docker ps', '- out| 0']);
  expect(told.at(-1)).toBe('  (44 lines more)');
  expect(told).toHaveLength(60);
});

test('many differences share the room, and those left out are counted', () => {
  const told = toldAgain(Array.from({ length: 40 }, (_, n) => difference(`script-${n}`, 9)));
  expect(told).toHaveLength(47);
  expect(told.slice(1, 5)).toEqual(['--- script-0:1', '  $ docker ps', '  (9 lines more)', '--- script-1:1']);
  expect(told.at(-1)).toBe('and 25 more');
});
