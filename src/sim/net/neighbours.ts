/**
 * Models the neighbour table, arp(7): which Ethernet address an IPv4 address has, and how sure that is. Invariant: an
 * address that did not answer is FAILED and is asked again on use. Times: REACHABLE for 30 s (base_reachable_time).
 */
import type { NeighbourInfo } from '../kernel/net.ts';
import type { Device } from './device.ts';
import { formatIpv4, type Ipv4 } from './ipv4.ts';

interface Entry {
  readonly device: Device;
  readonly ip: Ipv4;
  mac: string | null;
  confirmedMs: number;
}
const REACHABLE_MS = 30_000;

export class Neighbours {
  private readonly clock: { nowMs(): number };
  private entries: Entry[] = [];

  constructor(clock: { nowMs(): number }) {
    this.clock = clock;
  }

  /** The address while it is REACHABLE. */
  lookup(device: Device, ip: Ipv4): string | null {
    const entry = this.find(device, ip);
    return entry !== undefined && this.clock.nowMs() - entry.confirmedMs < REACHABLE_MS ? entry.mac : null;
  }

  set(device: Device, ip: Ipv4, mac: string | null): void {
    const entry = this.find(device, ip);
    if (entry === undefined) {
      this.entries.unshift({ device, ip, mac, confirmedMs: this.clock.nowMs() });
      return;
    }
    entry.mac = mac;
    entry.confirmedMs = this.clock.nowMs();
  }

  /** What was announced without being asked for: only those who know the address take it (arp_accept 0). */
  hear(device: Device, ip: Ipv4, mac: string): void {
    if (this.find(device, ip) !== undefined) this.set(device, ip, mac);
  }

  flush(device: Device): void {
    this.entries = this.entries.filter((entry) => entry.device !== device);
  }

  list(): readonly NeighbourInfo[] {
    return this.entries.map((entry) => ({
      address: formatIpv4(entry.ip),
      device: entry.device.name,
      mac: entry.mac,
      state:
        entry.mac === null ? 'FAILED' : this.lookup(entry.device, entry.ip) === null ? 'STALE' : 'REACHABLE',
    }));
  }

  private find(device: Device, ip: Ipv4): Entry | undefined {
    return this.entries.find((entry) => entry.device === device && entry.ip === ip);
  }
}
