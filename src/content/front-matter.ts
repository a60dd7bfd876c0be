import matter from 'gray-matter';
import type { ProblemList } from './problem.ts';
import { listOf, object, optional, orElse, required } from './yaml-objects.ts';
import { identifier, line, markdown, oneOf, webAddress, wholeNumber } from './yaml-scalars.ts';
import { INVALID, parseYaml } from './yaml-source.ts';

const decodeMatter = object({
  kind: required(oneOf(['lesson', 'exam'])),
  name: required(identifier),
  title: required(line),
  description: required(markdown),
  difficulty: required(oneOf(['beginner', 'intermediate', 'advanced'])),
  minutes: required(wholeNumber(1)),
  world: optional(identifier),
  tags: orElse(listOf(identifier), [] as const),
  objectives: required(listOf(markdown, 1)),
  prerequisites: orElse(listOf(identifier), [] as const),
  furtherReading: orElse(listOf(object({ title: required(line), url: required(webAddress) })), [] as const),
  summary: required(markdown),
});

export type FrontMatter = Exclude<ReturnType<typeof decodeMatter>, typeof INVALID>;

/** A lesson file in its two halves. */
export interface SplitSource {
  /** null: it has a fault, which is reported. */
  readonly matter: FrontMatter | null;
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

/**
 * Splits and decodes the front matter; null when there is none, which is reported. gray-matter would run
 * `---js` front matter as code, even when told the language is YAML: it is given YAML only, and never
 * anything but a bare `---` to begin with. Its options also keep it from caching malformed files as empty.
 */
export function splitFrontMatter(source: string, problems: ProblemList): SplitSource | null {
  if (!/^---\n/.test(source)) {
    problems.add(1, 'expected front matter: a line ---, YAML, and another line ---');
    return null;
  }
  if (!/^\n---(\n|$)/.test(source.slice(source.indexOf('\n---')))) {
    problems.add(1, 'the front matter is never closed by a line ---');
    return null;
  }
  let decoded: FrontMatter | null = null;
  const parse = (yaml: string): object => {
    const spot = parseYaml(yaml, 1, 'lesson', problems);
    const value = spot === null ? INVALID : decodeMatter(spot);
    decoded = value === INVALID ? null : value;
    return {};
  };
  const file = matter(source, { language: 'yaml', engines: { ...DENIED, yaml: { parse } } });
  const head = source.slice(0, source.length - file.content.length);
  if ('isEmpty' in file && file.isEmpty === true) problems.add(1, 'the front matter is empty');
  return { matter: decoded, body: file.content, bodyLine: head.split('\n').length };
}

const deny = (): never => {
  throw new Error('Front matter is YAML and nothing else.');
};
const DENIED = {
  javascript: { parse: deny },
  js: { parse: deny },
  json: { parse: deny },
  coffee: { parse: deny },
};
