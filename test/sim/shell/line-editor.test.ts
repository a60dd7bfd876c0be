/** Keys in the middle of a line, on the two editors: what stands on the line when Enter is pressed, and what the terminal was sent. */
import { expect, test } from 'vitest';
import { BUSYBOX_PAINTER, READLINE_PAINTER } from '../../../src/sim/shell/edit/painter.ts';

test('busybox paints with ESC [J and ESC [nD, as seen on 1.38.0', () => {
  expect(BUSYBOX_PAINTER.left(13)).toBe('\x1b[13D');
  expect(BUSYBOX_PAINTER.left(2)).toBe('\b\b');
  expect(BUSYBOX_PAINTER.insert('X', 'echo hi there')).toBe('Xecho hi there\x1b[13D');
  expect(BUSYBOX_PAINTER.eraseBack(1, 'z')).toBe('\bz\x1b[J\b');
  expect(BUSYBOX_PAINTER.eraseBack(3, '')).toBe('\b\x1b[J\b\x1b[J\b\x1b[J');
  expect(BUSYBOX_PAINTER.replace('/ # ', { before: 'x', after: '' }, { before: 'echo abc', after: '' })).toBe(
    '\r/ # echo abc\x1b[J',
  );
});

test('readline paints with backspaces and blanks, as seen on bash 5.3', () => {
  expect(READLINE_PAINTER.left(8)).toBe('\b'.repeat(8));
  expect(READLINE_PAINTER.insert('X', 'echo abc')).toBe(`Xecho abc${'\b'.repeat(8)}`);
  expect(READLINE_PAINTER.eraseBack(1, '')).toBe('\b \b');
  expect(READLINE_PAINTER.replace('', { before: 'Xecho abcY', after: '' }, { before: '', after: '' })).toBe(
    `${'\b'.repeat(10)}${' '.repeat(10)}${'\b'.repeat(10)}`,
  );
});
