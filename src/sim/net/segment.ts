/**
 * Models one Ethernet: a switch and the cables to the machines on it. Invariant: a frame goes to the port where its
 * destination was last seen, or to all others. A cloud's network is not a switch: it passes only frames from the address
 * that it gave to a machine (`lockMacs`), which is why macvlan fails there. Left out: spanning tree, Wi-Fi.
 */
import type { Device } from './device.ts';

export class Segment {
  readonly name: string;
  readonly ports = new Set<Device>();
  readonly table = new Map<string, Device>();
  /** Drop frames whose source is not the address of the port they come from. */
  readonly lockMacs: boolean;

  constructor(name: string, options: { readonly lockMacs?: boolean } = {}) {
    this.name = name;
    this.lockMacs = options.lockMacs ?? false;
  }

  plug(device: Device): void {
    if (device.link.kind !== 'physical') throw new Error(`${device.name} has no socket for a cable`);
    device.link.segment = this;
    this.ports.add(device);
  }
}
