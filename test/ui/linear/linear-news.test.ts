import { describe, expect, test } from 'vitest';
import { linearNews } from '../../../src/ui/linear/linear-news.ts';
import type { LinearScreen } from '../../../src/ui/linear/linear-screen.ts';

const screen = (lines: readonly string[], place = 'here'): LinearScreen => ({
  place,
  sections: [{ name: 'body', lines }],
  line: null,
});
const news = (before: readonly string[], now: readonly string[]): readonly string[] =>
  linearNews(screen(before), screen(now));

describe('what is said of a screen', () => {
  test('all of it in a new place, after an empty line', () => {
    expect(linearNews(null, screen(['a', 'b']))).toEqual(['', 'a', 'b']);
    expect(linearNews(screen(['a', 'b']), screen(['a', 'b'], 'there'))).toEqual(['', 'a', 'b']);
  });

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing when nothing changed', ['a', 'b'], ['a', 'b'], []],
    ['what was added at its end, also when it stood there before', ['a'], ['a', 'a'], ['a']],
    ['what came in between', ['a', 'c'], ['a', 'b', 'c'], ['b']],
    ['nothing of what went', ['a', 'b', 'c'], ['a', 'c'], []],
    ['what came in place of another', ['running…'], ['exit 0'], ['exit 0']],
    [
      'what the pointer came to, whole',
      ['> a) one', '     line', '  b) two', '     goes on'],
      ['  a) one', '     line', '> b) two', '     goes on'],
      ['> b) two', '     goes on'],
    ],
  ])('%s', (_name, before, now, expected) => {
    expect(news(before, now)).toEqual(expected);
  });
});
