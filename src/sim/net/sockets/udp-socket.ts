/**
 * Models UDP, udp(7): datagrams that arrive whole or not at all. Invariant: an ICMP error comes back only to a connected
 * socket, at its next call, as ECONNREFUSED or EHOSTUNREACH. Left out: broadcast, multicast.
 */
import type { Errno } from '../../kernel/errno.ts';
import type { Datagram, SocketAddress, SocketInfo } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import type { Outgoing } from '../../kernel/socket-file.ts';
import { SysError } from '../../kernel/sys.ts';
import { ANY, formatIpv4, parseIpv4 } from '../ipv4.ts';
import { reportError, sendAndHear, sourceFor } from './exchange.ts';
import { InetSocket } from './inet-socket.ts';
import { addressOf } from './socket-table.ts';

const HEADER_BYTES = 28;
const QUEUE_LIMIT = 256;

export class UdpSocket extends InetSocket {
  override readonly protocol = 'udp' as const;
  private readonly inbox: Datagram[] = [];
  private remote: SocketAddress | null = null;
  private failure: Errno | null = null;

  override listen(): void {
    throw new SysError('EOPNOTSUPP');
  }

  override accept(): null {
    throw new SysError('EOPNOTSUPP');
  }

  override connect(process: Process, to: SocketAddress): void {
    this.remote = to;
    this.autobind(process);
  }

  override connectResult(): true {
    return true;
  }

  override abandonConnect(): void {}

  private autobind(process: Process): void {
    if (this.place === null) this.bind(process, { address: '0.0.0.0', port: 0 });
  }

  override sendTo(process: Process, message: Outgoing, to: SocketAddress): number {
    this.throwFailure();
    this.autobind(process);
    const ip = parseIpv4(to.address);
    if (ip === null) throw new SysError('EINVAL');
    const source = this.place !== null && this.place.ip !== ANY ? this.place.ip : sourceFor(this.state, ip);
    if (source === null) throw new SysError('ENETUNREACH');
    const fate = sendAndHear(
      this.state,
      {
        protocol: 'udp',
        source,
        sourcePort: this.place?.port ?? 0,
        destination: ip,
        destinationPort: to.port,
      },
      { bytes: message.data.length + HEADER_BYTES },
    );
    if (fate.kind === 'error') this.hearError(fate.what);
    if (fate.kind !== 'arrived') return message.data.length;
    const { packet, state } = fate.outcome;
    const target = state.sockets.find('udp', packet.destination, packet.destinationPort);
    if (target instanceof UdpSocket) {
      const from = { address: formatIpv4(packet.source), port: packet.sourcePort };
      target.push({ data: message.data.slice(), from, ttl: packet.ttl });
    } else if (reportError(state, packet, 'port', this.state).kind === 'error') this.hearError('port');
    return message.data.length;
  }

  private hearError(what: 'net' | 'host' | 'port' | 'ttl'): void {
    if (this.remote === null) return;
    this.failure = what === 'port' ? 'ECONNREFUSED' : what === 'host' ? 'EHOSTUNREACH' : 'ENETUNREACH';
    this.wake();
  }

  private throwFailure(): void {
    if (this.failure === null) return;
    const errno = this.failure;
    this.failure = null;
    throw new SysError(errno);
  }

  private push(datagram: Datagram): void {
    if (this.inbox.length >= QUEUE_LIMIT) return;
    this.inbox.push(datagram);
    this.wake();
  }

  override receiveFrom(max: number): Datagram | null {
    this.throwFailure();
    const first = this.inbox.shift();
    return first === undefined ? null : { ...first, data: first.data.slice(0, max) };
  }

  override read(_process: Process, max: number): Uint8Array | null {
    return this.receiveFrom(max)?.data ?? null;
  }

  override write(process: Process, data: Uint8Array): number {
    if (this.remote === null) throw new SysError('ENOTCONN');
    return this.sendTo(process, { data }, this.remote);
  }

  override readReady(): boolean {
    return this.inbox.length > 0 || this.failure !== null;
  }

  override shutdown(): void {}

  override peerName(): SocketAddress {
    if (this.remote === null) throw new SysError('ENOTCONN');
    return this.remote;
  }

  describe(): SocketInfo | null {
    if (this.place === null) return null;
    return {
      protocol: 'udp',
      state: this.remote === null ? 'UNCONN' : 'ESTAB',
      local: addressOf(this.place),
      remote: this.remote,
      receiveQueue: this.inbox.reduce((sum, { data }) => sum + data.length, 0),
      sendQueue: 0,
      inode: this.inode,
      uid: this.uid,
    };
  }
}
