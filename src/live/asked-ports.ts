import type { ContainerFacts, FactsOf, Observed, Query } from '../domain/observation.ts';
import { atMovedPort } from './host-rules.ts';
import type { PortBook } from './port-book.ts';

/** The question as it must be asked where a port was moved. */
export function askedAtMovedPorts<Q extends Query>(query: Q, ports: PortBook): Q {
  if (query.kind !== 'reach' || query.from.kind !== 'host') return query;
  return { ...query, url: atMovedPort(query.url, (port) => ports.moved(port)) };
}

/** The answer with the ports that the learner asked for: a goal knows no others. */
export function withAskedPorts<Q extends Query>(
  query: Q,
  answer: Observed<FactsOf<Q>>,
  ports: PortBook,
): Observed<FactsOf<Q>> {
  if (!answer.known || (query.kind !== 'container' && query.kind !== 'containers')) return answer;
  const asked = (facts: ContainerFacts): ContainerFacts => ({
    ...facts,
    ports: facts.ports.map((port) => ({ ...port, hostPort: askedPort(port.hostPort, ports) })),
  });
  const value = answer.value as ContainerFacts | readonly ContainerFacts[] | null;
  if (value === null) return answer;
  const mapped = Array.isArray(value) ? value.map(asked) : asked(value as ContainerFacts);
  return { known: true, value: mapped as FactsOf<Q> };
}

const askedPort = (port: string, ports: PortBook): string =>
  /^\d+$/.test(port) ? String(ports.asked(Number(port))) : port;
