import { expect, test } from 'vitest';
import { terminalTraits } from '../../src/terminal/terminal-traits.ts';

const terminal = { isTTY: true, columns: 100, rows: 30 };
const pipe = {};

test('a terminal is one, also where CI is set', () => {
  expect(terminalTraits(terminal, terminal, { TERM: 'xterm', CI: '1' })).toEqual({
    interactive: true,
    columns: 100,
    rows: 30,
    colour: true,
  });
});

test('NO_COLOR takes the colours away, unless it is empty', () => {
  expect(terminalTraits(terminal, terminal, { NO_COLOR: '1' }).colour).toBe(false);
  expect(terminalTraits(terminal, terminal, { NO_COLOR: '' }).colour).toBe(true);
});

test('a dumb terminal is neither drawn on nor coloured', () => {
  expect(terminalTraits(terminal, terminal, { TERM: 'dumb' })).toEqual({
    interactive: false,
    columns: 100,
    rows: 30,
    colour: false,
  });
});

test('a pipe on either side is no place for the screen', () => {
  expect(terminalTraits(terminal, pipe, {})).toEqual({
    interactive: false,
    columns: 80,
    rows: 24,
    colour: false,
  });
  expect(terminalTraits(pipe, terminal, {}).interactive).toBe(false);
});
