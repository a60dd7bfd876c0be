/**
 * Models address translation at the hooks, nf_nat: destinations are rewritten before routing, sources after it, replies
 * back. Invariant: only the first packet of a connection is asked of the nat table; the rest follow its entry.
 */
import type { Device } from '../device.ts';
import { formatIpv4 } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import { hop, type IpPacket, type Walk } from '../packet.ts';
import { sourceOn } from '../routes.ts';
import { type Devices, evaluate } from './evaluate.ts';

export type NatHook = 'PREROUTING' | 'OUTPUT' | 'POSTROUTING' | 'INPUT';

/** PREROUTING or OUTPUT: false drops the packet. */
export function translateDestination(
  walk: Walk,
  state: NetState,
  hook: NatHook,
  packet: IpPacket,
  devices: Devices,
): boolean {
  const { tracked } = packet;
  if (tracked === null) return true;
  const { connection, direction } = tracked;
  if (tracked.state === 'NEW' && direction === 'original' && !connection.destinationDone) {
    const verdict = evaluate(walk, state, 'nat', hook, packet, devices);
    if (verdict.kind === 'drop') return false;
    if (verdict.kind === 'dnat') {
      const sourcePort = verdict.port ?? connection.reply.sourcePort;
      connection.reply = { ...connection.reply, source: verdict.address, sourcePort };
    }
    connection.destinationDone = true;
  }
  const to =
    direction === 'original'
      ? { ip: connection.reply.source, port: connection.reply.sourcePort }
      : { ip: connection.original.source, port: connection.original.sourcePort };
  rewrite(walk, state, packet, 'destination', to);
  return true;
}

/** POSTROUTING or INPUT: false drops the packet. */
export function translateSource(
  walk: Walk,
  state: NetState,
  hook: NatHook,
  packet: IpPacket,
  devices: Devices,
  out: Device | null,
): boolean {
  const { tracked } = packet;
  if (tracked === null) return true;
  const { connection, direction } = tracked;
  if (tracked.state === 'NEW' && direction === 'original' && !connection.sourceDone) {
    const verdict = evaluate(walk, state, 'nat', hook, packet, devices);
    if (verdict.kind === 'drop') return false;
    const address =
      verdict.kind === 'snat'
        ? verdict.address
        : verdict.kind === 'masquerade' && out !== null
          ? sourceOn(out, 0)
          : null;
    if (address !== null) {
      const reply = { ...connection.reply, destination: address };
      connection.reply = { ...reply, destinationPort: state.conntrack.freePort(reply) };
    }
    connection.sourceDone = true;
  }
  const from =
    direction === 'original'
      ? { ip: connection.reply.destination, port: connection.reply.destinationPort }
      : { ip: connection.original.destination, port: connection.original.destinationPort };
  rewrite(walk, state, packet, 'source', from);
  return true;
}

function rewrite(
  walk: Walk,
  state: NetState,
  packet: IpPacket,
  side: 'source' | 'destination',
  to: { readonly ip: number; readonly port: number },
): void {
  if (packet.about !== undefined) {
    if (side === 'destination') packet.destination = to.ip;
    return;
  }
  const portField = side === 'source' ? 'sourcePort' : 'destinationPort';
  if (packet[side] === to.ip && packet[portField] === to.port) return;
  const before = `${formatIpv4(packet[side])}:${packet[portField]}`;
  packet[side] = to.ip;
  packet[portField] = to.port;
  const label = side === 'source' ? 'SNAT' : 'DNAT';
  hop(walk, state, null, 'rewrite', `${label}: ${side} ${before} becomes ${formatIpv4(to.ip)}:${to.port}`);
}
