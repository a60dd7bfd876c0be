import { expect, test } from 'vitest';
import { keyTable } from '../../../src/ui/input/key-table.ts';

test('the README’s key table begins with the course map', () => {
  expect(keyTable().split('\n').slice(0, 7)).toEqual([
    '### Course map',
    '',
    '| Key | What it does |',
    '|---|---|',
    '| `Enter` | open the lesson |',
    '| `↑ k` | a lesson up |',
    '| `↓ j` | a lesson down |',
  ]);
});
