/**
 * Models struct net_device: one interface of one namespace, with what joins it to others. Invariants: a device belongs to
 * exactly one namespace; a bridge port is the port of one bridge; both ends of a veth name each other. Left out: queues,
 * offloads, VLANs, multicast groups. ip-link(8), veth(4).
 */
import type { Counters, LinkKind } from '../kernel/net.ts';
import type { Ipv4 } from './ipv4.ts';
import type { NetState } from './net-state.ts';
import type { Segment } from './segment.ts';

export interface InterfaceAddress {
  readonly ip: Ipv4;
  readonly length: number;
  readonly broadcast: Ipv4 | null;
}

/** What is behind it. */
export type Link =
  | { readonly kind: 'loopback' | 'dummy' }
  | { readonly kind: 'physical'; segment: Segment | null }
  | { readonly kind: 'veth'; peer: Device | null }
  | { readonly kind: 'bridge'; readonly ports: Set<Device>; readonly table: Map<string, Device> }
  | { readonly kind: 'macvlan' | 'ipvlan'; readonly parent: Device };

export class Device {
  readonly index: number;
  name: string;
  mac: string;
  mtu: number;
  up = false;
  state: NetState;
  readonly link: Link;
  readonly addresses: InterfaceAddress[] = [];
  readonly counters: Counters = {
    rxBytes: 0,
    rxPackets: 0,
    rxDropped: 0,
    txBytes: 0,
    txPackets: 0,
    txDropped: 0,
  };
  master: Device | null = null;
  /** macvlan and ipvlan devices on top of it. */
  readonly children = new Set<Device>();
  promiscSet = false;
  ipv6: boolean;
  txQueueLength: number;

  constructor(state: NetState, index: number, name: string, mac: string, link: Link) {
    this.state = state;
    this.index = index;
    this.name = name;
    this.mac = mac;
    this.link = link;
    this.mtu = link.kind === 'loopback' ? 65536 : 1500;
    this.txQueueLength =
      link.kind === 'loopback' || link.kind === 'physical' || link.kind === 'dummy' ? 1000 : 0;
    this.ipv6 = state.ipv6;
  }

  get kind(): LinkKind {
    return this.link.kind;
  }

  /** Carrier, what `ip link` shows as LOWER_UP. */
  get lowerUp(): boolean {
    if (!this.up) return false;
    switch (this.link.kind) {
      case 'veth':
        return this.link.peer?.up ?? false;
      case 'bridge':
        return [...this.link.ports].some((port) => port.lowerUp);
      case 'physical':
        return this.link.segment !== null;
      case 'macvlan':
      case 'ipvlan':
        return this.link.parent.lowerUp;
      default:
        return true;
    }
  }

  /** macvlan children on a device without a unicast filter make it listen to everything (dev_set_rx_mode). */
  get promiscuity(): number {
    const forChildren = [...this.children].some((child) => child.kind === 'macvlan') ? 1 : 0;
    return (this.promiscSet ? 1 : 0) + forChildren + (this.master === null ? 0 : 1);
  }
}
