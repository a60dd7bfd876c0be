import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlainText } from '../../src/live/plain-text.ts';

const plain = (text: string) => new PlainText().push(text);

test.each([
  ['hello\n\tworld\r\n', 'hello\n\tworld\r\n'],
  ['\x1b[31mred\x1b[0m', 'red'],
  ['\x1b[2J\x1b[H\x1b[?1049hx', 'x'],
  ['\x1b]0;title\x07x', 'x'],
  ['\x1b]52;c;aGk=\x1b\\x', 'x'],
  ['\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['\x1bPq#0\x1b\\x', 'x'],
  ['\x1b(Bx\x1bcy\x1b7z', 'xyz'],
  ['\u009b31mx\u009d0;t\u009cy', 'xy'],
  ['a\x07b\x08c\x00d\x0ee\x7f', 'abcde'],
  ['safe\u202etxt.exe', 'safetxt.exe'],
  ['\x1b]0;never ended\nnext line', 'next line'],
  ['größer 日本 🐳', 'größer 日本 🐳'],
])('%j', (text, kept) => expect(plain(text)).toBe(kept));

test('a string that never ends does not swallow what follows', () => {
  expect(plain(`\x1b]0;${'x'.repeat(10_000)}`).length).toBeGreaterThan(5000);
});

test('where the output is cut does not matter', () => {
  const pieces = fc.array(
    fc.constantFrom('a', '\x1b', '[', '3', 'm', ']', ';', '\x07', '\\', '\n', 'P', '('),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(pieces, (characters) => {
      const piecemeal = new PlainText();
      expect(characters.map((it) => piecemeal.push(it)).join('')).toBe(plain(characters.join('')));
    }),
  );
});

test('nothing of C0, C1 or escape is ever kept but newline, return and tab', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(text)).toMatch(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$/);
    }),
  );
});
