/**
 * Models the tables of bound sockets, inet_hashtables: who has which port. Invariants: a port of one protocol is bound once for an
 * address, and a wildcard excludes all others (EADDRINUSE); the table forgets a socket when it is closed. SO_REUSEADDR
 * is as if always set: a connection in TIME-WAIT holds no port against listeners. Left out: SO_REUSEPORT.
 */
import type { SocketAddress, SocketInfo } from '../../kernel/net.ts';
import { SysError } from '../../kernel/sys.ts';
import { ANY, formatIpv4, type Ipv4, parseIpv4 } from '../ipv4.ts';

/** Where a socket is bound. `v6` without `v6only` takes IPv4 as well. */
export interface Place {
  readonly family: 'inet' | 'inet6';
  readonly v6only: boolean;
  readonly ip: Ipv4;
  readonly port: number;
}
export interface BoundSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly place: Place | null;
  readonly listening: boolean;
  describe(): SocketInfo | null;
}

const FIRST_EPHEMERAL = 32768;
const LAST_EPHEMERAL = 60999;

export class SocketTable {
  private readonly bound = new Set<BoundSocket>();
  private readonly left: { readonly info: SocketInfo; readonly untilMs: number }[] = [];

  add(socket: BoundSocket): void {
    this.bound.add(socket);
  }

  remove(socket: BoundSocket): void {
    this.bound.delete(socket);
  }

  /** EADDRINUSE. */
  requireFree(socket: BoundSocket, protocol: 'tcp' | 'udp', place: Place): void {
    for (const other of this.bound) {
      if (other === socket || other.protocol !== protocol || other.place === null) continue;
      const shown = protocol === 'tcp' ? other.describe() : null;
      if (shown !== null && shown.state !== 'LISTEN') continue;
      if (other.place.port === place.port && overlap(other.place, place)) throw new SysError('EADDRINUSE');
    }
  }

  freePort(protocol: 'tcp' | 'udp', random: () => number): number {
    const span = LAST_EPHEMERAL - FIRST_EPHEMERAL + 1;
    const start = Math.floor((random() * span) / 2) * 2;
    const used = new Set(
      [...this.bound].filter((one) => one.protocol === protocol).map((one) => one.place?.port),
    );
    for (let step = 0; step < span; step += 1) {
      const port = FIRST_EPHEMERAL + ((start + step * 2) % span);
      if (!used.has(port)) return port;
    }
    throw new SysError('EADDRINUSE');
  }

  /** The socket bound for this destination, an exact address before a wildcard. */
  find(protocol: 'tcp' | 'udp', ip: Ipv4, port: number): BoundSocket | null {
    let wildcard: BoundSocket | null = null;
    for (const socket of this.bound) {
      const { place } = socket;
      if (socket.protocol !== protocol || place === null || place.port !== port || place.v6only) continue;
      if (protocol === 'tcp' && !socket.listening) continue;
      if (place.ip === ip && place.family === 'inet') return socket;
      if (place.ip === ANY) wildcard ??= socket;
    }
    return wildcard;
  }

  /** Keeps a closed connection in sight for a minute. */
  leave(info: SocketInfo, untilMs: number): void {
    this.left.push({ info, untilMs });
  }

  list(nowMs: number): readonly SocketInfo[] {
    const open = [...this.bound].map((socket) => socket.describe()).filter((info) => info !== null);
    return [...open, ...this.left.filter(({ untilMs }) => untilMs > nowMs).map(({ info }) => info)];
  }
}

function overlap(a: Place, b: Place): boolean {
  const sameFamily = a.family === b.family;
  if (!sameFamily && (a.v6only || b.v6only || (a.family === 'inet6' && a.ip !== ANY))) return false;
  return a.ip === ANY || b.ip === ANY || a.ip === b.ip;
}

/** EADDRNOTAVAIL for what is no address. */
export function placeOf(at: SocketAddress): Place {
  if (at.address === '::') return { family: 'inet6', v6only: at.v6only ?? false, ip: ANY, port: at.port };
  const ip = parseIpv4(at.address);
  if (ip === null) throw new SysError('EADDRNOTAVAIL');
  return { family: 'inet', v6only: false, ip, port: at.port };
}

export const addressOf = (place: Place): SocketAddress => ({
  address: place.family === 'inet6' && place.ip === ANY ? '::' : formatIpv4(place.ip),
  port: place.port,
  ...(place.v6only ? { v6only: true } : {}),
});
