/**
 * What stream and datagram sockets share, bind(2): a place of their own in their namespace's table. Invariant: a socket
 * belongs to the namespace it was made in, whatever its process joins later. Left out: socket options.
 */
import type { Datagram, SocketAddress, SocketInfo } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { type Outgoing, SocketFile } from '../../kernel/socket-file.ts';
import { SysError } from '../../kernel/sys.ts';
import { WaitQueue } from '../../kernel/wait-queue.ts';
import { ANY } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import { addressOf, type BoundSocket, type Place, placeOf } from './socket-table.ts';

export const UNBOUND: SocketAddress = { address: '0.0.0.0', port: 0 };

export abstract class InetSocket extends SocketFile implements BoundSocket {
  abstract readonly protocol: 'tcp' | 'udp';
  readonly state: NetState;
  place: Place | null = null;
  uid = 0;
  protected readonly queue = new WaitQueue();

  constructor(state: NetState) {
    super(state.machine.nextInode());
    this.state = state;
  }

  get listening(): boolean {
    return false;
  }

  override get readQueue(): WaitQueue {
    return this.queue;
  }

  override get writeQueue(): WaitQueue {
    return this.queue;
  }

  wake(): void {
    this.queue.wakeAll();
  }

  override bind(process: Process, at: SocketAddress): void {
    if (this.place !== null) throw new SysError('EINVAL');
    const wanted = placeOf(at);
    if (wanted.ip !== ANY && !this.state.isLocal(wanted.ip)) throw new SysError('EADDRNOTAVAIL');
    const low = wanted.port > 0 && wanted.port < this.state.unprivilegedPortStart;
    if (low && !process.credentials.effective.has('NET_BIND_SERVICE')) throw new SysError('EACCES');
    const port =
      wanted.port === 0
        ? this.state.sockets.freePort(this.protocol, () => this.state.machine.random())
        : wanted.port;
    this.claim(process, { ...wanted, port });
  }

  protected claim(process: Process, place: Place): void {
    this.state.sockets.requireFree(this, this.protocol, place);
    this.place = place;
    this.uid = process.credentials.euid;
    this.state.sockets.add(this);
  }

  override name(): SocketAddress {
    return this.place === null ? UNBOUND : addressOf(this.place);
  }

  override release(): void {
    this.state.sockets.remove(this);
  }

  abstract describe(): SocketInfo | null;
  abstract override sendTo(process: Process, message: Outgoing, to: SocketAddress): number;
  abstract override receiveFrom(max: number): Datagram | null;
}
