import { lessonId } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import { assemblePages, type PlacedPage } from './assemble-pages.ts';
import { type SplitSource, splitFrontMatter } from './front-matter.ts';
import { forbiddenCharacter } from './markup.ts';
import { type Problem, ProblemList } from './problem.ts';
import { scanBlocks } from './scan-blocks.ts';

export type DecodedLesson =
  | {
      readonly kind: 'lesson';
      readonly lesson: Lesson;
      /** The line on which each item stands, by its id. */
      readonly lineOf: ReadonlyMap<string, number>;
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * Decodes the text of a lesson file as lessons/FORMAT.md describes it. `file` is the path as problems name it,
 * with slashes; the folder in it gives the order. All problems of the file come back, in its order.
 */
export function decodeLesson(source: string, { file }: { readonly file: string }): DecodedLesson {
  const problems = new ProblemList(file);
  const text = source.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  reportForbiddenCharacters(text, problems);
  const folder = folderOf(file, problems);
  const split = problems.isEmpty ? splitFrontMatter(text, problems) : null;
  const assembled = split === null ? null : assemble(split, folder, problems);
  if (assembled === null || !problems.isEmpty) return { kind: 'problems', problems: problems.sorted() };
  return { kind: 'lesson', ...assembled };
}

interface Assembled {
  readonly lesson: Lesson;
  readonly lineOf: ReadonlyMap<string, number>;
}

function assemble(
  { matter, body, bodyLine }: SplitSource,
  folder: Folder,
  problems: ProblemList,
): Assembled | null {
  const blocks = scanBlocks(body, bodyLine, problems);
  const placed = assemblePages(blocks, matter?.title ?? '', bodyLine, problems);
  reportRepeatedPages(placed, problems);
  const lineOf = linesOfItems(placed, problems);
  if (placed.length === 0 && problems.isEmpty) problems.add(bodyLine, 'the lesson has no pages');
  if (matter === null) return null;
  const required: readonly string[] = matter.prerequisites;
  if (required.includes(matter.name)) {
    problems.add(1, 'lesson.prerequisites: a lesson cannot require itself');
  }
  const { name, kind, prerequisites, ...rest } = matter;
  const lesson = {
    id: lessonId(name),
    ...folder,
    ...rest,
    ...(kind === 'exam' ? { isExam: true } : {}),
    prerequisites: prerequisites.map(lessonId),
    pages: placed.map((one) => one.page),
  };
  return { lesson, lineOf };
}

interface Folder {
  readonly folder: string;
  readonly order: number;
}

function folderOf(file: string, problems: ProblemList): Folder {
  const folder = file.split('/').at(-2) ?? '';
  const match = /^(\d{2,})-[a-z0-9]+(-[a-z0-9]+)*$/.exec(folder);
  if (match === null) {
    problems.add(1, `expected the lesson in a folder such as 03-pid1, found it in "${folder}"`);
  }
  return { folder, order: Number(match?.[1] ?? 0) };
}

function reportForbiddenCharacters(text: string, problems: ProblemList): void {
  for (const [index, line] of text.split('\n').entries()) {
    const forbidden = forbiddenCharacter(line);
    if (forbidden !== null) problems.add(index + 1, forbidden);
  }
}

function reportRepeatedPages(placed: readonly PlacedPage[], problems: ProblemList): void {
  const lineOf = new Map<string, number>();
  const complained = new Set<number>();
  for (const { page, line, sectionLine } of placed) {
    const before = lineOf.get(page.id);
    if (before !== undefined && !complained.has(sectionLine)) {
      complained.add(sectionLine);
      problems.add(line, `the page id "${page.id}" stands on line ${before} already; add another as {#id}`);
    }
    lineOf.set(page.id, before ?? line);
  }
}

function linesOfItems(placed: readonly PlacedPage[], problems: ProblemList): ReadonlyMap<string, number> {
  const lineOf = new Map<string, number>();
  for (const { item } of placed) {
    if (item === null || item.id === '') continue;
    const { id, line } = item;
    const before = lineOf.get(id);
    if (before !== undefined) {
      problems.add(line, `the id "${id}" stands on line ${before} already; every id is used once`);
    }
    lineOf.set(id, before ?? line);
  }
  return lineOf;
}
