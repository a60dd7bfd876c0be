/**
 * The networks a daemon knows (moby `daemon/network.go`): the three every engine has, and those users make. Invariant: a
 * network is found by its name, else by its id or an unambiguous beginning of it.
 */
import { EngineError } from './errors.ts';
import { Ipam } from './ipam.ts';
import type { Network } from './model.ts';

export const PREDEFINED = ['bridge', 'host', 'none', 'default'];

export class NetworkStore {
  readonly ipam = new Ipam();
  readonly #networks: Network[] = [];

  all(): readonly Network[] {
    return [...this.#networks];
  }

  add(network: Network): void {
    this.#networks.push(network);
  }

  remove(network: Network): void {
    this.#networks.splice(this.#networks.indexOf(network), 1);
    if (network.pool !== null) this.ipam.release(network.pool);
  }

  find(reference: string): Network | null {
    const byName = this.#networks.find(({ name }) => name === reference);
    if (byName !== undefined || reference === '') return byName ?? null;
    const byId = this.#networks.filter(({ id }) => id.startsWith(reference));
    return byId.length === 1 ? (byId[0] ?? null) : null;
  }

  get(reference: string): Network {
    const network = this.find(reference);
    if (network === null) throw new EngineError('not-found', `network ${reference} not found`);
    return network;
  }
}
