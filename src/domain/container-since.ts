import type { Clause } from './clause.ts';
import type { Relation } from './container-relations.ts';
import type { ContainerAssertion } from './goal.ts';
import type { Look } from './look.ts';
import type { ContainerFacts, Observed } from './observation.ts';

const UNTRUE: Readonly<Record<SinceKey, Clause>> = {
  newContainer: {
    found: 'is the same container as when the task began',
    wanted: 'be a new container of that name',
  },
  sameContainer: {
    found: 'is another container than the one that was there before',
    wanted: 'be the same container',
  },
  startedAgain: { found: 'was not started again since the task began', wanted: 'be started again' },
  notRestarted: { found: 'was started again', wanted: 'have run on without a new start' },
};
type SinceKey = 'newContainer' | 'sameContainer' | 'startedAgain' | 'notRestarted';
const KEYS = ['newContainer', 'sameContainer', 'startedAgain', 'notRestarted'] as const;

/** Clauses against how things were when the task began. */
export function changesSince(
  assertion: ContainerAssertion,
  facts: ContainerFacts,
  look: Look,
): readonly Relation[] {
  return KEYS.filter((key) => assertion[key] !== undefined).flatMap((key): readonly Relation[] => {
    const before = comparedWith(key, assertion.name, facts, look);
    if (!before.known) return [{ unknown: before.because }];
    return holds(key, facts, before.value) === assertion[key] ? [] : [clauseOf(key, assertion[key] === true)];
  });
}

/** A second try may be started again as well as the first; but what must not be replaced is held against the first. */
function comparedWith(
  key: SinceKey,
  name: string,
  { id }: ContainerFacts,
  look: Look,
): Observed<ContainerFacts | null> {
  switch (key) {
    case 'newContainer':
      return look.atStart(name);
    case 'startedAgain':
      return look.firstSeenAs(name, id);
    case 'sameContainer':
    case 'notRestarted':
      return look.firstSeen(name);
  }
}

function holds(key: SinceKey, now: ContainerFacts, before: ContainerFacts | null): boolean {
  const same = before !== null && before.id === now.id;
  switch (key) {
    case 'newContainer':
      return !same;
    case 'sameContainer':
      return same;
    case 'startedAgain':
      return same && before.startedAt !== now.startedAt;
    case 'notRestarted':
      return same && before.startedAt === now.startedAt;
  }
}

/** What is denied is asked for in the words of its opposite. */
function clauseOf(key: SinceKey, wanted: boolean): Clause {
  return wanted ? UNTRUE[key] : UNTRUE[OPPOSITES[key]];
}

const OPPOSITES: Readonly<Record<SinceKey, SinceKey>> = {
  newContainer: 'sameContainer',
  sameContainer: 'newContainer',
  startedAgain: 'notRestarted',
  notRestarted: 'startedAgain',
};
