import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { LessonLibrary, LessonSummary } from '../app/ports.ts';
import type { GlossaryTerm } from '../domain/glossary.ts';
import type { Lesson } from '../domain/lesson.ts';
import { type SearchEntry, termEntry } from '../domain/search/search-entry.ts';
import type { WantedLanguage } from './language.ts';

/**
 * The course as the build left it: `index.json` with a summary of each lesson, and each lesson in a file of
 * its own, decoded and checked already. No YAML or markdown is parsed at start. A lesson that is not in the language
 * asked for is in English, and says so.
 */
export function openBuiltCourse(folder: URL, wanted: WantedLanguage | null = null): LessonLibrary {
  const at = (name: string): URL => new URL(name, folder);
  const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(at(name), 'utf8'));
  const language = wanted !== null && existsSync(at(`index.${wanted.code}.json`)) ? wanted.code : null;
  const indexName = language === null ? 'index.json' : `index.${language}.json`;
  const index: readonly LessonSummary[] = JSON.parse(readFileSync(at(indexName), 'utf8'));
  return {
    list: () => index,
    open: async (id): Promise<Lesson> => {
      const summary = index.find((lesson) => lesson.id === id);
      if (summary === undefined) throw new Error(`The course has no lesson ${id}.`);
      if (summary.language !== undefined) return read(`${id}.${summary.language}.json`);
      const lesson = await read<Lesson>(`${id}.json`);
      // A locale that the course does not know at all is not a wish.
      const isMissed = wanted !== null && wanted.code !== 'en' && (wanted.asked || language !== null);
      return isMissed ? { ...lesson, untranslated: untranslated(wanted.code) } : lesson;
    },
    glossary: () => read('glossary.json'),
    searchEntries: async () => {
      const name = language === null ? 'search.json' : `search.${language}.json`;
      const [entries, terms] = await Promise.all([
        read<readonly SearchEntry[]>(name),
        read<readonly GlossaryTerm[]>('glossary.json'),
      ]);
      return [...entries, ...terms.map(termEntry)];
    },
    conceptNames: () => JSON.parse(readFileSync(at('concepts.json'), 'utf8')),
    cheatsheet: () => read('cheatsheet.json'),
  };
}

const untranslated = (code: string): string =>
  `This lesson is not in ${new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code} yet; here it is in English.`;
