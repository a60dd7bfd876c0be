import { expect, test } from 'vitest';
import { cutKeys } from '../../src/terminal/key-tokens.ts';

const whole: readonly (readonly [what: string, input: string, tokens: readonly string[]])[] = [
  ['letters', 'ab\r', ['a', 'b', '\r']],
  ['an arrow and Enter', '\x1b[B\r', ['\x1b[B', '\r']],
  ['two arrows', '\x1b[A\x1bOB', ['\x1b[A', '\x1bOB']],
  ['Page Down, then text', '\x1b[6~x', ['\x1b[6~', 'x']],
  ['Ctrl with an arrow', '\x1b[1;5C', ['\x1b[1;5C']],
  ["the Linux console's F1", '\x1b[[Aq', ['\x1b[[A', 'q']],
  ['Alt with a letter', '\x1bfx', ['\x1bf', 'x']],
  ['Alt with an arrow in rxvt', '\x1b\x1b[Ax', ['\x1b\x1b[A', 'x']],
  ['Escape, then Alt with a letter', '\x1b\x1bf', ['\x1b', '\x1bf']],
  [
    'a paste, escape sequences and all',
    '\x1b[200~a\x1b[B\rb\x1b[201~q',
    ['\x1b[200~a\x1b[B\rb\x1b[201~', 'q'],
  ],
  ['a character of two code units', '𝄞é', ['𝄞', 'é']],
  ['a sequence that control characters break off', '\x1b[\r', ['\x1b[', '\r']],
  ['a focus report', '\x1b[Iy', ['\x1b[I', 'y']],
];

test.each(whole)('%s', (_, input, tokens) => {
  expect(cutKeys(input)).toEqual({ tokens, rest: '' });
});

test.each(['\x1b', '\x1b[', '\x1b[1;', '\x1bO', '\x1b\x1b', '\x1b\x1b[', '\x1b[200~half'])(
  'what is unfinished is held back: %j',
  (rest) => {
    expect(cutKeys(`k${rest}`)).toEqual({ tokens: ['k'], rest });
  },
);

test('cut anywhere, input gives the same keys', () => {
  const input = 'a\x1b[B\r\x1b[1;5Cb\x1b[200~p\x1bq\x1b[201~\x1bOA';
  const expected = cutKeys(input).tokens;
  for (let at = 0; at <= input.length; at++) {
    const first = cutKeys(input.slice(0, at));
    const second = cutKeys(first.rest + input.slice(at));
    expect([...first.tokens, ...second.tokens]).toEqual(expected);
  }
});
