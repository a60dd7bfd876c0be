import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { LessonLibrary, LessonSummary } from '../app/ports.ts';
import type { Lesson } from '../domain/lesson.ts';

/**
 * The course as the build left it: `index.json` with a summary of each lesson, and each lesson in a file of
 * its own, decoded and checked already. No YAML or markdown is parsed at start.
 */
export function openBuiltCourse(folder: URL): LessonLibrary {
  const index: readonly LessonSummary[] = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'));
  return {
    list: () => index,
    open: async (id): Promise<Lesson> => {
      if (!index.some((lesson) => lesson.id === id)) throw new Error(`The course has no lesson ${id}.`);
      return JSON.parse(await readFile(new URL(`${id}.json`, folder), 'utf8'));
    },
  };
}
