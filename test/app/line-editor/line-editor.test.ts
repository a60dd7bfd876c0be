import { describe, expect, test } from 'vitest';
import {
  afterEnter,
  cursorOffset,
  edit,
  type LineEdit,
  lineEditor,
} from '../../../src/app/line-editor/line-editor.ts';

/** The text with a bar where the cursor stands. */
const shown = (text: string, edits: readonly LineEdit[], history: readonly string[] = []): string => {
  const editor = edits.reduce(edit, lineEditor(text, history));
  const points = [...editor.text];
  return [...points.slice(0, editor.cursor), '|', ...points.slice(editor.cursor)].join('');
};

const type = (text: string): LineEdit => ({ kind: 'insert', text });

describe('a line being typed', () => {
  test.each<[string, string, readonly LineEdit[], string]>([
    ['typing', '', [type('docker')], 'docker|'],
    ['typing in the middle', 'dcker', [{ kind: 'start' }, { kind: 'right' }, type('o')], 'do|cker'],
    [
      'a paste of several lines becomes one',
      '',
      [type('docker ps\ndocker rm x\n')],
      'docker ps docker rm x |',
    ],
    ['escapes are not typed', '', [type('a\u001b[31mb')], 'a[31mb|'],
    ['left stops at the start', 'a', [{ kind: 'left' }, { kind: 'left' }], '|a'],
    ['a wide character is one step', 'a容b', [{ kind: 'left' }, { kind: 'left' }], 'a|容b'],
    ['a word left stops at punctuation', 'docker run --rm', [{ kind: 'word-left' }], 'docker run --|rm'],
    ['a word right', 'docker run', [{ kind: 'start' }, { kind: 'word-right' }], 'docker| run'],
    ['delete back', 'abc', [{ kind: 'left' }, { kind: 'delete-back' }], 'a|c'],
    ['delete back at the start does nothing', 'abc', [{ kind: 'start' }, { kind: 'delete-back' }], '|abc'],
    ['delete forward', 'abc', [{ kind: 'start' }, { kind: 'delete-forward' }], '|bc'],
    ['delete forward at the end does nothing', 'abc', [{ kind: 'delete-forward' }], 'abc|'],
    ['Ctrl-W cuts to the space', 'docker run --name=x', [{ kind: 'kill-word' }], 'docker run |'],
    ['Ctrl-U cuts to the start', 'docker run', [{ kind: 'left' }, { kind: 'kill-to-start' }], '|n'],
    ['Ctrl-K cuts to the end', 'docker run', [{ kind: 'start' }, { kind: 'kill-to-end' }], '|'],
    [
      'Ctrl-Y puts back what was cut',
      'docker run',
      [{ kind: 'kill-word' }, { kind: 'start' }, { kind: 'yank' }],
      'run|docker ',
    ],
    ['a word is replaced', 'docker ru', [{ kind: 'replace-word', with: 'run ' }], 'docker run |'],
  ])('%s', (_name, text, edits, expected) => {
    expect(shown(text, edits)).toBe(expected);
  });

  test.each<[string, readonly LineEdit['kind'][], string]>([
    ['up is the last line', ['older'], 'second|'],
    ['up stops at the first', ['older', 'older', 'older'], 'first|'],
    ['down comes back to what was typed', ['older', 'older', 'newer', 'newer'], 'mine|'],
    ['down at the bottom does nothing', ['newer'], 'mine|'],
  ])('history: %s', (_name, kinds, expected) => {
    const edits = kinds.map((kind) => ({ kind }) as LineEdit);
    expect(shown('mine', edits, ['first', 'second'])).toBe(expected);
  });

  test('an entered line is remembered once', () => {
    const once = afterEnter(lineEditor(' docker ps ', ['docker ps']));
    expect([once.text, once.history]).toEqual(['', ['docker ps']]);
    expect(afterEnter(lineEditor('ls', ['docker ps'])).history).toEqual(['docker ps', 'ls']);
    expect(afterEnter(lineEditor('  ', ['docker ps'])).history).toEqual(['docker ps']);
  });

  test('the cursor counts UTF-16 units for completion', () => {
    expect(cursorOffset(lineEditor('a😀b'))).toBe(4);
  });
});
