import { describe, expect, test } from 'vitest';
import { helpRows, hintsFor } from '../../../src/ui/input/hints.ts';
import { intentOf, isTyping, keymap } from '../../../src/ui/input/keymap.ts';
import type { Mode } from '../../../src/ui/input/mode.ts';

const modes = Object.keys(keymap) as Mode[];

describe('the keymap', () => {
  test.each(modes)('%s: no key means two things', (mode) => {
    const keys = keymap[mode].flatMap((binding) => binding.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test.each(modes)('%s: every binding stands in help', (mode) => {
    expect(helpRows(mode).map(({ help }) => help)).toEqual(keymap[mode].map(({ help }) => help));
  });

  test.each(modes)('%s: Ctrl-C does something', (mode) => {
    expect(intentOf(mode, 'ctrl-c')).toEqual({ kind: 'interrupt-line' });
  });

  test.each(modes.filter(isTyping))('%s: what is typed is typed', (mode) => {
    for (const key of ['q', 'n', '!', '/', 'b', '1', '容']) {
      expect(intentOf(mode, key)).toEqual({ kind: 'edit', edit: { kind: 'insert', text: key } });
    }
    expect(intentOf(mode, 'space')).toEqual({ kind: 'edit', edit: { kind: 'insert', text: ' ' } });
  });

  test.each(modes.filter((mode) => !isTyping(mode)))('%s: q leaves or is asked about', (mode) => {
    expect(intentOf(mode, 'q')?.kind).toBe(mode === 'confirm' ? 'accept' : 'quit');
  });

  test('a key that means nothing there means nothing', () => {
    expect(intentOf('map', 'x')).toBeNull();
    expect(intentOf('prompt', 'ctrl-x')).toBeNull();
  });

  test.each(modes)('%s: the footer fits, and keeps help longest', (mode) => {
    for (const width of [78, 58, 38]) {
      const hints = hintsFor(mode, width);
      const text = hints.map(({ key, hint }) => `${key} ${hint}`).join('  ');
      expect(text.length).toBeLessThanOrEqual(width);
      const hasHelp = keymap[mode].some(({ shown, hint }) => shown === '?' && hint !== undefined);
      expect(hints.some(({ key }) => key === '?')).toBe(hasHelp);
    }
  });
});
