import { lintBank } from '../content/bank-lint.ts';
import { type ClaimsReport, readClaims, reportClaims } from '../content/claims.ts';
import { type ConceptPlaces, conceptMap } from '../content/concept-map.ts';
import { lintConceptNames } from '../content/concept-names.ts';
import { lintLesson } from '../content/lint-lesson.ts';
import type { Problem } from '../content/problem.ts';
import { readExtras } from '../content/read-extras.ts';
import { readLessons } from '../content/read-lessons.ts';
import { itemsOf, type Lesson } from '../domain/lesson.ts';
import { counted } from '../domain/wording.ts';
import { proveLesson, type Stage } from './prove-lesson.ts';

/** All that is wrong with a course, and one line on what it holds. */
export interface LessonsReport {
  readonly problems: readonly Problem[];
  readonly counts: string;
  /** Null where the folder has no claims.json. */
  readonly claims: ClaimsReport | null;
  readonly concepts: readonly ConceptPlaces[];
  /** One line on how guessers fare over all questions. */
  readonly rates: string;
}

/** A share of the lessons, for those who play them on several engines at once: the `part`th of `of`, counted from 1. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/**
 * Decodes, lints and plays every lesson below `dir`. Lessons that decode are played even if others do not. Where there is
 * a share, all are linted and those of the share are played; `played` is told of each.
 */
export async function checkLessons(
  dir: string,
  stage: Stage,
  { part, of }: Share = { part: 1, of: 1 },
  played: (lesson: Lesson, tookMs: number) => void = () => undefined,
): Promise<LessonsReport> {
  const { lessons, places, translationPlaces, problems: unreadable } = readLessons(dir);
  const problems = [...unreadable];
  for (const [index, lesson] of lessons.entries()) {
    const place = places.get(lesson.id) ?? { file: lesson.folder, lineOf: new Map<string, number>() };
    problems.push(...lintLesson(lesson, place));
    if (index % of !== part - 1) continue;
    const began = performance.now();
    const failures = await proveLesson(lesson, stage);
    played(lesson, performance.now() - began);
    for (const { item, sentence } of failures) {
      problems.push({
        file: place.file,
        line: place.lineOf.get(item) ?? 1,
        sentence: `${item}: ${sentence}`,
      });
    }
  }
  for (const [lesson, place] of translationPlaces) problems.push(...lintLesson(lesson, place));
  problems.push(...readExtras(dir).problems);
  const concepts = conceptMap(lessons);
  const named = concepts.map(({ concept }) => concept);
  problems.push(...lintConceptNames(dir, named));
  const bank = lintBank(lessons, places);
  problems.push(...bank.problems);
  const all = readClaims(dir);
  const fileOf = (lesson: Lesson): string => places.get(lesson.id)?.file ?? lesson.folder;
  const claims = all === null ? null : reportClaims(all, lessons, fileOf);
  return {
    problems: [...problems, ...(claims?.problems ?? [])],
    counts: countLine(lessons),
    claims,
    concepts,
    rates: bank.rates,
  };
}

function countLine(lessons: readonly Lesson[]): string {
  const items = lessons.flatMap(itemsOf);
  const tasks = items.filter((item) => item.kind === 'task');
  const solutions = tasks.reduce((sum, task) => sum + task.solutions.length, 0);
  const attempts = tasks.reduce((sum, task) => sum + task.attempts.length, 0);
  const questions = items.filter((item) => item.kind === 'question' || item.kind === 'predict').length;
  const pages = lessons.reduce((sum, lesson) => sum + lesson.pages.length, 0);
  return (
    `lessons: ${lessons.length}, pages: ${pages}, tasks: ${tasks.length} ` +
    `(solutions ${solutions}, attempts ${attempts}), questions: ${questions}`
  );
}

/** `claims covered: 200 of 222`. */
export function claimLine({ all, uncovered }: ClaimsReport): string {
  return `claims covered: ${all.length - uncovered.length} of ${all.length}`;
}

/** `2 problems`, as the last line of a failed check says it. */
export function problemCount(problems: readonly Problem[]): string {
  return counted(problems.length, 'problem');
}
