/**
 * Models what travels: Ethernet frames with ARP or IPv4 in them. Invariant: a packet is one object for its whole way; NAT and
 * forwarding rewrite it in place, and each rewriting is a hop of the walk. Left out: fragments, options, checksums.
 */
import type { Hop, IcmpMessage } from '../kernel/net.ts';
import type { Device } from './device.ts';
import type { Ipv4 } from './ipv4.ts';
import type { NetState } from './net-state.ts';
import type { Tracked } from './netfilter/conntrack.ts';

export type Protocol = 'tcp' | 'udp' | 'icmp';

/** An address and port at each end; for ICMP echo the id is the source port and 0 the destination port. */
export interface Tuple {
  readonly protocol: Protocol;
  readonly source: Ipv4;
  readonly sourcePort: number;
  readonly destination: Ipv4;
  readonly destinationPort: number;
}

export interface IpPacket {
  readonly kind: 'ip';
  readonly protocol: Protocol;
  source: Ipv4;
  sourcePort: number;
  destination: Ipv4;
  destinationPort: number;
  ttl: number;
  readonly bytes: number;
  readonly icmp?: IcmpMessage;
  /** An ICMP error carries the head of the packet it is about, as that one looked where it failed. */
  readonly about?: Tuple;
  /** A TCP segment that refuses or ends: closes the connection's entry in the tables it passes. */
  readonly reset?: boolean;
  /** What the connection tracking of the namespace it is in knows of it. */
  tracked: Tracked | null;
}
export interface ArpPacket {
  readonly kind: 'arp';
  readonly operation: 'request' | 'reply';
  readonly senderIp: Ipv4;
  readonly senderMac: string;
  readonly targetIp: Ipv4;
}
export interface Frame {
  readonly from: string;
  readonly to: string;
  readonly packet: IpPacket | ArpPacket;
}

export type Outcome =
  | { readonly kind: 'arrived'; readonly state: NetState; readonly device: Device; readonly packet: IpPacket }
  /** Nobody says anything: a filter, a cable, a switch. */
  | { readonly kind: 'dropped' }
  /** `state` knows no way on, or refuses; it tells the sender when that is another. */
  | {
      readonly kind: 'unreachable';
      readonly state: NetState;
      readonly what: 'net' | 'host' | 'port' | 'ttl';
    };

/** One packet's way. `dry` looks and changes nothing: no table learns, no counter counts. */
export interface Walk {
  readonly dry: boolean;
  readonly hops: Hop[];
  outcome: Outcome | null;
  /** Frames under way inside each other; a loop of bridges ends here. */
  depth: number;
  readonly deliver: (walk: Walk, device: Device, frame: Frame) => void;
}

export const tupleOf = (packet: IpPacket): Tuple => ({
  protocol: packet.protocol,
  source: packet.source,
  sourcePort: packet.sourcePort,
  destination: packet.destination,
  destinationPort: packet.destinationPort,
});
export const inverse = (tuple: Tuple): Tuple => ({
  protocol: tuple.protocol,
  source: tuple.destination,
  sourcePort: tuple.destinationPort,
  destination: tuple.source,
  destinationPort: tuple.sourcePort,
});

export function hop(
  walk: Walk,
  state: NetState | null,
  device: Device | null,
  step: Hop['step'],
  words: string,
): void {
  walk.hops.push({
    netns: state?.inode ?? 0,
    host: state?.host() ?? '',
    device: device?.name ?? null,
    step,
    words,
  });
}

/** Ends the walk; the first end counts. */
export function finish(
  walk: Walk,
  state: NetState | null,
  device: Device | null,
  outcome: Outcome,
  words: string,
): void {
  if (walk.outcome !== null) return;
  walk.outcome = outcome;
  hop(walk, state, device, outcome.kind === 'arrived' ? 'receive' : 'fail', words);
}
