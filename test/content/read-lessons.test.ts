import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtCourse } from '../../src/content/built-course.ts';
import { printProblem } from '../../src/content/problem.ts';
import { readLessons } from '../../src/content/read-lessons.ts';

const FAULTY = fileURLToPath(new URL('fixtures/faulty-lesson.txt', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vvc-lessons-'));
  mkdirSync(join(root, 'lessons'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(folder: string, name: string, more = ''): void {
  mkdirSync(join(root, 'lessons', folder));
  writeFileSync(join(root, 'lessons', folder, 'lesson.md'), source(name, more));
}

const source = (name: string, more = ''): string =>
  `---\nkind: lesson\nname: ${name}\ntitle: T\ndescription: D\ndifficulty: beginner\nminutes: 5\nobjectives: [O]\nsummary: S\n${more}---\ntext\n`;

function read(): { lessons: readonly string[]; problems: readonly string[] } {
  const { lessons, problems } = readLessons(join(root, 'lessons'));
  return { lessons: lessons.map((lesson) => lesson.id), problems: problems.map(printProblem) };
}

describe('the lessons of a folder', () => {
  it('come in the order of their numbers, and other files are not looked at', () => {
    write('10-b', 'b');
    write('02-a', 'a', 'prerequisites: [b]\n');
    writeFileSync(join(root, 'lessons', 'FORMAT.md'), '# Format');
    expect(read()).toEqual({ lessons: ['a', 'b'], problems: [] });
  });

  it('may not share a name or a number, nor require what is not there', () => {
    write('02-a', 'a');
    write('02-b', 'a', 'prerequisites: [c]\n');
    expect(read()).toEqual({
      lessons: ['a', 'a'],
      problems: [
        'lessons/02-b/lesson.md:1: another lesson has the name "a" already',
        "lessons/02-b/lesson.md:1: another lesson's folder has the number 2 already",
        'lessons/02-b/lesson.md:1: lesson.prerequisites: there is no lesson "c"',
      ],
    });
  });

  it('are complete', () => {
    mkdirSync(join(root, 'lessons', '01-empty'));
    expect(read().problems).toEqual(['lessons/01-empty/lesson.md:1: there is no such file']);
  });

  it('are not read through links that lead out', () => {
    writeFileSync(join(root, 'outside.md'), source('x'));
    mkdirSync(join(root, 'lessons', '01-file'));
    symlinkSync(join(root, 'outside.md'), join(root, 'lessons', '01-file', 'lesson.md'));
    mkdirSync(join(root, '02-folder'));
    writeFileSync(join(root, '02-folder', 'lesson.md'), source('y'));
    symlinkSync(join(root, '02-folder'), join(root, 'lessons', '02-folder'));
    const because = 'the lesson is a link to something outside its folder, which is not read';
    expect(read()).toEqual({
      lessons: [],
      problems: [`lessons/01-file/lesson.md:1: ${because}`, `lessons/02-folder/lesson.md:1: ${because}`],
    });
  });

  it('name every fault with its line', () => {
    mkdirSync(join(root, 'lessons', '03-pid1'));
    copyFileSync(FAULTY, join(root, 'lessons', '03-pid1', 'lesson.md'));
    expect(read()).toMatchSnapshot();
    expect(() => builtCourse(join(root, 'lessons'))).toThrow(
      /lesson\.md:2: lesson: description is missing\n/,
    );
  });

  it('become files for the build', () => {
    write('02-a', 'a');
    const files = builtCourse(join(root, 'lessons'));
    expect([...files.keys()]).toEqual([
      'index.json',
      'search.json',
      'glossary.json',
      'concepts.json',
      'cheatsheet.json',
      'a.json',
    ]);
    expect(JSON.parse(files.get('a.json') ?? '')).toMatchObject({ id: 'a', pages: [{ prose: 'text' }] });
  });
});
