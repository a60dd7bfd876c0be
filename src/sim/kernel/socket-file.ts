/**
 * Models a socket as the kernel's descriptor calls see it, socket(7): an open file with more to ask. Invariant: a method
 * that would block returns null, like OpenFile; the caller sleeps on `readQueue` and tries again.
 */

import type { NetNamespace } from './namespace-objects.ts';
import type { Datagram, NetControl, SocketAddress, SocketType } from './net.ts';
import { OpenFile } from './open-file.ts';
import type { Process } from './process.ts';
import type { Stat } from './sys.ts';

export abstract class SocketFile extends OpenFile {
  readonly inode: number;

  constructor(inode: number) {
    super({ read: true, write: true, append: false, nonblock: false }, `socket:[${inode}]`);
    this.inode = inode;
  }

  override stat(): Stat {
    const none = { sizeBytes: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0, rdev: { major: 0, minor: 0 } };
    return { dev: 8, ino: this.inode, type: 'socket', mode: 0o777, nlink: 1, uid: 0, gid: 0, ...none };
  }

  abstract bind(process: Process, at: SocketAddress): void;
  abstract listen(process: Process, backlog: number): void;
  abstract accept(): SocketFile | null;
  /** Begins; `connectResult` tells the end. */
  abstract connect(process: Process, to: SocketAddress): void;
  /** True once connected, null while under way. Throws the errno it failed with. */
  abstract connectResult(): true | null;
  /** Gives up a connect that is under way. */
  abstract abandonConnect(): void;
  abstract sendTo(process: Process, message: Outgoing, to: SocketAddress): number;
  abstract receiveFrom(max: number): Datagram | null;
  abstract shutdown(how: 'read' | 'write' | 'both'): void;
  abstract name(): SocketAddress;
  abstract peerName(): SocketAddress;
}

export interface Outgoing {
  readonly data: Uint8Array;
  readonly ttl?: number;
  readonly icmp?: Datagram['icmp'];
}

/** The network stack of one kernel, src/sim/net. */
export interface NetworkStack {
  socket(process: Process, namespace: NetNamespace, type: SocketType): SocketFile;
  control(process: Process, namespace: NetNamespace): NetControl;
  /** A file below /proc/PID/net by its name, null where there is none. */
  procFile(namespace: NetNamespace, name: string): string | null;
  /** Its last process has ended: the devices in it go (network_namespaces(7)). */
  abandon(namespace: NetNamespace): void;
}
