import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Problem } from './problem.ts';

/** What each concept is called on screens, by its id. */
export type ConceptNames = Readonly<Record<string, string>>;

/** In columns: beside a name a bar and its numbers stand on one line. */
const LONGEST = 34;

/** `<dir>/concepts.json`; empty where there is none. Throws when it is something else than an object of words. */
export function readConceptNames(dir: string): ConceptNames {
  const path = join(dir, 'concepts.json');
  if (!existsSync(path)) return {};
  const names: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isNames = typeof names === 'object' && names !== null && !Array.isArray(names);
  if (!isNames || !Object.values(names).every((name) => typeof name === 'string')) {
    throw new Error(`${path} should be an object with a name for each concept.`);
  }
  return names as ConceptNames;
}

/** Names that are missing, too long, given twice, or of no concept. `concepts`: all that the lessons name. */
export function lintConceptNames(dir: string, concepts: readonly string[]): readonly Problem[] {
  const names = readConceptNames(dir);
  const file = `${basename(resolve(dir))}/concepts.json`;
  if (Object.keys(names).length === 0) return [];
  const lines = readFileSync(join(dir, 'concepts.json'), 'utf8').split('\n');
  const at = (id: string): number => lines.findIndex((line) => line.includes(`"${id}"`)) + 1 || 1;
  const missing = concepts
    .filter((id) => names[id] === undefined)
    .map((id) => ({ file, line: 1, sentence: `expected a name for the concept ${id}, found none` }));
  const faulty = Object.entries(names).flatMap(([id, name], index, all) => {
    const sentence = !concepts.includes(id)
      ? `no lesson has the concept ${id}; take its name out`
      : name.length > LONGEST
        ? `expected a name of at most ${LONGEST} characters for ${id}, found ${name.length}`
        : all.findIndex(([, other]) => other === name) < index
          ? `the name of ${id} is another concept's already`
          : null;
    return sentence === null ? [] : [{ file, line: at(id), sentence }];
  });
  return [...missing, ...faulty];
}
