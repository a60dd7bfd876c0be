import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBuiltCourse } from '../../src/commands/built-course.ts';
import { builtCourse } from '../../src/content/built-course.ts';
import { printProblem } from '../../src/content/problem.ts';
import { readLessons } from '../../src/content/read-lessons.ts';
import { lessonId } from '../../src/domain/ids.ts';
import { itemsOf } from '../../src/domain/lesson.ts';
import { HEAD } from './lesson-source.ts';

const ENGLISH = `${HEAD}## One {#one}
A container.

\`\`\`sh +exec id=run
docker ps
\`\`\`

## Two {#two}

\`\`\`quiz id=q
type: choice
prompt: P
options:
  - text: A
    correct: true
    why: w
  - text: B
    why: w
\`\`\`
`;
const SPANISH = ENGLISH.replace('title: Title', 'title: Título')
  .replace('## One', '## Uno')
  .replace('A container.', 'Un contenedor.')
  .replace('text: A', 'text: "Sí"');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vvc-languages-'));
  mkdirSync(join(root, 'lessons', '03-pid1'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(spanish: string): string {
  writeFileSync(join(root, 'lessons', '03-pid1', 'lesson.md'), ENGLISH);
  writeFileSync(join(root, 'lessons', '03-pid1', 'lesson.es.md'), spanish);
  return join(root, 'lessons');
}

describe('a translation', () => {
  it('has its own words, and the hashes of the original', () => {
    const { lessons, translations, problems } = readLessons(write(SPANISH));
    expect(problems).toEqual([]);
    expect(translations.map(({ id, title, language }) => [id, title, language])).toEqual([
      ['pid1', 'Título', 'es'],
    ]);
    const hashes = (list: typeof lessons): readonly string[] => list.flatMap(itemsOf).map(({ hash }) => hash);
    expect(hashes(translations)).toEqual(hashes(lessons));
  });

  it.each([
    ['name: pid1', 'name: pid2', ['1: lesson.name: expected "pid1", as in lesson.md, found "pid2"']],
    [
      '{#one}',
      '{#uno}',
      [
        '1: the page "one" of lesson.md is missing; name it with {#one}',
        '1: the page "uno" is not in lesson.md; give it the id it has there, as {#id}',
      ],
    ],
    ['id=run', 'id=correr', ['14: expected the run "run", as in lesson.md, found the run "correr"']],
    [
      'docker ps',
      'docker ps -a',
      ['14: run: differs from lesson.md in more than words (commands, goals or what is right)'],
    ],
    [
      '    correct: true\n    why: w\n  - text: B\n',
      '    why: w\n  - text: B\n    correct: true\n',
      ['20: q: differs from lesson.md in more than words (commands, goals or what is right)'],
    ],
    ['## Uno', '##', ['11: expected a heading after ##, found none']],
  ])('may not have %j as %j', (from, to, expected) => {
    const { translations, problems } = readLessons(write(SPANISH.replace(from, to)));
    expect(translations).toEqual([]);
    expect(problems.map(printProblem)).toEqual(
      expected.map((sentence) => `lessons/03-pid1/lesson.es.md:${sentence}`),
    );
  });
});

describe('the built course', () => {
  const open = async (wanted: Parameters<typeof openBuiltCourse>[1], spanish = true) => {
    const folder = write(SPANISH);
    if (!spanish) rmSync(join(folder, '03-pid1', 'lesson.es.md'));
    const out = join(root, 'out');
    mkdirSync(out);
    for (const [name, text] of builtCourse(folder)) writeFileSync(join(out, name), text);
    const library = openBuiltCourse(pathToFileURL(`${out}/`), wanted);
    const { title, untranslated = null } = await library.open(lessonId('pid1'));
    return [library.list().map((one) => one.title), title, untranslated];
  };
  it('is searched in its language', async () => {
    const folder = write(SPANISH);
    const out = join(root, 'out');
    mkdirSync(out);
    for (const [name, text] of builtCourse(folder)) writeFileSync(join(out, name), text);
    const titles = async (wanted: Parameters<typeof openBuiltCourse>[1]) => {
      const entries = (await openBuiltCourse(pathToFileURL(`${out}/`), wanted).searchEntries?.()) ?? [];
      return entries.slice(0, 1).map(({ text }) => text);
    };
    expect(await titles(null)).toEqual(['Title']);
    expect(await titles({ code: 'es', asked: true })).toEqual(['Título']);
  });

  const missing = (language: string): string =>
    `This lesson is not in ${language} yet; here it is in English.`;

  it.each([
    [null, true, [['Title'], 'Title', null]],
    [{ code: 'es', asked: true }, true, [['Título'], 'Título', null]],
    [{ code: 'es', asked: false }, true, [['Título'], 'Título', null]],
    [{ code: 'fr', asked: true }, true, [['Title'], 'Title', missing('French')]],
    [{ code: 'fr', asked: false }, true, [['Title'], 'Title', null]],
    [{ code: 'en', asked: true }, true, [['Title'], 'Title', null]],
    [{ code: 'es', asked: true }, false, [['Title'], 'Title', missing('Spanish')]],
  ])('opened for %j (translated: %s)', async (wanted, spanish, expected) => {
    expect(await open(wanted, spanish)).toEqual(expected);
  });
});
