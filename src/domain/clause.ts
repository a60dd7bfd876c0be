import type { ContainerAssertion } from './goal.ts';
import type { ContainerFacts } from './observation.ts';

/** The halves of `vvc-keep has exited with code 0; it should be running`. */
export interface Clause {
  readonly found: string;
  readonly wanted: string;
}

export type Check = (assertion: ContainerAssertion, facts: ContainerFacts) => Clause | null;

/** A check of one field, skipped where the assertion leaves it out. */
export function check<Key extends keyof ContainerAssertion>(
  key: Key,
  judge: (wanted: NonNullable<ContainerAssertion[Key]>, facts: ContainerFacts) => Clause | null,
): Check {
  return (assertion, facts) => {
    const wanted = assertion[key];
    return wanted === undefined ? null : judge(wanted as NonNullable<ContainerAssertion[Key]>, facts);
  };
}

/** Found and wanted for a field that is on or off. */
export function flag(found: boolean, wanted: boolean, on: Clause, off: Clause): Clause | null {
  if (found === wanted) return null;
  return { found: (found ? on : off).found, wanted: (wanted ? on : off).wanted };
}

/** Command words as one would type them. */
export function quoted(words: readonly string[]): string {
  return `\`${words.map((word) => (/[\s"']/.test(word) ? `'${word}'` : word)).join(' ')}\``;
}

export const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);
