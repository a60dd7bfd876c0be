import { expect, test } from 'vitest';
import { readDuration } from '../../../src/domain/quiz/duration.ts';

test.each([
  ['20m', 1_200_000],
  ['20', 1_200_000],
  ['20 min', 1_200_000],
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1H', 3_600_000],
])('%s is a time', (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});

test.each(['', '0', '0m', '5parsecs', '-5m', 'm', '1.5h', '20m later', '99999999999999999h'])(
  '“%s” is none',
  (text) => {
    expect(readDuration(text)).toBeNull();
  },
);
