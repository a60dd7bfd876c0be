/**
 * The three networks every engine has, and the addresses given out on the default bridge (libnetwork's ipam:
 * the lowest free address goes round from the last one given). Left out: links and packets, which src/sim/net
 * would carry; user networks.
 */
import type { Sys } from '../kernel/sys.ts';
import { EngineError } from './errors.ts';
import { randomId } from './ids.ts';
import type { Network } from './model.ts';

const BRIDGE_OPTIONS = new Map([
  ['com.docker.network.bridge.default_bridge', 'true'],
  ['com.docker.network.bridge.enable_icc', 'true'],
  ['com.docker.network.bridge.enable_ip_masquerade', 'true'],
  ['com.docker.network.bridge.host_binding_ipv4', '0.0.0.0'],
  ['com.docker.network.bridge.name', 'docker0'],
  ['com.docker.network.driver.mtu', '1500'],
]);
const FIRST_HOST = 2;
const LAST_HOST = 65534;

export class NetworkStore {
  readonly #networks: readonly Network[];
  readonly #given = new Set<number>();

  constructor(sys: Sys, nowMs: number) {
    const base = { createdMs: nowMs, scope: 'local', internal: false, labels: new Map<string, string>() };
    const plain = { ...base, subnet: null, gateway: null, options: new Map<string, string>() };
    this.#networks = [
      {
        ...base,
        id: randomId(sys),
        name: 'bridge',
        driver: 'bridge',
        subnet: '172.17.0.0/16',
        gateway: '172.17.0.1',
        options: BRIDGE_OPTIONS,
      },
      { ...plain, id: randomId(sys), name: 'host', driver: 'host' },
      { ...plain, id: randomId(sys), name: 'none', driver: 'null' },
    ];
  }

  all(): readonly Network[] {
    return this.#networks;
  }

  find(reference: string): Network | null {
    return (
      this.#networks.find(({ name }) => name === reference) ??
      this.#networks.find(({ id }) => reference !== '' && id.startsWith(reference)) ??
      null
    );
  }

  get(reference: string): Network {
    const network = this.find(reference);
    if (network === null) throw new EngineError('not-found', `network ${reference} not found`);
    return network;
  }

  /** The lowest free address of the bridge: `172.17.0.2`. */
  allocate(): string {
    for (let host = FIRST_HOST; host <= LAST_HOST; host += 1) {
      if (this.#given.has(host)) continue;
      this.#given.add(host);
      return `172.17.${host >> 8}.${host & 255}`;
    }
    throw new EngineError('system', "no available IPv4 addresses on this network's address pools: bridge");
  }

  release(address: string): void {
    const [, , high, low] = address.split('.').map(Number);
    this.#given.delete(((high ?? 0) << 8) + (low ?? 0));
  }
}
