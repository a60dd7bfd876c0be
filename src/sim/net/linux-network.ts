/**
 * The network stack of one kernel: what src/sim/kernel asks through NetworkStack. Invariant: the tables of a namespace are made when
 * it is first used and die with it. `plugIn` gives the machine its network card before boot.
 *
 *     const lan = new Segment('the LAN');
 *     bootKernel({ ..., network: (kernel) => new LinuxNetwork(kernel) });
 *     plugIn(kernel, { name: 'eth0', segment: lan, address: '192.168.1.10/24', gateway: '192.168.1.1' });
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { NetNamespace } from '../kernel/namespace-objects.ts';
import type { SocketType } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import type { NetworkStack, SocketFile } from '../kernel/socket-file.ts';
import { addAddress } from './addresses.ts';
import { NetlinkControl } from './control.ts';
import { add, bringUp, removeDevice } from './links.ts';
import { type NetHost, NetState } from './net-state.ts';
import { procNetFile } from './proc-net.ts';
import { createRoute } from './route-changes.ts';
import type { Segment } from './segment.ts';
import { IcmpSocket } from './sockets/icmp-socket.ts';
import { TcpSocket } from './sockets/tcp-socket.ts';
import { UdpSocket } from './sockets/udp-socket.ts';

export class LinuxNetwork implements NetworkStack {
  private readonly kernel: Kernel;
  private readonly machine: NetHost;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.machine = {
      nowMs: () => kernel.clock.nowMs,
      random: () => kernel.random.next(),
      nextInode: () => kernel.nextAnonymousInode(),
      setTimer: (afterMs, fire) => {
        const timer = kernel.clock.setTimer(kernel.clock.nowMs + afterMs, fire);
        return { cancel: () => kernel.clock.cancel(timer) };
      },
      hostname: () => kernel.initialNamespaces.uts.hostname,
    };
  }

  stateOf(namespace: NetNamespace): NetState {
    if (namespace.state instanceof NetState) return namespace.state;
    const state = new NetState(namespace.inode, this.machine);
    namespace.state = state;
    return state;
  }

  socket(_process: Process, namespace: NetNamespace, type: SocketType): SocketFile {
    const state = this.stateOf(namespace);
    switch (type) {
      case 'stream':
        return new TcpSocket(state);
      case 'dgram':
        return new UdpSocket(state);
      case 'icmp':
        return new IcmpSocket(state);
    }
  }

  control(process: Process, namespace: NetNamespace): NetlinkControl {
    return new NetlinkControl(
      this.stateOf(namespace),
      () => process.credentials.effective.has('NET_ADMIN'),
      (pid) => this.stateOf(this.kernel.find(process, pid).namespaces.net),
    );
  }

  procFile(namespace: NetNamespace, name: string): string | null {
    return procNetFile(this.stateOf(namespace), name);
  }

  abandon(namespace: NetNamespace): void {
    if (!(namespace.state instanceof NetState)) return;
    for (const device of [...namespace.state.devices.values()])
      if (device.kind !== 'loopback' && device.kind !== 'physical') removeDevice(device);
  }
}

export interface NetworkCard {
  readonly name: string;
  readonly segment: Segment;
  readonly mac?: string;
  /** `192.168.1.10/24`; more than one for a machine with several. */
  readonly addresses: readonly string[];
  readonly gateway?: string;
  /** Whether the addresses have a broadcast address, as `brd +` gives; yes where nothing is said. */
  readonly broadcast?: boolean;
}

/** The kernel's first namespace gets lo and a network card, both up. */
export function plugIn(kernel: Kernel, card: NetworkCard): NetState {
  if (!(kernel.network instanceof LinuxNetwork)) throw new Error('this kernel has no network stack');
  const state = kernel.network.stateOf(kernel.initialNamespaces.net);
  bringUp(state.loopback);
  const device = add(state, card.name, card.mac, { kind: 'physical', segment: null });
  card.segment.plug(device);
  for (const address of card.addresses) addAddress(state, card.name, address, card.broadcast ?? true);
  bringUp(device);
  if (card.gateway !== undefined) createRoute(state, { destination: 'default', gateway: card.gateway });
  return state;
}
