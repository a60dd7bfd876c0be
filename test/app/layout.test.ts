import { describe, expect, test } from 'vitest';
import { bodyRows, footerLines, lessonLayout } from '../../src/app/layout.ts';

describe('sharing the body between text and box', () => {
  test.each([
    ['a long command is shown whole below long text', 11, { lines: 4, head: 4 }, 6],
    ['one that would take all leaves the text its part', 11, { lines: 12, head: 12 }, 7],
    ['a short one takes what it needs', 20, { lines: 1, head: 1 }, 3],
    ['much below the command waits for its turn', 20, { lines: 30, head: 1 }, 8],
  ])('%s', (_name, body, pane, expected) => {
    expect(lessonLayout(body, 'prose', 40, pane)).toEqual({
      proseRows: body - expected,
      paneRows: expected,
    });
  });
});

describe('a notice', () => {
  test('takes the rows it needs from the body, three at most', () => {
    const size = { columns: 40, rows: 15 };
    expect(footerLines(null, 38)).toEqual(['']);
    const long = footerLines('word '.repeat(40).trim(), 20);
    expect([long.length, long.at(-1)?.endsWith('…')]).toEqual([3, true]);
    expect([bodyRows(size), bodyRows(size, long.length)]).toEqual([11, 9]);
  });
});
