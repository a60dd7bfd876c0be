import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { GlossaryTerm } from '../domain/glossary.ts';
import { decodeGlossary } from './glossary.ts';
import { checkMarkdown, forbiddenCharacter } from './markup.ts';
import { type Problem, ProblemList } from './problem.ts';

/** What a course has beside its lessons. */
export interface Extras {
  readonly glossary: readonly GlossaryTerm[];
  /** Markdown; null: the course has none. */
  readonly cheatsheet: string | null;
  readonly problems: readonly Problem[];
}

/** One page of a printed sheet, in lines as written. */
const MOST_LINES = 90;

/** Reads `glossary.md` and `cheatsheet.md` in the folder of the lessons; a course may go without. */
export function readExtras(dir: string): Extras {
  const shown = basename(resolve(dir));
  const glossary = textOf(join(dir, 'glossary.md'));
  const cheatsheet = textOf(join(dir, 'cheatsheet.md'));
  const decoded = glossary === null ? null : decodeGlossary(glossary, `${shown}/glossary.md`);
  const faults = cheatsheet === null ? [] : checkCheatsheet(cheatsheet, `${shown}/cheatsheet.md`);
  return {
    glossary: decoded?.terms ?? [],
    cheatsheet,
    problems: [...(decoded?.problems ?? []), ...faults],
  };
}

function checkCheatsheet(text: string, file: string): readonly Problem[] {
  const problems = new ProblemList(file);
  const lines = text.trimEnd().split('\n');
  if (lines.length > MOST_LINES)
    problems.add(MOST_LINES + 1, `expected one page of at most ${MOST_LINES} lines, found ${lines.length}`);
  for (const [index, line] of lines.entries()) {
    const forbidden = forbiddenCharacter(line);
    if (forbidden !== null) problems.add(index + 1, forbidden);
  }
  // Headings of every depth are its own; elsewhere the two highest belong to lessons.
  checkMarkdown(text.replace(/^#{1,2} /gm, '### '), 1, '', problems);
  return problems.sorted();
}

const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
