/**
 * Models ARP, arp(7), RFC 826: who has this address? Invariant: a namespace answers for every address it has, on
 * whichever device the question comes in (arp_ignore 0), with the Ethernet address of that device. Answers travel
 * back as frames, so whatever drops frames drops answers. Left out: proxy ARP.
 */
import type { Device } from './device.ts';
import type { Ipv4 } from './ipv4.ts';
import { transmit } from './link-layer.ts';
import { BROADCAST_MAC } from './mac.ts';
import type { ArpPacket, Frame, Walk } from './packet.ts';
import { sourceOn } from './routes.ts';

/** The Ethernet address of `ip` as seen from `device`, or null when nobody answers. */
export function resolve(walk: Walk, device: Device, ip: Ipv4): string | null {
  const known = device.state.neighbours.lookup(device, ip);
  if (known !== null) return known;
  let answer: string | null = null;
  const asking: Walk = {
    dry: walk.dry,
    hops: walk.hops,
    outcome: null,
    depth: walk.depth,
    deliver: (inner, at, frame) => {
      if (frame.packet.kind !== 'arp') return;
      if (at === device && frame.packet.operation === 'reply' && frame.packet.senderIp === ip)
        answer ??= frame.packet.senderMac;
      else hear(inner, at, frame.packet);
    },
  };
  const senderIp = sourceOn(device, ip) ?? 0;
  const packet: ArpPacket = {
    kind: 'arp',
    operation: 'request',
    senderIp,
    senderMac: device.mac,
    targetIp: ip,
  };
  transmit(asking, device, { from: device.mac, to: BROADCAST_MAC, packet });
  if (!walk.dry) device.state.neighbours.set(device, ip, answer);
  return answer;
}

/** Gratuitous ARP: whoever knew this address learns where it is now, arping(8) -U. */
export function announce(device: Device, ip: Ipv4): void {
  const walk: Walk = {
    dry: false,
    hops: [],
    outcome: null,
    depth: 0,
    deliver: (_inner, at, frame) => {
      if (frame.packet.kind === 'arp' && at !== device) at.state.neighbours.hear(at, ip, device.mac);
    },
  };
  const packet: ArpPacket = {
    kind: 'arp',
    operation: 'request',
    senderIp: ip,
    senderMac: device.mac,
    targetIp: ip,
  };
  transmit(walk, device, { from: device.mac, to: BROADCAST_MAC, packet });
}

function hear(walk: Walk, device: Device, packet: ArpPacket): void {
  if (packet.operation !== 'request' || !device.state.isLocal(packet.targetIp)) return;
  if (device.kind === 'ipvlan' && !device.addresses.some(({ ip }) => ip === packet.targetIp)) return;
  if (!walk.dry && packet.senderIp !== 0)
    device.state.neighbours.set(device, packet.senderIp, packet.senderMac);
  const reply: ArpPacket = {
    kind: 'arp',
    operation: 'reply',
    senderIp: packet.targetIp,
    senderMac: device.mac,
    targetIp: packet.senderIp,
  };
  const frame: Frame = { from: device.mac, to: packet.senderMac, packet: reply };
  transmit(walk, device, frame);
}
