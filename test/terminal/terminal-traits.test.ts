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
    unicode: true,
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
    unicode: true,
  });
});

test('a pipe on either side is no place for the screen', () => {
  expect(terminalTraits(terminal, pipe, {})).toEqual({
    interactive: false,
    columns: 80,
    rows: 24,
    colour: false,
    unicode: true,
  });
  expect(terminalTraits(pipe, terminal, {}).interactive).toBe(false);
});

test('box drawing needs a locale that has it, and a font', () => {
  const unicode = (env: Record<string, string>) => terminalTraits(terminal, terminal, env).unicode;
  expect(unicode({ LANG: 'de_DE.UTF-8' })).toBe(true);
  expect(unicode({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' })).toBe(false);
  expect(unicode({ LC_ALL: '', LANG: 'C.utf8' })).toBe(true);
  expect(unicode({ TERM: 'linux', LANG: 'C.UTF-8' })).toBe(false);
});
