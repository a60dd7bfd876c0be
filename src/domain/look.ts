import type { ContainerFacts, FactsOf, Observed, Query } from './observation.ts';
import { answerTo, type Observation } from './observed-facts.ts';

/** What a judge can look at: the machine as it is now, and as it was since the task began. */
export interface Look {
  now<Q extends Query>(query: Q): Observed<FactsOf<Q>>;
  /** A container as the task found it; null: there was none. */
  atStart(container: string): Observed<ContainerFacts | null>;
  /** As it was when it was first seen in this task, which may be after the start. */
  firstSeen(container: string): Observed<ContainerFacts | null>;
  /** As the one of this id was when it was first seen, though another had the name before; null: never seen. */
  firstSeenAs(container: string, id: ContainerFacts['id']): Observed<ContainerFacts | null>;
}

const NOT_SEEN = 'how things were when the task began was not looked at; start the task anew';

/** `since`: what was observed of containers from the start of the task on, in that order. */
export function lookOf(observations: readonly Observation[], since: readonly Observation[]): Look {
  const seen = (name: string): readonly (ContainerFacts | null)[] =>
    since.flatMap(({ query, answer }) =>
      query.kind === 'container' && query.name === name && answer.known
        ? [answer.value as ContainerFacts | null]
        : [],
    );
  const first = (value: ContainerFacts | null | undefined): Observed<ContainerFacts | null> =>
    value === undefined ? { known: false, because: NOT_SEEN } : { known: true, value };
  return {
    now: (query) => answerTo(query, observations),
    atStart: (name) => first(seen(name)[0]),
    firstSeen: (name) => {
      const all = seen(name);
      return first(all.find((facts) => facts !== null) ?? all[0]);
    },
    firstSeenAs: (name, id) => {
      const all = seen(name);
      return first(all.find((facts) => facts?.id === id) ?? (all.length === 0 ? undefined : null));
    },
  };
}

/**
 * What is remembered of a task after one more look: its first sight of each name, whether a container was there or not, and the
 * first sight of each container that bears it. One the learner makes in the task itself is thus compared with itself as it was
 * made, and so is the next one, made after the first was removed.
 */
export function remembered(
  since: readonly Observation[],
  now: readonly Observation[],
): readonly Observation[] {
  const kept = [...since];
  for (const one of now) {
    if (one.query.kind !== 'container' || !one.answer.known) continue;
    const { name } = one.query;
    const before = kept.filter(({ query }) => query.kind === 'container' && query.name === name);
    const id = idIn(one);
    if (before.length === 0 || (id !== null && before.every((other) => idIn(other) !== id))) kept.push(one);
  }
  return kept;
}

function idIn({ answer }: Observation): ContainerFacts['id'] | null {
  const facts = answer.known ? (answer.value as ContainerFacts | null) : null;
  return facts?.id ?? null;
}
