/**
 * Models the two byte streams of a TCP connection, tcp(7), from the moment it exists to its end. Invariants: data moves only while the way is open,
 * both ways, and waits otherwise, 924 s at most (tcp_retries2); unread data at close is a reset; whoever closes first stays in
 * TIME-WAIT. Left out: segments, windows beyond one buffer, congestion, urgent data; a lost end is not sent again.
 */
import type { Errno } from '../../kernel/errno.ts';
import type { Datagram, SocketAddress, SocketInfo, TcpState } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SysError } from '../../kernel/sys.ts';
import { formatIpv4, type Ipv4 } from '../ipv4.ts';
import type { Tuple } from '../packet.ts';
import { ByteQueue } from './byte-queue.ts';
import { answer, sendAndHear } from './exchange.ts';
import { InetSocket } from './inet-socket.ts';
import { addressOf } from './socket-table.ts';

export const HEADER_BYTES = 52;
const SEGMENT_BYTES = 1448;
const BUFFER_BYTES = 131_072;
const TIME_WAIT_MS = 60_000;
const RETRANSMIT_MS = 200;
const GIVE_UP_MS = 924_600;

export interface Endpoint {
  readonly ip: Ipv4;
  readonly port: number;
}

export abstract class TcpStream extends InetSocket {
  override readonly protocol = 'tcp' as const;
  protected remote: Endpoint | null = null;
  protected peer: TcpStream | null = null;
  protected failure: Errno | null = null;
  private readonly inbox = new ByteQueue();
  private endReceived = false;
  private endSent = false;
  private waiting: { cancel(): void } | null = null;
  private blockedSinceMs: number | null = null;
  private isClosed = false;

  /** The queue of accept, for a socket that listens. */
  protected abstract backlogInfo(): { readonly waiting: number; readonly limit: number } | null;
  protected abstract get connecting(): boolean;

  protected throwFailure(): void {
    if (this.failure === null) return;
    const errno = this.failure;
    this.failure = null;
    throw new SysError(errno);
  }

  override read(_process: Process, max: number): Uint8Array | null {
    this.throwFailure();
    if (this.inbox.size > 0) {
      const data = this.inbox.take(max);
      this.peer?.wake();
      return data;
    }
    if (this.endReceived) return new Uint8Array(0);
    if (this.peer === null) throw new SysError('ENOTCONN');
    return null;
  }

  override write(_process: Process, data: Uint8Array): number | null {
    this.throwFailure();
    const { peer } = this;
    if (this.endSent || peer === null) throw new SysError('EPIPE');
    const room = BUFFER_BYTES - peer.inbox.size;
    if (room <= 0) return null;
    const part = data.slice(0, room);
    if (!this.carry(part.length)) {
      this.blockedSinceMs ??= this.state.machine.nowMs();
      if (this.state.machine.nowMs() - this.blockedSinceMs >= GIVE_UP_MS) throw new SysError('ETIMEDOUT');
      this.wakeLater();
      return null;
    }
    this.blockedSinceMs = null;
    peer.inbox.push(part);
    peer.wake();
    return part.length;
  }

  /** Whether a segment gets through and its acknowledgement back. */
  private carry(bytes: number, reset = false): boolean {
    const segments = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
    const fate = sendAndHear(this.state, this.tuple(), { bytes: bytes + segments * HEADER_BYTES, reset });
    if (fate.kind !== 'arrived' || fate.outcome.state !== this.peer?.state) return false;
    return answer(fate.outcome, this.state, { bytes: HEADER_BYTES, reset }) !== null;
  }

  private wakeLater(): void {
    this.waiting ??= this.state.machine.setTimer(RETRANSMIT_MS, () => {
      this.waiting = null;
      this.wake();
    });
  }

  override readReady(): boolean {
    const backlog = this.backlogInfo();
    if (backlog !== null) return backlog.waiting > 0;
    return this.inbox.size > 0 || this.endReceived || this.failure !== null;
  }

  override shutdown(how: 'read' | 'write' | 'both'): void {
    if (this.peer === null && !this.endReceived) throw new SysError('ENOTCONN');
    if (how !== 'write') this.endReceived = true;
    if (how !== 'read') this.sendEnd();
  }

  private sendEnd(): void {
    if (this.endSent) return;
    this.endSent = true;
    const { peer } = this;
    if (peer === null || !this.carry(0, peer.endSent)) return;
    peer.endReceived = true;
    peer.wake();
  }

  override release(): void {
    this.waiting?.cancel();
    const closedLast = this.endReceived;
    if (this.inbox.size > 0) this.reset();
    else this.sendEnd();
    const info = this.describe();
    const last = this.peer === null || this.peer.isClosed;
    if (last && info !== null && info.remote !== null && this.peer !== null)
      this.leaveTimeWait(closedLast, info);
    this.isClosed = true;
    super.release();
  }

  /** Whoever closed first stays in TIME-WAIT. */
  private leaveTimeWait(closedLast: boolean, info: SocketInfo): void {
    const untilMs = this.state.machine.nowMs() + TIME_WAIT_MS;
    const first = closedLast ? this.peer : this;
    const shown = first === this ? info : (first?.describe() ?? null);
    if (first !== null && shown !== null)
      first.state.sockets.leave({ ...shown, state: 'TIME-WAIT', inode: 0 }, untilMs);
  }

  private reset(): void {
    const { peer } = this;
    if (peer === null) return;
    this.endSent = true;
    if (!this.carry(0, true)) return;
    peer.failure = 'ECONNRESET';
    peer.endReceived = true;
    peer.endSent = true;
    peer.wake();
  }

  override peerName(): SocketAddress {
    if (this.remote === null || this.connecting) throw new SysError('ENOTCONN');
    return { address: formatIpv4(this.remote.ip), port: this.remote.port };
  }

  override sendTo(): number {
    throw new SysError('EISCONN');
  }

  override receiveFrom(): Datagram | null {
    throw new SysError('EINVAL');
  }

  describe(): SocketInfo | null {
    const backlog = this.backlogInfo();
    if (this.place === null || (this.remote === null && backlog === null)) return null;
    return {
      protocol: 'tcp',
      state: this.tcpState(),
      local: addressOf(this.place),
      remote: this.remote === null ? null : { address: formatIpv4(this.remote.ip), port: this.remote.port },
      receiveQueue: backlog?.waiting ?? this.inbox.size,
      sendQueue: backlog?.limit ?? 0,
      inode: this.inode,
      uid: this.uid,
    };
  }

  private tcpState(): TcpState {
    if (this.backlogInfo() !== null) return 'LISTEN';
    if (this.connecting) return 'SYN-SENT';
    if (this.endReceived && !this.endSent) return 'CLOSE-WAIT';
    return this.endSent && !this.endReceived ? 'FIN-WAIT-2' : 'ESTAB';
  }

  protected tuple(): Tuple {
    return {
      protocol: 'tcp',
      source: this.place?.ip ?? 0,
      sourcePort: this.place?.port ?? 0,
      destination: this.remote?.ip ?? 0,
      destinationPort: this.remote?.port ?? 0,
    };
  }
}
