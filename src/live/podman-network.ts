import type { NetworkFacts, Observed } from '../domain/observation.ts';
import type { Ask } from './docker-client.ts';
import { sentence } from './docker-words.ts';

/** What podman's `network inspect` says; who is on it, it does not. */
export interface PodmanNetwork {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal?: boolean;
  readonly subnets?: readonly { readonly subnet: string }[] | null;
}

export const isPodmanNetwork = (network: object): network is PodmanNetwork => 'driver' in network;

export async function podmanNetwork(
  ask: Ask,
  { id, name, driver, internal = false, subnets }: PodmanNetwork,
): Promise<Observed<NetworkFacts>> {
  const asked = await ask(['docker', 'ps', '--filter', `network=${name}`, '--format', '{{.Names}}']);
  if (!asked.known) return asked;
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode !== 0) return { known: false, because: sentence(stderr) };
  const containers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
  const found = (subnets ?? []).map(({ subnet }) => subnet);
  return { known: true, value: { id, name, driver, subnets: found, internal, containers } };
}
