/**
 * Models the way of an IPv4 packet through the kernel, ip(7): output, routing, the netfilter hooks in their order, forwarding,
 * input. Invariant: `send` is a function of the tables it walks; with `dry` it changes none of them. Every step is a hop.
 * Left out: fragmentation, policy routing, multicast, reverse path filters. Linux `net/ipv4/ip_output.c`, `ip_input.c`.
 */
import { resolve } from './address-resolution.ts';
import type { Device } from './device.ts';
import { formatIpv4, isLoopback } from './ipv4.ts';
import { transmit } from './link-layer.ts';
import { NO_MAC } from './mac.ts';
import type { NetState } from './net-state.ts';
import { evaluate } from './netfilter/evaluate.ts';
import { translateDestination, translateSource } from './netfilter/nat.ts';
import { type Frame, finish, hop, type IpPacket, type Outcome, type Walk } from './packet.ts';
import { lookupRoute } from './routes.ts';

export interface Sent {
  readonly outcome: Outcome;
  readonly hops: Walk['hops'];
}

/** Sends a packet that begins in this namespace and says what became of it. */
export function send(state: NetState, packet: IpPacket, options: { readonly dry?: boolean } = {}): Sent {
  const walk: Walk = { dry: options.dry ?? false, hops: [], outcome: null, depth: 0, deliver };
  output(walk, state, packet);
  finish(walk, null, null, { kind: 'dropped' }, 'nobody takes it');
  return { outcome: walk.outcome ?? { kind: 'dropped' }, hops: walk.hops };
}

const tell = (packet: IpPacket): string => {
  const port = packet.protocol === 'icmp' ? '' : `:${packet.destinationPort}`;
  return `${packet.protocol} to ${formatIpv4(packet.destination)}${port}`;
};

function output(walk: Walk, state: NetState, packet: IpPacket): void {
  hop(walk, state, null, 'send', tell(packet));
  const out = outDevice(state, packet)?.name ?? null;
  if (!pass(walk, state, 'raw', 'OUTPUT', packet, null, out)) return;
  packet.tracked = state.conntrack.track(packet, walk.dry);
  if (!translateDestination(walk, state, 'OUTPUT', packet, { in: null, out })) {
    finish(walk, state, null, { kind: 'dropped' }, 'dropped in nat OUTPUT');
    return;
  }
  const way = outDevice(state, packet);
  if (way === null) {
    finish(
      walk,
      state,
      null,
      { kind: 'unreachable', state, what: 'net' },
      `no route to ${formatIpv4(packet.destination)}`,
    );
    return;
  }
  if (!pass(walk, state, 'filter', 'OUTPUT', packet, null, way.name)) return;
  leave(walk, state, packet, null);
}

function outDevice(state: NetState, packet: IpPacket): Device | null {
  if (state.isLocal(packet.destination)) return state.loopback;
  return lookupRoute(state, packet.destination)?.device ?? null;
}

/** POSTROUTING and out: through lo when it is for this namespace itself. */
function leave(walk: Walk, state: NetState, packet: IpPacket, from: Device | null): void {
  const local = state.isLocal(packet.destination);
  const next = local ? null : lookupRoute(state, packet.destination);
  const device = local ? state.loopback : (next?.device ?? null);
  if (device === null) return;
  const via = next === null || next.via === packet.destination ? '' : ` via ${formatIpv4(next.via)}`;
  hop(walk, state, device, 'route', `${formatIpv4(packet.destination)}${via} dev ${device.name}`);
  const devices = { in: from?.name ?? null, out: device.name };
  if (!translateSource(walk, state, 'POSTROUTING', packet, devices, device)) {
    finish(walk, state, device, { kind: 'dropped' }, 'dropped in nat POSTROUTING');
    return;
  }
  if (local) {
    if (!walk.dry) state.conntrack.confirm(packet.tracked);
    transmit(walk, device, { from: NO_MAC, to: NO_MAC, packet });
    return;
  }
  const to = resolve(walk, device, next?.via ?? packet.destination);
  if (to === null) {
    hop(walk, state, device, 'arp', `nobody on ${device.name} answers for ${formatIpv4(next?.via ?? 0)}`);
    finish(walk, state, device, { kind: 'unreachable', state, what: 'host' }, 'host unreachable');
    return;
  }
  if (!walk.dry) state.conntrack.confirm(packet.tracked);
  packet.tracked = null;
  transmit(walk, device, { from: device.mac, to, packet });
}

