import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { printProblem } from '../../src/content/problem.ts';
import type { Lesson } from '../../src/domain/lesson.ts';

const FILE = 'lessons/03-pid1/lesson.md';
const HEAD = `---
kind: lesson
name: pid1
title: Title
description: About.
difficulty: beginner
minutes: 5
objectives: [Know it.]
summary: Done.
---
`;

function lesson(body: string, head = HEAD): Lesson {
  const decoded = decodeLesson(head + body, { file: FILE });
  if (decoded.kind === 'problems') throw new Error(decoded.problems.map(printProblem).join('\n'));
  return decoded.lesson;
}

/** Problems of a body, with lines counted from the first line of the body. */
function problems(body: string): readonly string[] {
  const decoded = decodeLesson(HEAD + body, { file: FILE });
  if (decoded.kind === 'lesson') return [];
  return decoded.problems.map(({ line, sentence }) => `${line - 10}: ${sentence}`);
}

function problemsOfSource(source: string, file = FILE): readonly string[] {
  const decoded = decodeLesson(source, { file });
  return decoded.kind === 'lesson' ? [] : decoded.problems.map(printProblem);
}

const QUIZ =
  'type: choice\nprompt: P\noptions:\n  - text: A\n    correct: true\n    why: w\n  - text: B\n    why: w\n';

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

describe('a command to run', () => {
  const activity = (body: string): unknown => lesson(body).pages[0]?.activity;

  it('has the defaults of the format', () => {
    expect(activity('```sh +exec id=a\ndocker ps\n```\n')).toEqual({
      kind: 'run',
      id: 'a',
      command: 'docker ps',
      expect: 'success',
      timeoutMs: 30_000,
      notice: null,
      hash: '868a2cde89c6c2cb',
    });
  });

  it('may be continued on the next line and expect a failure', () => {
    expect(
      activity(
        '~~~bash id=a timeout="1.5s" +exec +expect:failure\ndocker run \\\n  busybox \\\n  false\n~~~\n',
      ),
    ).toMatchObject({
      command: 'docker run busybox false',
      expect: 'failure',
      timeoutMs: 1500,
    });
  });

  it('takes the quote right after it, and leaves the text below', () => {
    const pages = lesson('```sh +exec id=a\nls\n```\n\n> Notice: one\n> two\n\nrest\n').pages;
    expect(pages.map(({ prose, activity: one }) => [prose, one?.kind === 'run' && one.notice])).toEqual([
      ['', 'one\ntwo'],
      ['rest', false],
    ]);
  });

  it('is read in the forms of Killercoda', () => {
    const pages = lesson(
      'Run `docker ps`{{exec}} and\nsee. `x`{{copy}}\n\nThen:\n\n```\ndocker images\n```{{exec interrupt}}\n',
    ).pages;
    expect(
      pages.map(({ prose, activity: one }) => [prose, one?.id, one?.kind === 'run' && one.command]),
    ).toEqual([
      ['Run `docker ps` and\nsee. `x`', 'exec-docker-ps', 'docker ps'],
      ['Then:', 'exec-docker-images', 'docker images'],
    ]);
  });

  it.each([
    ['```sh +exec\nls\n```', ['1: run: id is missing']],
    ['```sh +exec id=A\nls\n```', ['1: run: expected an id of a-z, 0-9 and single hyphens, found "A"']],
    ['```sh +exec id=a\n\n```', ['1: run: expected a command line, found none']],
    [
      '```sh +exec id=a\nls\nps\n```',
      ['1: run: expected one command line, found several; end a line with \\ to continue it on the next'],
    ],
    ['```sh id=a\nls\n```', ['1: this sh fence has an id or a flag but no +exec, so it would never run']],
    ['```python +exec id=a\nls\n```', ['1: expected one of sh, bash, shell before +exec, found "python"']],
    [
      '```sh +exec id=a extra\nls\n```',
      ['1: run: expected +flag or key=value after the language, found "extra"'],
    ],
    ['```sh +exec +pty id=a\nls\n```', ['1: run: unknown flag "+pty"; +exec and +expect:failure are known']],
    [
      '- a\n\n  ```sh +exec id=a\n  ls\n  ```',
      ['3: run: an activity stands at the first column, not inside a list or a quote'],
    ],
    [
      'a\n\n> Notice: b',
      ['3: a quote that begins with Notice: stands right after a +exec fence, and nowhere else'],
    ],
    [
      '```sh +exec id=a\nls\n```\n```sh +exec id=a\nls\n```',
      ['4: the id "a" stands on line 11 already; every id is used once'],
    ],
  ])('complains about %j', (body, expected) => {
    expect(problems(body)).toEqual(expected);
  });
});

