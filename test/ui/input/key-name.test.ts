import type { Key } from 'ink';
import { describe, expect, test } from 'vitest';
import { keyNames } from '../../../src/ui/input/key-name.ts';

const none = {} as Key;
const key = (part: Partial<Key>): Key => part as Key;

describe('key names', () => {
  test.each<[string, string, Key, readonly string[]]>([
    ['a letter', 'j', none, ['j']],
    ['space', ' ', none, ['space']],
    ['an arrow', '', key({ upArrow: true }), ['up']],
    ['0x7F, which Ink calls delete', '', key({ delete: true }), ['backspace']],
    ['Ctrl-letter', 'g', key({ ctrl: true }), ['ctrl-g']],
    ['Alt-letter', 'b', key({ meta: true }), ['alt-b']],
    ['Alt-Backspace cuts a word', '', key({ backspace: true, meta: true }), ['ctrl-w']],
    ['Ctrl-Left is a word', '', key({ leftArrow: true, ctrl: true }), ['alt-left']],
    ['Shift-Tab', '', key({ tab: true, shift: true }), ['shift-tab']],
    ['keys in one chunk', 'ls\rq', none, ['l', 's', 'enter', 'q']],
    ['a control character in a chunk', 'a\u0015b', none, ['a', 'ctrl-u', 'b']],
    ['a wide character', '容', none, ['容']],
  ])('%s', (_name, input, pressed, expected) => {
    expect(keyNames(input, pressed)).toEqual(expected);
  });
});
