import { describe, expect, test } from 'vitest';
import { clip, commandSlices, hardWrap, textWidth, wordWrap } from '../../src/app/text-width.ts';

describe('text in cells', () => {
  test.each([
    ['abc', 3],
    ['容器', 4],
    ['e\u0301', 1],
    ['\u001b[1mbold\u001b[22m', 4],
  ])('%j takes %i', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('is cut anywhere, never inside a wide character', () => {
    expect(hardWrap('abcdef', 4)).toEqual(['abcd', 'ef']);
    expect(hardWrap('a容器b', 4)).toEqual(['a容', '器b']);
    expect(hardWrap('', 4)).toEqual(['']);
  });

  test('is wrapped at spaces, long words anywhere', () => {
    expect(wordWrap('a container exits', 11)).toEqual(['a container', 'exits']);
    expect(wordWrap('see abcdefghijkl', 6)).toEqual(['see', 'abcdef', 'ghijkl']);
  });

  test('of a command is wrapped after spaces, and every space stays', () => {
    expect(commandSlices('docker run --name vvc-a', 12)).toEqual(['docker run ', '--name vvc-a']);
    expect(commandSlices("echo 'a  b'", 8)).toEqual(["echo 'a ", " b'"]);
    expect(commandSlices('see abcdefghijkl x', 6)).toEqual(['see ', 'abcdef', 'ghijkl', ' x']);
    expect(commandSlices('', 6)).toEqual(['']);
    expect(commandSlices('sleep ', 6)).toEqual(['sleep ']);
  });

  test('is clipped with an ellipsis', () => {
    expect([clip('abcdef', 6), clip('abcdef', 5), clip('容器化', 4), clip('abc', 0)]).toEqual([
      'abcdef',
      'abcd…',
      '容…',
      '',
    ]);
  });
});