describe('a content hash', () => {
  const hash = (body: string): string | undefined => lesson(body).pages[0]?.activity?.hash;
  const body = `\`\`\`quiz id=a\n${QUIZ}\`\`\`\n`;

  it('stays when text is wrapped anew or keys change places', () => {
    const moved =
      'options:\n  - why: w\n    text: A\n    correct: true\n  - text: B\n    correct: false\n    why: w\nprompt: >\n  P\ntype: choice\n';
    expect(hash(`\`\`\`quiz id=a\n${moved}\`\`\`\n`)).toBe(hash(body));
  });

  it('changes with the content', () => {
    expect(hash(body.replace('text: B', 'text: C'))).not.toBe(hash(body));
  });
});

describe('front matter', () => {
  it.each([
    ['', [`${FILE}:1: expected front matter: a line ---, YAML, and another line ---`]],
    ['# Title\n', [`${FILE}:1: expected front matter: a line ---, YAML, and another line ---`]],
    ['---\nkind: lesson\n', [`${FILE}:1: the front matter is never closed by a line ---`]],
    ['---\n# nothing\n---\na\n', [`${FILE}:1: the front matter is empty`]],
    [
      '---\nkind: lesson\n  a: b\n---\na\n',
      [
        `${FILE}:2: lesson: nested mappings are not allowed in compact mappings`,
        `${FILE}:2: lesson: implicit keys need to be on a single line`,
      ],
    ],
    ['---\n[a]\n---\na\n', [`${FILE}:2: lesson: expected keys with values, found a list`]],
    [HEAD.replace('minutes: 5', 'minutes: 5\nminutes: 6'), [`${FILE}:8: lesson: map keys must be unique`]],
    [
      `${HEAD.replace('minutes: 5', 'minutes: 5\nprerequisites: [pid1]')}a\n`,
      [`${FILE}:1: lesson.prerequisites: a lesson cannot require itself`],
    ],
  ])('is complained about: %j', (source, expected) => {
    expect(problemsOfSource(source)).toEqual(expected);
  });

  it.each(['js', 'javascript', 'json', 'coffee'])('in %s is never run', (language) => {
    const ran = '{ get kind() { globalThis.frontMatterRan = true; return "lesson"; } }';
    expect(problemsOfSource(`---${language}\n(globalThis.frontMatterRan = true, ${ran})\n---\na\n`)).toEqual([
      `${FILE}:1: expected front matter: a line ---, YAML, and another line ---`,
    ]);
    expect('frontMatterRan' in globalThis).toBe(false);
  });

  it('says the same of a malformed file each time', () => {
    const source = '---\nkind: [\n---\na\n';
    expect(problemsOfSource(source)).toEqual(problemsOfSource(source));
    expect(problemsOfSource(source).length).toBeGreaterThan(0);
  });

  it('needs a numbered folder', () => {
    expect(problemsOfSource(`${HEAD}a\n`, 'lessons/pid1/lesson.md')).toEqual([
      'lessons/pid1/lesson.md:1: expected the lesson in a folder such as 03-pid1, found it in "pid1"',
    ]);
  });
});
