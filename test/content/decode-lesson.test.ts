import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { FILE, HEAD, lesson, problems, QUIZ } from './lesson-source.ts';

describe('pages', () => {
  const headings = (body: string): readonly (readonly [string, string, string])[] =>
    lesson(body).pages.map(({ id, heading, prose }) => [id, heading, prose]);

  it('begin at ##, and before it with the title', () => {
    expect(headings('\nHello.\n\n## One\n\ntext\n\n### deeper\n\n## Two, {#second}\n\nmore\n')).toEqual([
      ['start', 'Title', 'Hello.'],
      ['one', 'One', 'text\n\n### deeper'],
      ['second', 'Two,', 'more'],
    ]);
  });

  it('have no opening page without opening text', () => {
    expect(headings('\n\n## One\ntext')).toEqual([['one', 'One', 'text']]);
  });

  it('hold one activity each, with what stands before it, and a rest of their own', () => {
    const body = `## One\nfirst\n\`\`\`quiz id=a\n${QUIZ}\`\`\`\nsecond\n\`\`\`quiz id=b\n${QUIZ}\`\`\`\nrest\n`;
    expect(lesson(body).pages.map(({ id, prose, activity }) => [id, prose, activity?.id])).toEqual([
      ['one', 'first', 'a'],
      ['one-2', 'second', 'b'],
      ['one-3', 'rest', undefined],
    ]);
  });

  it('are not begun by ## in a fence, nor a fence by one in a longer fence', () => {
    const prose = '````markdown\n```sh +exec id=x\n## not a heading\n```\n````';
    expect(headings(`## One\n${prose}\n`)).toEqual([['one', 'One', prose]]);
  });

  it('read Windows line ends and a byte order mark', () => {
    const source = `\ufeff${HEAD}## One\ntext\n`.replaceAll('\n', '\r\n');
    const decoded = decodeLesson(source, { file: FILE });
    expect(decoded.kind === 'lesson' && decoded.lesson.pages).toEqual([
      { id: 'one', heading: 'One', prose: 'text', activity: null },
    ]);
  });

  it.each([
    [
      '## One\n\n## One\n',
      [
        '1: the page "One" has neither text nor anything to do',
        '3: the page "One" has neither text nor anything to do',
      ],
    ],
    ['## One\na\n## One\nb\n', ['3: the page id "one" stands on line 11 already; add another as {#id}']],
    ['## ?\na\n', ['1: expected a page id of a-z, 0-9 and single hyphens, found ""; add one as {#id}']],
    [
      '##\na\n',
      [
        '1: expected a heading after ##, found none',
        '1: expected a page id of a-z, 0-9 and single hyphens, found ""; add one as {#id}',
      ],
    ],
    [
      '# One\na\n',
      ['1: a heading here must be ### or deeper; ## starts a page, and the title stands in the front matter'],
    ],
    [
      'One\n---\na\n',
      ['1: a heading here must be ### or deeper; ## starts a page, and the title stands in the front matter'],
    ],
    ['', ['1: the lesson has no pages']],
    ['a\n\n```sh\nb\n', ['3: this fence is never closed']],
  ])('complain about %j', (body, expected) => {
    expect(problems(body)).toEqual(expected);
  });
});

describe('what a terminal cannot show', () => {
  it.each([
    ['a\n\nb <b>c\n', ['3: HTML is not shown in a terminal: <b> (write `…` or &lt;)']],
    ['a\n\n<!-- c -->\n', ['3: HTML is not shown in a terminal: <!-- c --> (write `…` or &lt;)']],
    ['- a\n- b\n  - <i>c\n', ['3: HTML is not shown in a terminal: <i> (write `…` or &lt;)']],
    ['![a](b)\n', ['1: images are not shown in a terminal']],
    ['a\u001b[31mb\n', ['1: the control character U+001B is not allowed in a lesson']],
    ['a\n\u202eb\n', ['2: the control character U+202E is not allowed in a lesson']],
    [
      '\u26a0\ufe0f\n',
      ['1: emoji with variation selector U+FE0F are not allowed: terminals disagree about their width'],
    ],
    [
      '```quiz id=a\ntype: fill-in\nprompt: "a\\e[31m"\nanswer: b\nwhy: c\n```\n',
      ['3: quiz.prompt: the control character U+001B is not allowed in a lesson'],
    ],
  ])('is refused: %j', (body, expected) => {
    expect(problems(body)).toEqual(expected);
  });

  it('is allowed as code', () => {
    expect(problems('`<b>` &lt;b&gt; <https://example.com>\n\n    <i>\n\n```html\n<b>\n```\n')).toEqual([]);
  });
});

describe('a content hash', () => {
  const hash = (body: string): string | undefined => lesson(body).pages[0]?.activity?.hash;
  const body = `\`\`\`quiz id=a\n${QUIZ}\`\`\`\n`;

  it('stays when the item is given another id', () => {
    expect(hash(body)).toMatch(/^[0-9a-f]{16}$/);
    expect(hash(body.replace('id=a', 'id=b'))).toBe(hash(body));
  });

  it('stays when text is wrapped anew or keys change places', () => {
    const moved =
      'options:\n  - why: w\n    text: A\n    correct: true\n  - text: B\n    correct: false\n    why: w\nprompt: >\n  P\ntype: choice\n';
    expect(hash(`\`\`\`quiz id=a\n${moved}\`\`\`\n`)).toBe(hash(body));
  });

  it('changes with the content', () => {
    expect(hash(body.replace('text: B', 'text: C'))).not.toBe(hash(body));
  });
});
