import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { lintLesson } from '../../src/content/lint-lesson.ts';
import { summarise } from '../../src/content/summarise.ts';
import { itemsOf } from '../../src/domain/lesson.ts';
import { FILE, lesson } from './lesson-source.ts';

const document = readFileSync(new URL('../../lessons/FORMAT.md', import.meta.url), 'utf8');
const example = /````markdown\n([\s\S]*?\n)````/.exec(document)?.[1] ?? '';

describe('the examples of questions in lessons/FORMAT.md', () => {
  const section = document.slice(document.indexOf('### `quiz`'));
  const body = /````markdown\n([\s\S]*?\n)````/.exec(section)?.[1] ?? '';

  it('are questions, one of each type that the example lesson lacks, and have no fault', () => {
    const decoded = lesson(`## Questions\n\n${body}`);
    const kinds = itemsOf(decoded).map((item) => (item.kind === 'question' ? item.question.kind : item.kind));
    expect(kinds).toEqual(['multiple', 'true-false', 'numeric', 'order', 'match', 'choice', 'fault']);
    expect(lintLesson(decoded, { file: FILE, lineOf: new Map() })).toEqual([]);
  });
});

describe('the example in lessons/FORMAT.md', () => {
  it('is a lesson', () => {
    const decoded = decodeLesson(example, { file: 'lessons/03-pid1/lesson.md' });
    expect(decoded).toMatchSnapshot();
  });

  it('is summarised for the index', () => {
    const decoded = decodeLesson(example, { file: 'lessons/03-pid1/lesson.md' });
    expect(decoded.kind === 'lesson' && summarise(decoded.lesson)).toMatchSnapshot();
  });
});
