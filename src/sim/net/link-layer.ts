/**
 * Models what a frame does below IP: veth pairs, bridges that learn, macvlan in bridge mode, ipvlan l2, a switch. Invariants:
 * a parent device never hears its own macvlan or ipvlan children and they never hear it; what leaves a device is
 * counted there and where it comes in. Left out: VLANs, spanning tree, multicast snooping. Linux `net/bridge`, `drivers/net/macvlan.c`.
 */
import type { Device } from './device.ts';
import { BROADCAST_MAC } from './mac.ts';
import { bridgeFilter } from './netfilter/bridge-filter.ts';
import { type Frame, finish, hop, type Walk } from './packet.ts';
import type { Segment } from './segment.ts';

const DEEPEST = 64;
const HEADER_BYTES = 14;
const sizeOf = ({ packet }: Frame): number => HEADER_BYTES + (packet.kind === 'arp' ? 28 : packet.bytes);
const isBroadcast = (frame: Frame): boolean => frame.to === BROADCAST_MAC;

/** Sends a frame out of a device. */
export function transmit(walk: Walk, device: Device, frame: Frame): void {
  if (!device.up || walk.depth > DEEPEST) return;
  walk.depth += 1;
  count(walk, device, 'tx', frame);
  send(walk, device, frame);
  walk.depth -= 1;
}

function send(walk: Walk, device: Device, frame: Frame): void {
  const { link } = device;
  switch (link.kind) {
    case 'loopback':
      receive(walk, device, frame);
      return;
    case 'dummy':
      return;
    case 'veth':
      if (link.peer !== null) receive(walk, link.peer, frame);
      return;
    case 'physical':
      if (link.segment !== null) cross(walk, link.segment, device, frame);
      return;
    case 'bridge':
      forward(walk, device, null, frame);
      return;
    case 'macvlan':
    case 'ipvlan':
      sendFromChild(walk, device, link.parent, frame);
      return;
  }
}

/** A frame comes in at a device. */
export function receive(walk: Walk, device: Device, frame: Frame): void {
  if (!device.up || walk.depth > DEEPEST) return;
  walk.depth += 1;
  count(walk, device, 'rx', frame);
  if (device.master !== null) forward(walk, device.master, device, frame);
  else passUp(walk, device, frame);
  walk.depth -= 1;
}

/** To the device's children, or to its own namespace. */
function passUp(walk: Walk, device: Device, frame: Frame): void {
  for (const child of [...device.children]) {
    if (!wants(child, frame)) continue;
    receive(walk, child, frame);
    if (!isBroadcast(frame)) return;
  }
  if (isBroadcast(frame) || frame.to === device.mac || device.kind === 'loopback')
    walk.deliver(walk, device, frame);
}

/** A macvlan child is known by its address; ipvlan children share their parent's and are known by IP. */
function wants(child: Device, frame: Frame): boolean {
  if (isBroadcast(frame)) return true;
  if (child.kind === 'macvlan') return frame.to === child.mac;
  const { packet } = frame;
  const ip = packet.kind === 'arp' ? packet.targetIp : packet.destination;
  return frame.to === child.mac && child.addresses.some((address) => address.ip === ip);
}

function sendFromChild(walk: Walk, child: Device, parent: Device, frame: Frame): void {
  for (const sibling of [...parent.children]) {
    if (sibling === child || !wants(sibling, frame)) continue;
    receive(walk, sibling, frame);
    if (!isBroadcast(frame)) return;
  }
  hop(walk, child.state, child, 'send', `out of the parent ${parent.name}, past its own namespace`);
  transmit(walk, parent, frame);
}

function forward(walk: Walk, bridge: Device, from: Device | null, frame: Frame): void {
  if (bridge.link.kind !== 'bridge' || !bridge.up) return;
  const { ports, table } = bridge.link;
  if (from !== null && !walk.dry) table.set(frame.from, from);
  const forMe = from !== null && (frame.to === bridge.mac || isBroadcast(frame) || bridge.promiscuity > 0);
  if (forMe) {
    count(walk, bridge, 'rx', frame);
    passUp(walk, bridge, frame);
    if (frame.to === bridge.mac) return;
  }
  const known = isBroadcast(frame) ? undefined : table.get(frame.to);
  const targets = known !== undefined && ports.has(known) ? [known] : [...ports];
  const open = targets.filter((port) => port !== from);
  if (from !== null && !bridgeFilter(walk, bridge, from, open, frame)) return;
  for (const port of open) {
    if (known !== undefined && frame.packet.kind !== 'arp')
      hop(walk, bridge.state, bridge, 'bridge', `${bridge.name} passes it on to its port ${port.name}`);
    transmit(walk, port, frame);
  }
}

function cross(walk: Walk, segment: Segment, from: Device, frame: Frame): void {
  if (segment.lockMacs && frame.from !== from.mac) {
    const words = `the network drops it: ${frame.from} is not the address it gave to this machine`;
    finishIp(walk, frame, words);
    return;
  }
  if (!walk.dry) segment.table.set(frame.from, from);
  const known = isBroadcast(frame) ? undefined : segment.table.get(frame.to);
  if (known === from) return;
  const targets = known !== undefined && segment.ports.has(known) ? [known] : [...segment.ports];
  if (frame.packet.kind === 'ip') hop(walk, null, null, 'wire', `across ${segment.name}`);
  for (const port of targets) if (port !== from) receive(walk, port, frame);
}

function finishIp(walk: Walk, frame: Frame, words: string): void {
  if (frame.packet.kind === 'ip') finish(walk, null, null, { kind: 'dropped' }, words);
  else hop(walk, null, null, 'fail', words);
}

function count(walk: Walk, device: Device, direction: 'rx' | 'tx', frame: Frame): void {
  if (walk.dry) return;
  device.counters[`${direction}Packets`] += 1;
  device.counters[`${direction}Bytes`] += sizeOf(frame);
}
