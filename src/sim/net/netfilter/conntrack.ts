/**
 * Models connection tracking and the address translation that lives in it, nf_conntrack, nf_nat: both directions of a
 * connection are known by their tuples, and what the first packet was rewritten to, all others are. Invariants: an
 * entry is confirmed only once its first packet has passed every filter; two entries never share a tuple, so that
 * MASQUERADE takes another port when one is taken. Left out: helpers, zones, marks.
 */
import type { NetHost } from '../net-state.ts';
import { type IpPacket, inverse, type Tuple, tupleOf } from '../packet.ts';

export interface Connection {
  readonly original: Tuple;
  reply: Tuple;
  confirmed: boolean;
  replied: boolean;
  sourceDone: boolean;
  destinationDone: boolean;
  expiresMs: number;
}
export interface Tracked {
  readonly connection: Connection;
  readonly direction: 'original' | 'reply';
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED';
}

const LIFETIME_MS = { tcp: 432_000_000, udp: 120_000, icmp: 30_000 } as const;
const CLOSED_MS = 10_000;
const FIRST_PORT = 1024;

export const keyOf = (tuple: Tuple): string =>
  `${tuple.protocol} ${tuple.source}:${tuple.sourcePort} ${tuple.destination}:${tuple.destinationPort}`;

export class Conntrack {
  private readonly clock: Pick<NetHost, 'nowMs'>;
  private readonly entries = new Map<
    string,
    { readonly connection: Connection; readonly direction: Tracked['direction'] }
  >();

  constructor(clock: Pick<NetHost, 'nowMs'>) {
    this.clock = clock;
  }

  get size(): number {
    return this.entries.size / 2;
  }

  /** What is known of a packet that comes in or begins here; a new, unconfirmed connection when nothing is. */
  track(packet: IpPacket, dry: boolean): Tracked {
    if (packet.about !== undefined) {
      const known = this.find(packet.about);
      if (known !== null) {
        const direction = known.direction === 'original' ? 'reply' : 'original';
        return { connection: known.connection, direction, state: 'RELATED' };
      }
    }
    const known = this.find(tupleOf(packet));
    if (known === null) return { connection: fresh(packet), direction: 'original', state: 'NEW' };
    const { connection, direction } = known;
    if (!dry) this.touch(connection, direction, packet);
    return { connection, direction, state: connection.replied ? 'ESTABLISHED' : 'NEW' };
  }

  confirm(tracked: Tracked | null): void {
    if (tracked === null || tracked.connection.confirmed || tracked.state === 'RELATED') return;
    const { connection } = tracked;
    connection.confirmed = true;
    connection.expiresMs = this.clock.nowMs() + LIFETIME_MS[connection.original.protocol];
    this.entries.set(keyOf(connection.original), { connection, direction: 'original' });
    this.entries.set(keyOf(connection.reply), { connection, direction: 'reply' });
  }

  /** A free port for replies that come back to `address`, the wanted one if nobody has it. */
  freePort(reply: Tuple): number {
    const free = (port: number) => this.find({ ...reply, destinationPort: port }) === null;
    if (free(reply.destinationPort)) return reply.destinationPort;
    for (let port = FIRST_PORT; port < 65536; port += 1) if (free(port)) return port;
    return reply.destinationPort;
  }

  private touch(connection: Connection, direction: Tracked['direction'], packet: IpPacket): void {
    if (direction === 'reply') connection.replied = true;
    const lifetimeMs = packet.reset ? CLOSED_MS : LIFETIME_MS[packet.protocol];
    connection.expiresMs = this.clock.nowMs() + lifetimeMs;
  }

  private find(tuple: Tuple) {
    const found = this.entries.get(keyOf(tuple));
    if (found === undefined) return null;
    if (found.connection.expiresMs > this.clock.nowMs()) return found;
    this.entries.delete(keyOf(found.connection.original));
    this.entries.delete(keyOf(found.connection.reply));
    return null;
  }
}

function fresh(packet: IpPacket): Connection {
  const original = tupleOf(packet);
  return {
    original,
    reply: inverse(original),
    confirmed: false,
    replied: false,
    sourceDone: false,
    destinationDone: false,
    expiresMs: 0,
  };
}
