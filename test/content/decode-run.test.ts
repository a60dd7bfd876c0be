import { describe, expect, it } from 'vitest';
import { lesson, problems } from './lesson-source.ts';

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
      hash: '7752d5a3d0cf40ee',
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

  it('takes what explains lines of its output, next to the notice or without one', () => {
    const quotes = '> Why "a b": one\n> two\n> Notice: three\n\n> Why `"Id": 1`: four';
    const [page, rest] = lesson(`\`\`\`sh +exec id=a\nls\n\`\`\`\n\n${quotes}\n\nrest\n`).pages;
    expect([page?.activity, rest?.prose]).toMatchObject([
      {
        notice: 'three',
        whys: [
          { pattern: 'a b', text: 'one\ntwo' },
          { pattern: '"Id": 1', text: 'four' },
        ],
      },
      'rest',
    ]);
  });

  it('has the same hash whether lines are explained or not', () => {
    const hashOf = (more: string) =>
      lesson(`\`\`\`sh +exec id=a\nls\n\`\`\`\n${more}`).pages[0]?.activity?.hash;
    expect(hashOf('\n> Why "a": b\n')).toBe(hashOf(''));
  });

  it.each([
    ['> Why "a":\n', ['5: why: "a" has no explanation']],
    ['> Why "a": b\n\n> Why "a": c\n', ['7: why: "a" is explained twice']],
    ['text\n\n> Why "a" b\n', [/^7: a quote that begins with Notice/]],
  ])('complains about the explanation %j', (more, expected) => {
    const found = problems(`\`\`\`sh +exec id=a\nls\n\`\`\`\n\n${more}`);
    expect(found).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
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
      [
        '3: a quote that begins with Notice: stands right after a +exec fence, and one that begins with Why "…": right after a +exec, task or predict fence',
      ],
    ],
    [
      '```sh +exec id=a\nls\n```\n```sh +exec id=a\nls\n```',
      ['4: the id "a" stands on line 11 already; every id is used once'],
    ],
  ])('complains about %j', (body, expected) => {
    expect(problems(body)).toEqual(expected);
  });
});
