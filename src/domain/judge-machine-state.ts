import { type AssertionVerdict, fails, HOLDS, unknown } from './assertion-verdict.ts';
import type { Clause } from './clause.ts';
import { mismatches } from './container-clauses.ts';
import { relations } from './container-relations.ts';
import { changesSince } from './container-since.ts';
import type { AbsentAssertion, ContainerAssertion } from './goal.ts';
import type { Look } from './look.ts';
import { joined } from './wording.ts';

export const noContainer = (name: string): AssertionVerdict => fails(`There is no container ${name}.`);

export function judgeContainer(assertion: ContainerAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'container', name: assertion.name });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return noContainer(assertion.name);
  const facts = answer.value;
  const compared = [...relations(assertion, facts, look), ...changesSince(assertion, facts, look)];
  const clauses = [
    ...mismatches(assertion, facts),
    ...compared.flatMap((one) => ('unknown' in one ? [] : [one])),
  ];
  if (clauses.length > 0) return fails(clauseSentence(assertion.name, clauses));
  const open = compared.flatMap((one) => ('unknown' in one ? [one.unknown] : []))[0];
  return open === undefined ? HOLDS : unknown(open);
}

/** `vvc-keep is paused; it should be running.` */
export function clauseSentence(subject: string, clauses: readonly Clause[]): string {
  const found = joined(clauses.map((clause) => clause.found));
  const wanted = joined(clauses.map((clause) => clause.wanted));
  return `${subject} ${found}; it should ${wanted}.`;
}

export function judgeAbsent(assertion: AbsentAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'container', name: assertion.container });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return HOLDS;
  return fails(
    `The container ${assertion.container} still exists (${answer.value.status}); it should be removed.`,
  );
}
