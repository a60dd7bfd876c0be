/**
 * dockerd's address book (moby `libnetwork/ipam`): which subnets and which addresses are given out. Invariants: no two pools overlap; the
 * lowest free address is given; the first and the last of a subnet never are. Left out: IPv6, drivers of others, auxiliary addresses.
 */
import { formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import { EngineError } from './errors.ts';

export interface Cidr {
  readonly first: number;
  readonly prefix: number;
}

export interface Pool {
  readonly subnet: Cidr;
  /** Addresses are given from here; the subnet itself when nothing else was said. */
  readonly range: Cidr;
  readonly taken: Set<number>;
}

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);
const lastOf = ({ first, prefix }: Cidr): number => first + sizeOf(prefix) - 1;
const start = (address: number, prefix: number): number =>
  Math.floor(address / sizeOf(prefix)) * sizeOf(prefix);

/** `10.1.2.3/24`, with the address as it was written; null when that is no block. */
export function parseBlock(text: string): { readonly address: number; readonly block: Cidr } | null {
  const [word = '', bits = ''] = text.split('/');
  const address = parseIpv4(word);
  if (address === null || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return null;
  const prefix = Number(bits);
  return { address: address >>> 0, block: { first: start(address >>> 0, prefix), prefix } };
}

export const formatBlock = ({ first, prefix }: Cidr): string => `${formatAddress(first)}/${prefix}`;
export const formatAddress = (address: number): string => formatIpv4(address);
export const overlap = (a: Cidr, b: Cidr): boolean => a.first <= lastOf(b) && b.first <= lastOf(a);
export const contains = (block: Cidr, address: number): boolean =>
  address >= block.first && address <= lastOf(block);

/** Default address pools of a daemon without configuration. */
const DEFAULT_POOLS: readonly Cidr[] = [
  ...Array.from({ length: 15 }, (_, at) => blockOf(`172.${17 + at}.0.0/16`)),
  ...Array.from({ length: 16 }, (_, at) => blockOf(`192.168.${16 * at}.0/20`)),
];

function blockOf(text: string): Cidr {
  const parsed = parseBlock(text);
  if (parsed === null) throw new Error(`${text} is no block of addresses`);
  return parsed.block;
}

export class Ipam {
  readonly #pools = new Set<Pool>();

  /** The first default pool that neither a network nor a route of the host uses. */
  requestDefault(routes: readonly string[]): Pool {
    const used = routes.flatMap((text) => parseBlock(text)?.block ?? []);
    const free = DEFAULT_POOLS.find(
      (block) => !used.some((one) => overlap(one, block)) && !this.#overlaps(block),
    );
    if (free === undefined) {
      throw new EngineError('forbidden', 'all predefined address pools have been fully subnetted');
    }
    return this.#add(free, free);
  }

  request(subnet: Cidr, range: Cidr | null): Pool {
    if (this.#overlaps(subnet)) {
      throw new EngineError(
        'forbidden',
        'invalid pool request: Pool overlaps with other one on this address space',
      );
    }
    return this.#add(subnet, range ?? subnet);
  }

  release(pool: Pool): void {
    this.#pools.delete(pool);
  }

  #overlaps(block: Cidr): boolean {
    return [...this.#pools].some(({ subnet }) => overlap(subnet, block));
  }

  #add(subnet: Cidr, range: Cidr): Pool {
    const reserved = subnet.prefix >= 31 ? [] : [subnet.first, lastOf(subnet)];
    const pool: Pool = { subnet, range, taken: new Set(reserved) };
    this.#pools.add(pool);
    return pool;
  }
}

/** The lowest free address. */
export function takeAny(pool: Pool): string {
  for (let address = pool.range.first; address <= lastOf(pool.range); address += 1) {
    if (pool.taken.has(address)) continue;
    pool.taken.add(address);
    return formatAddress(address);
  }
  throw new EngineError('forbidden', "no available IPv4 addresses on this network's address pools");
}

/** This address, for one alone. */
export function takeExactly(pool: Pool, text: string): string {
  const address = (parseIpv4(text) ?? 0) >>> 0;
  if (pool.taken.has(address)) throw new EngineError('forbidden', 'Address already in use');
  pool.taken.add(address);
  return text;
}

export function giveBack(pool: Pool, text: string): void {
  const address = parseIpv4(text);
  if (address !== null) pool.taken.delete(address >>> 0);
}
