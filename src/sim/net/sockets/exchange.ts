/**
 * One packet there and what comes back for it: refusals and ICMP errors, icmp(7). Invariant: an answer is a packet of its own
 * that walks the tables of every namespace on its way, so an answer can be lost where the question was not.
 */
import type { IcmpMessage } from '../../kernel/net.ts';
import { send } from '../ip-layer.ts';
import { type Ipv4, isLoopback, LOOPBACK } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import { type IpPacket, inverse, type Outcome, type Protocol, type Tuple, tupleOf } from '../packet.ts';
import { lookupRoute } from '../routes.ts';

export const TTL = 64;

export interface Shape {
  readonly bytes: number;
  readonly ttl?: number;
  readonly icmp?: IcmpMessage;
  readonly reset?: boolean;
}

export const makePacket = (tuple: Tuple, shape: Shape): IpPacket => ({
  kind: 'ip',
  ...tuple,
  ttl: shape.ttl ?? TTL,
  bytes: shape.bytes,
  ...(shape.icmp === undefined ? {} : { icmp: shape.icmp }),
  reset: shape.reset ?? false,
  tracked: null,
});

/** The source address a packet to there would have, null without a route. */
export function sourceFor(state: NetState, to: Ipv4): Ipv4 | null {
  if (state.isLocal(to)) return isLoopback(to) ? LOOPBACK : to;
  return lookupRoute(state, to)?.source ?? null;
}

/** How a packet fared: `silence` when nothing will ever be heard of it. */
export type Fate =
  | { readonly kind: 'arrived'; readonly outcome: Extract<Outcome, { kind: 'arrived' }> }
  | {
      readonly kind: 'error';
      readonly what: 'net' | 'host' | 'port' | 'ttl';
      readonly from: Ipv4 | null;
      readonly ttl: number;
    }
  | { readonly kind: 'silence' };

export function sendAndHear(state: NetState, tuple: Tuple, shape: Shape): Fate {
  const packet = makePacket(tuple, shape);
  const { outcome } = send(state, packet);
  if (outcome.kind === 'arrived') return { kind: 'arrived', outcome };
  if (outcome.kind === 'dropped') return { kind: 'silence' };
  if (outcome.state === state) return { kind: 'error', what: outcome.what, from: null, ttl: TTL };
  return reportError(outcome.state, packet, outcome.what, state);
}

/** An ICMP error goes back from where it happened; heard only if it reaches the sender. */
export function reportError(
  at: NetState,
  packet: IpPacket,
  what: 'net' | 'host' | 'port' | 'ttl',
  sender: NetState,
): Fate {
  const source = sourceFor(at, packet.source);
  if (source === null) return { kind: 'silence' };
  const error: IpPacket = {
    ...makePacket(
      { protocol: 'icmp', source, sourcePort: 0, destination: packet.source, destinationPort: 0 },
      { bytes: packet.bytes + 28 },
    ),
    about: tupleOf(packet),
  };
  const { outcome } = send(at, error);
  if (outcome.kind !== 'arrived' || outcome.state !== sender) return { kind: 'silence' };
  return { kind: 'error', what, from: error.source, ttl: outcome.packet.ttl };
}

/** An answer to a packet that arrived; whether it reaches `asker`, and how it looks there. */
export function answer(
  arrived: Extract<Outcome, { kind: 'arrived' }>,
  asker: NetState,
  shape: Shape & { readonly protocol?: Protocol },
): IpPacket | null {
  const back = makePacket(inverse(tupleOf(arrived.packet)), shape);
  const { outcome } = send(arrived.state, back);
  return outcome.kind === 'arrived' && outcome.state === asker ? outcome.packet : null;
}
