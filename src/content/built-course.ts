import { termsUsedIn } from '../domain/glossary.ts';
import type { Lesson } from '../domain/lesson.ts';
import { pageWords } from '../domain/page-words.ts';
import { lessonEntries } from '../domain/search/search-entry.ts';
import { readConceptNames } from './concept-names.ts';
import { printProblem } from './problem.ts';
import { type Extras, readExtras } from './read-extras.ts';
import { readLessons } from './read-lessons.ts';
import { summarise } from './summarise.ts';

/**
 * The course below `dir` as files for the build: `index.json`, a list of LessonSummary, `<name>.json`, a Lesson
 * each, `glossary.json`, `concepts.json` and `cheatsheet.json`; for each language with translations `index.<lang>.json` and
 * `<name>.<lang>.json` beside them. Throws with all problems when there is one: a faulty course is not built.
 */
export function builtCourse(dir: string): ReadonlyMap<string, string> {
  const { lessons, translations, problems } = readLessons(dir);
  const extras = readExtras(dir);
  const faults = [...problems, ...extras.problems];
  if (faults.length > 0) throw new Error(faults.map(printProblem).join('\n'));
  const files = new Map([
    ['index.json', JSON.stringify(lessons.map(summarise))],
    ['search.json', JSON.stringify(lessons.flatMap(lessonEntries))],
    ['glossary.json', JSON.stringify(extras.glossary)],
    ['concepts.json', JSON.stringify(readConceptNames(dir))],
    ['cheatsheet.json', JSON.stringify(extras.cheatsheet)],
  ]);
  for (const lesson of lessons) files.set(`${lesson.id}.json`, JSON.stringify(withGlossary(lesson, extras)));
  for (const language of new Set(translations.map((lesson) => lesson.language ?? ''))) {
    const translated = translations.filter((lesson) => lesson.language === language);
    const all = lessons.map((lesson) => translated.find(({ id }) => id === lesson.id) ?? lesson);
    files.set(`index.${language}.json`, JSON.stringify(all.map(summarise)));
    files.set(`search.${language}.json`, JSON.stringify(all.flatMap(lessonEntries)));
    for (const lesson of translated)
      files.set(`${lesson.id}.${language}.json`, JSON.stringify(withGlossary(lesson, extras)));
  }
  return files;
}

/** With the terms that its pages use; the glossary is English, and so are they. */
function withGlossary(lesson: Lesson, { glossary }: Extras): Lesson {
  const used = termsUsedIn(lesson.pages.map(pageWords).join('\n'), glossary);
  return used.length === 0 ? lesson : { ...lesson, glossary: used };
}
