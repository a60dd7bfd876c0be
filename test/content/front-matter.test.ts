import { describe, expect, it } from 'vitest';
import { FILE, HEAD, problemsOfSource } from './lesson-source.ts';

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
