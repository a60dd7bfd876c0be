import type { Page } from '../domain/lesson.ts';
import type { ProblemList } from './problem.ts';
import type { HeadingBlock } from './scan-blocks.ts';

/** What a heading says its pages cover. */
export type Covers = Pick<Page, 'claims' | 'concepts'>;

const FORMS = {
  claims: { word: /^S\d+-\d+$/, example: 'claims=S0-01,S0-02' },
  concepts: { word: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, example: 'concepts=pid1.signals' },
} as const;

/** `claims=…` and `concepts=…` are all that may stand beside the id. */
export function coversOf({ attributes, line }: HeadingBlock, problems: ProblemList): Covers {
  const covers: { claims?: readonly string[]; concepts?: readonly string[] } = {};
  for (const attribute of attributes) {
    const [key = '', list = ''] = attribute.split('=');
    if (key !== 'claims' && key !== 'concepts') {
      problems.add(line, `expected claims=… or concepts=… after the page's id, found "${attribute}"`);
      continue;
    }
    const names = list.split(',');
    const { word, example } = FORMS[key];
    const strange = names.find((name) => !word.test(name));
    if (strange !== undefined) problems.add(line, `${key}: expected ${example}, found "${strange}"`);
    else covers[key] = names;
  }
  return covers;
}
