/** The way a packet would take, hop by hop, without sending it: for diagrams, and for people who ask why something fails. */
import type { Hop } from '../kernel/net.ts';
import { SysError } from '../kernel/sys.ts';
import { send } from './ip-layer.ts';
import { formatIpv4, parseIpv4 } from './ipv4.ts';
import type { NetState } from './net-state.ts';
import type { Protocol } from './packet.ts';
import { makePacket, sourceFor } from './sockets/exchange.ts';

export interface Trace {
  readonly hops: readonly Hop[];
  readonly arrives: boolean;
}

const PROBE_BYTES = 60;
const PROBE_PORT = 40_000;

/** Nothing learns and nothing counts. A port that nobody listens on is a failing last hop. EINVAL for no address. */
export function trace(from: NetState, to: string, protocol: Protocol, port: number): Trace {
  const destination = parseIpv4(to);
  if (destination === null) throw new SysError('EINVAL');
  const source = sourceFor(from, destination);
  if (source === null) {
    const words = `no route to ${formatIpv4(destination)}`;
    return {
      arrives: false,
      hops: [{ netns: from.inode, host: from.host(), device: null, step: 'fail', words }],
    };
  }
  const tuple = {
    protocol,
    source,
    sourcePort: PROBE_PORT,
    destination,
    destinationPort: protocol === 'icmp' ? 0 : port,
  };
  const { outcome, hops } = send(from, makePacket(tuple, { bytes: PROBE_BYTES }), { dry: true });
  if (outcome.kind !== 'arrived') return { hops, arrives: false };
  const { state, packet } = outcome;
  if (
    protocol === 'icmp' ||
    state.sockets.find(protocol, packet.destination, packet.destinationPort) !== null
  ) {
    return { hops, arrives: true };
  }
  const words = `nothing listens on port ${packet.destinationPort}: connection refused`;
  return {
    hops: [...hops, { netns: state.inode, host: state.host(), device: null, step: 'fail', words }],
    arrives: false,
  };
}
