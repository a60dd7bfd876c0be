import type { Step } from './command-line.ts';
import { noRedirects, showRedirects } from './redirects.ts';

const bare = /^[\w@%+=:,./{}-]+$/;

function quoted(word: string): string {
  return bare.test(word) && !/[{}]/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Words as a shell would read them back. */
export function showWords(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

const joint = { always: '; ', success: ' && ', failure: ' || ' } as const;

/** A whole line as a shell would read it back. */
export function showSteps(steps: readonly Step[]): string {
  return steps.map((step, index) => `${index === 0 ? '' : joint[step.when]}${showPipeline(step)}`).join('');
}

function showPipeline({ pipeline, redirects }: Step): string {
  return pipeline
    .map((words, index) =>
      [showWords(words), ...showRedirects(redirects?.[index] ?? noRedirects, quoted)].join(' '),
    )
    .join(' | ');
}
