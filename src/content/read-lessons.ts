import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { LessonId } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import { decodeLesson } from './decode-lesson.ts';
import type { Problem } from './problem.ts';
import { asTranslation, complaintsAboutTranslation, languageOf } from './translation.ts';

/** Where a lesson stands, to complain about an item of it. */
export interface LessonPlace {
  readonly file: string;
  readonly lineOf: ReadonlyMap<string, number>;
}

/** Every lesson that decodes, in course order, and every problem of those that do not. */
export interface ReadLessons {
  readonly lessons: readonly Lesson[];
  readonly places: ReadonlyMap<LessonId, LessonPlace>;
  /** Every `lesson.<lang>.md` that decodes and fits its original. */
  readonly translations: readonly Lesson[];
  readonly translationPlaces: ReadonlyMap<Lesson, LessonPlace>;
  readonly problems: readonly Problem[];
}

/**
 * Reads `<dir>/NN-name/lesson.md`. Problems name files as `lessons/03-pid1/lesson.md`, whatever folder `dir`
 * is, by its own name. Throws only when `dir` itself cannot be read.
 */
export function readLessons(dir: string): ReadLessons {
  const root = realpathSync(dir);
  const shownRoot = root.split(sep).at(-1) ?? '';
  const lessons: Lesson[] = [];
  const places = new Map<LessonId, LessonPlace>();
  const translations = new Map<Lesson, LessonPlace>();
  const problems: Problem[] = [];
  for (const folder of lessonFolders(root)) {
    const file = `${shownRoot}/${folder}/lesson.md`;
    const source = readInside(root, folder, 'lesson.md');
    if (source.kind === 'refused') {
      problems.push({ file, line: 1, sentence: source.because });
      continue;
    }
    const decoded = decodeLesson(source.text, { file });
    if (decoded.kind === 'problems') {
      problems.push(...decoded.problems);
      continue;
    }
    lessons.push(decoded.lesson);
    places.set(decoded.lesson.id, { file, lineOf: decoded.lineOf });
    for (const name of translationsIn(join(root, folder))) {
      const found = readTranslation(
        readInside(root, folder, name),
        decoded.lesson,
        `${shownRoot}/${folder}/${name}`,
      );
      problems.push(...found.problems);
      if (found.lesson !== null) translations.set(found.lesson, found.place);
    }
  }
  lessons.sort((a, b) => a.order - b.order);
  return {
    lessons,
    places,
    translations: [...translations.keys()],
    translationPlaces: translations,
    problems: [...problems, ...problemsBetween(lessons, shownRoot, problems.length === 0)],
  };
}

function lessonFolders(root: string): readonly string[] {
  const entries = readdirSync(root, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly because: string };

/** A lesson is content from anybody: a link must not make it show a file from elsewhere. */
function readInside(root: string, folder: string, name: string): Source {
  const path = join(root, folder, name);
  try {
    const real = realpathSync(path);
    const inside = relative(root, real);
    if (inside.startsWith('..') || !lstatSync(real).isFile()) {
      return {
        kind: 'refused',
        because: 'the lesson is a link to something outside its folder, which is not read',
      };
    }
    return { kind: 'text', text: readFileSync(real, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      kind: 'refused',
      because: code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`,
    };
  }
}

const translationsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => languageOf(name) !== null)
    .sort();

interface Translated {
  readonly lesson: Lesson | null;
  readonly place: LessonPlace;
  readonly problems: readonly Problem[];
}

function readTranslation(source: Source, original: Lesson, file: string): Translated {
  const nowhere: LessonPlace = { file, lineOf: new Map() };
  if (source.kind === 'refused')
    return { lesson: null, place: nowhere, problems: [{ file, line: 1, sentence: source.because }] };
  const decoded = decodeLesson(source.text, { file });
  if (decoded.kind === 'problems') return { lesson: null, place: nowhere, problems: decoded.problems };
  const problems = complaintsAboutTranslation(original, decoded.lesson).map(({ item, sentence }) => ({
    file,
    line: decoded.lineOf.get(item ?? '') ?? 1,
    sentence,
  }));
  const language = languageOf(file.split('/').at(-1) ?? '') ?? '';
  const lesson = problems.length > 0 ? null : asTranslation(original, decoded.lesson, language);
  return { lesson, place: { file, lineOf: decoded.lineOf }, problems };
}

function problemsBetween(lessons: readonly Lesson[], root: string, complete: boolean): readonly Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  const orders = new Set<number>();
  const known = new Set<string>(lessons.map((lesson) => lesson.id));
  for (const lesson of lessons) {
    const complain = (sentence: string): void => {
      problems.push({ file: `${root}/${lesson.folder}/lesson.md`, line: 1, sentence });
    };
    if (names.has(lesson.id)) complain(`another lesson has the name "${lesson.id}" already`);
    if (orders.has(lesson.order)) complain(`another lesson's folder has the number ${lesson.order} already`);
    const missing = complete ? lesson.prerequisites.filter((name) => !known.has(name)) : [];
    for (const name of missing) complain(`lesson.prerequisites: there is no lesson "${name}"`);
    names.add(lesson.id);
    orders.add(lesson.order);
  }
  return problems;
}
