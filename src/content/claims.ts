import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson } from '../domain/lesson.ts';
import type { Problem } from './problem.ts';

/** A statement of the curriculum that some page has to cover. */
export interface Claim {
  readonly id: string;
  readonly statement: string;
  /** Why no page covers it, where the course leaves it out on purpose. */
  readonly outside?: string;
}

export interface ClaimsReport {
  readonly all: readonly Claim[];
  readonly uncovered: readonly Claim[];
  /** Pages that name a claim there is not. */
  readonly problems: readonly Problem[];
}

/** `<dir>/claims.json`, without what the course leaves out on purpose; null where there is none. Throws when it is something else than a list of claims. */
export function readClaims(dir: string): readonly Claim[] | null {
  const path = join(dir, 'claims.json');
  if (!existsSync(path)) return null;
  const claims: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(claims) || !claims.every(isClaim)) {
    throw new Error(`${path} should be a list of objects with id and statement.`);
  }
  return claims.filter(({ outside }) => outside === undefined);
}

function isClaim(value: unknown): value is Claim {
  const { id, statement, outside } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof statement === 'string' &&
    ['string', 'undefined'].includes(typeof outside)
  );
}

/** Which claims the pages of these lessons cover. `fileOf` names a lesson's file as problems do. */
export function reportClaims(
  all: readonly Claim[],
  lessons: readonly Lesson[],
  fileOf: (lesson: Lesson) => string,
): ClaimsReport {
  const known = new Set(all.map(({ id }) => id));
  const covered = new Set<string>();
  const problems: Problem[] = [];
  for (const lesson of lessons) {
    for (const { id: page, claims = [] } of lesson.pages) {
      for (const claim of claims) {
        covered.add(claim);
        if (known.has(claim)) continue;
        problems.push({
          file: fileOf(lesson),
          line: 1,
          sentence: `page ${page}: there is no claim ${claim}`,
        });
      }
    }
  }
  return { all, uncovered: all.filter(({ id }) => !covered.has(id)), problems };
}
