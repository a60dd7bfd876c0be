/**
 * Models struct net, one network namespace, network_namespaces(7): devices, routes, neighbours, filters, sockets. It is the
 * only place where these facts are. Invariant: a new namespace has `lo`, down, and nothing else. Left out: sysctls but four.
 */
import { Device } from './device.ts';
import { type Ipv4, LOOPBACK } from './ipv4.ts';
import { NO_MAC } from './mac.ts';
import { Neighbours } from './neighbours.ts';
import { Conntrack } from './netfilter/conntrack.ts';
import { Tables } from './netfilter/tables.ts';
import type { Route } from './routes.ts';
import { SocketTable } from './sockets/socket-table.ts';

/** What a namespace needs of the machine it is on. */
export interface NetHost {
  nowMs(): number;
  random(): number;
  nextInode(): number;
  setTimer(afterMs: number, fire: () => void): { cancel(): void };
  hostname(): string;
}

export class NetState {
  readonly inode: number;
  readonly machine: NetHost;
  readonly devices = new Map<string, Device>();
  readonly routes: Route[] = [];
  readonly neighbours: Neighbours;
  readonly tables = new Tables();
  readonly conntrack: Conntrack;
  readonly sockets = new SocketTable();
  forwarding = false;
  /** net.bridge.bridge-nf-call-iptables. */
  bridgeFilters = false;
  unprivilegedPortStart = 1024;
  /** Whether new devices get link-local IPv6 addresses. */
  ipv6 = true;
  private lastIndex = 0;
  private readonly netnsids = new Map<NetState, number>();

  constructor(inode: number, machine: NetHost) {
    this.inode = inode;
    this.machine = machine;
    this.neighbours = new Neighbours(machine);
    this.conntrack = new Conntrack(machine);
    this.add(new Device(this, this.nextIndex(), 'lo', NO_MAC, { kind: 'loopback' }));
  }

  host(): string {
    return this.machine.hostname();
  }

  nextIndex(): number {
    this.lastIndex += 1;
    return this.lastIndex;
  }

  add(device: Device): void {
    this.devices.set(device.name, device);
    device.state = this;
  }

  get loopback(): Device {
    const lo = this.devices.get('lo');
    if (lo === undefined) throw new Error('every namespace has lo');
    return lo;
  }

  /** Whether this address is one of its own: the `local` routing table. All of 127/8 once lo is up. */
  isLocal(ip: Ipv4): boolean {
    if (ip >>> 24 === LOOPBACK >>> 24) return this.loopback.up;
    for (const device of this.devices.values()) {
      if (device.up && device.addresses.some((address) => address.ip === ip)) return true;
    }
    return false;
  }

  /** The number by which this namespace names another (link-netnsid), given out on first sight. */
  netnsid(other: NetState): number {
    const known = this.netnsids.get(other);
    if (known !== undefined) return known;
    const id = this.netnsids.size;
    this.netnsids.set(other, id);
    return id;
  }
}
