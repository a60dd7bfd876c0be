import { expect, it } from 'vitest';
import { asciiProse, asciiTwin, diagramAlt, isDrawable } from '../../src/domain/diagram.ts';

const characters = '─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬╭╮╰╯▶◀▲▼→←↑↓·•×✓█▓▒░';

it('every character has a twin in ASCII, of one cell', () => {
  expect(asciiTwin(characters)).toBe('-|+++++++++=|+++++++++++++><^v><^v.*x+#%:.');
  expect([...asciiTwin(characters)].length).toBe([...characters].length);
  expect([...characters].filter((one) => !isDrawable(one))).toEqual([]);
});

it('ASCII is its own twin', () => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  expect(asciiTwin(`${ascii}\n`)).toBe(`${ascii}\n`);
  expect([...ascii].filter((one) => !isDrawable(one))).toEqual([]);
});

it('nothing else is drawable', () => {
  expect(['⇒', 'ß', '\t', '容', '━', '⚠', '…'].filter(isDrawable)).toEqual([]);
});

it('a letter of another language is shown without its marks', () => {
  expect(asciiTwin('núcleo, máquina, Größe')).toBe('nucleo, maquina, Große');
  expect(isDrawable('ñ')).toBe(true);
});

it('a description stands in the info string', () => {
  expect(diagramAlt('diagram alt="What it shows."')).toBe('What it shows.');
  expect(diagramAlt('diagram alt=\'With "quotes".\'')).toBe('With "quotes".');
  expect(diagramAlt('diagram')).toBeNull();
  expect(diagramAlt('sh alt="x"')).toBeNull();
});

it('prose has a plain twin too, of as many cells', () => {
  expect(asciiProse('“It’s” – a → b… é')).toBe('"It\'s" - a > b. e');
});
