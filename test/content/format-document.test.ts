import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { summarise } from '../../src/content/summarise.ts';

const document = readFileSync(new URL('../../lessons/FORMAT.md', import.meta.url), 'utf8');
const example = /````markdown\n([\s\S]*?\n)````/.exec(document)?.[1] ?? '';

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