/** What a device hands to its namespace. */
function deliver(walk: Walk, device: Device, frame: Frame): void {
  if (frame.packet.kind === 'ip' && walk.outcome === null) input(walk, device.state, device, frame.packet);
}

function input(walk: Walk, state: NetState, device: Device, packet: IpPacket): void {
  const loop = device.kind === 'loopback';
  if (!loop && (isLoopback(packet.destination) || isLoopback(packet.source))) {
    finish(walk, state, device, { kind: 'dropped' }, 'an address of 127.0.0.0/8 from outside');
    return;
  }
  hop(walk, state, device, 'receive', `in at ${device.name}`);
  if (!pass(walk, state, 'raw', 'PREROUTING', packet, device.name, null)) return;
  if (!loop || packet.tracked === null) {
    packet.tracked = state.conntrack.track(packet, walk.dry);
    if (!translateDestination(walk, state, 'PREROUTING', packet, { in: device.name, out: null })) {
      finish(walk, state, device, { kind: 'dropped' }, 'dropped in nat PREROUTING');
      return;
    }
  }
  if (state.isLocal(packet.destination)) accept(walk, state, device, packet);
  else forward(walk, state, device, packet);
}

function accept(walk: Walk, state: NetState, device: Device, packet: IpPacket): void {
  if (!pass(walk, state, 'filter', 'INPUT', packet, device.name, null)) return;
  translateSource(walk, state, 'INPUT', packet, { in: device.name, out: null }, null);
  if (!walk.dry) state.conntrack.confirm(packet.tracked);
  packet.tracked = null;
  finish(
    walk,
    state,
    device,
    { kind: 'arrived', state, device, packet },
    `arrives at ${formatIpv4(packet.destination)}`,
  );
}

function forward(walk: Walk, state: NetState, from: Device, packet: IpPacket): void {
  if (!state.forwarding) {
    finish(walk, state, from, { kind: 'dropped' }, 'not for this machine, and it does not forward');
    return;
  }
  packet.ttl -= 1;
  if (packet.ttl <= 0) {
    finish(walk, state, from, { kind: 'unreachable', state, what: 'ttl' }, 'time to live exceeded');
    return;
  }
  const next = lookupRoute(state, packet.destination);
  if (next === null) {
    finish(
      walk,
      state,
      from,
      { kind: 'unreachable', state, what: 'net' },
      `no route to ${formatIpv4(packet.destination)}`,
    );
    return;
  }
  hop(walk, state, from, 'forward', `from ${from.name} to ${next.device.name}`);
  if (!pass(walk, state, 'filter', 'FORWARD', packet, from.name, next.device.name)) return;
  leave(walk, state, packet, from);
}

function pass(
  walk: Walk,
  state: NetState,
  table: 'raw' | 'filter',
  chain: string,
  packet: IpPacket,
  inName: string | null,
  outName: string | null,
): boolean {
  const verdict = evaluate(walk, state, table, chain, packet, { in: inName, out: outName });
  if (verdict.kind === 'reject') {
    finish(walk, state, null, { kind: 'unreachable', state, what: 'port' }, `rejected in ${table} ${chain}`);
    return false;
  }
  if (verdict.kind === 'drop') finish(walk, state, null, { kind: 'dropped' }, `dropped in ${table} ${chain}`);
  return verdict.kind !== 'drop';
}
