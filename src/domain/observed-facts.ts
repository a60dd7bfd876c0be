import type { Facts, FactsOf, Observed, Query } from './observation.ts';

/** A query with what the machine answered. */
export type Observation = {
  [Kind in Query['kind']]: {
    readonly query: Extract<Query, { kind: Kind }>;
    readonly answer: Observed<Facts[Kind]>;
  };
}[Query['kind']];

/** Pairs a query with its answer; the compiler cannot follow the pairing through the union by itself. */
export function observation<Q extends Query>(query: Q, answer: Observed<FactsOf<Q>>): Observation {
  return { query, answer } as unknown as Observation;
}

/** What was answered to a query; one that was never put is not known. */
export function answerTo<Q extends Query>(
  query: Q,
  observations: readonly Observation[],
): Observed<FactsOf<Q>> {
  const found = observations.find((candidate) => sameQuery(candidate.query, query));
  if (found === undefined) return { known: false, because: 'the machine was not asked' };
  return found.answer as Observed<FactsOf<Q>>;
}

/** Each query once, in the order of first use. */
export function distinctQueries(queries: readonly Query[]): readonly Query[] {
  return queries.filter((query, index) => queries.findIndex((other) => sameQuery(other, query)) === index);
}

function sameQuery(a: Query, b: Query): boolean {
  return queryKey(a) === queryKey(b);
}

function queryKey(query: Query): string {
  switch (query.kind) {
    case 'engine':
    case 'containers':
      return query.kind;
    case 'container':
      return `container ${query.name}`;
    case 'logs':
      return `logs ${query.container}`;
    case 'processes':
      return `processes ${placeKey(query.of)}`;
    case 'file':
      return `file ${placeKey(query.of)} ${query.path}`;
    case 'changes':
    case 'platform':
      return `${query.kind} ${query.container}`;
    case 'image':
    case 'volume':
    case 'network':
    case 'domain':
      return `${query.kind} ${query.name}`;
    case 'reach':
      return `reach ${placeKey(query.from)} ${query.url}`;
  }
}

function placeKey(place: Extract<Query, { kind: 'processes' }>['of']): string {
  return place.kind === 'host' ? 'host' : `container ${place.name}`;
}
