import { type Check, check, flag } from './clause.ts';
import type { WantedPort } from './goal.ts';
import type { ContainerFacts, PublishedPort } from './observation.ts';
import { joined } from './wording.ts';

/** Which networks a container is on, and which ports of the host lead into it. */
export const networkChecks: readonly Check[] = [
  check('networks', (wanted, facts) =>
    wanted.every((name) => name in facts.networks)
      ? null
      : { found: networksFound(facts), wanted: `be on the ${networkWord(wanted)} ${joined(wanted)}` },
  ),
  check('notNetworks', (wanted, facts) => {
    const wrong = wanted.filter((name) => name in facts.networks);
    if (wrong.length === 0) return null;
    return { found: networksFound(facts), wanted: `not be on the ${networkWord(wrong)} ${joined(wrong)}` };
  }),
  check('networksExactly', (wanted, facts) => {
    const names = Object.keys(facts.networks);
    if (names.length === wanted.length && wanted.every((name) => names.includes(name))) return null;
    const words = wanted.length === 0 ? 'be on no network' : `be on ${joined(wanted)} and no other network`;
    return { found: networksFound(facts), wanted: words };
  }),
  check('publishes', (wanted, { ports }) => {
    const missing = wanted.filter((one) => !ports.some((port) => isPublished(one, port)));
    return missing.length === 0
      ? null
      : { found: portsFound(ports), wanted: `publish ${joined(missing.map(portWanted))}` };
  }),
  check('publishesNothing', (wanted, { ports }) =>
    flag(
      ports.length === 0,
      wanted,
      { found: 'publishes no port', wanted: 'publish no port' },
      { found: portsFound(ports), wanted: 'publish a port' },
    ),
  ),
];

const networkWord = (names: readonly string[]): string => (names.length === 1 ? 'network' : 'networks');

function networksFound({ networks }: ContainerFacts): string {
  const names = Object.keys(networks);
  return names.length === 0 ? 'is on no network' : `is on the ${networkWord(names)} ${joined(names)}`;
}

function isPublished(wanted: WantedPort, port: PublishedPort): boolean {
  return (
    withProtocol(wanted.containerPort) === withProtocol(port.containerPort) &&
    (wanted.hostPort === null || wanted.hostPort === port.hostPort) &&
    (wanted.hostIp === null || wanted.hostIp === port.hostIp)
  );
}

const withProtocol = (port: string): string => (port.includes('/') ? port : `${port}/tcp`);
const withoutTcp = (port: string): string => port.replace(/\/tcp$/, '');

function portsFound(ports: readonly PublishedPort[]): string {
  if (ports.length === 0) return 'publishes no port';
  const names = ports.map(({ hostIp, hostPort, containerPort }) => {
    return `${hostIp === '' ? '' : `${hostIp}:`}${hostPort}:${withoutTcp(containerPort)}`;
  });
  return `publishes ${joined(names)}`;
}

function portWanted({ hostIp, hostPort, containerPort }: WantedPort): string {
  const inside = withoutTcp(containerPort);
  if (hostPort === null) return `its port ${inside}`;
  return `${hostIp === null ? '' : `${hostIp}:`}${hostPort}:${inside}`;
}
