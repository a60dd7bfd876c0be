import { describe, expect, it } from 'vitest';
import { decodeGlossary } from '../../src/content/glossary.ts';
import { printProblem } from '../../src/content/problem.ts';

const FILE = 'lessons/glossary.md';

it('is terms with one paragraph each, by the alphabet', () => {
  const source =
    '# Glossary\n\nNot shown.\n\n## volume\n\nA directory\nof the engine.\n\n## cgroup | control group\n\nLimits.\n';
  expect(decodeGlossary(source, FILE)).toEqual({
    terms: [
      { term: 'cgroup', spellings: ['control group'], text: 'Limits.' },
      { term: 'volume', spellings: [], text: 'A directory of the engine.' },
    ],
    problems: [],
  });
});

describe('problems', () => {
  it.each([
    ['nothing\n', ['lessons/glossary.md:1: expected terms as ## headings, found none']],
    ['## a\n\n', ['lessons/glossary.md:1: "a" has no text']],
    ['##\ntext\n', ['lessons/glossary.md:1: expected a term after ##, found none']],
    ['## a | \ntext\n', ['lessons/glossary.md:1: expected a term after ##, found none']],
    ['## a\none\n\ntwo\n', ['lessons/glossary.md:1: "a": expected one paragraph, found more']],
    ['## a\n- one\n', ['lessons/glossary.md:1: "a": expected one paragraph, found more']],
    ['## A\none\n## b | a\ntwo\n', ['lessons/glossary.md:3: "a" stands there already']],
    ['## image\none\n## Images\ntwo\n', ['lessons/glossary.md:3: "Images" stands there already']],
    [
      '## a\none <b>\n',
      ['lessons/glossary.md:2: a: HTML is not shown in a terminal: <b> (write `…` or &lt;)'],
    ],
    [
      `## a\n${'x'.repeat(421)}\n`,
      ['lessons/glossary.md:1: "a": expected at most 420 characters, found 421'],
    ],
  ])('%j', (source, expected) => {
    expect(decodeGlossary(source, FILE).problems.map(printProblem)).toEqual(expected);
  });
});
