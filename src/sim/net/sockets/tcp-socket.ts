/**
 * Models TCP, tcp(7), as connections rather than segments: a handshake that walks the tables both ways, then two byte streams.
 * Invariants: a connection exists at both ends or at neither; data moves only while the way is open, both ways, and
 * waits otherwise; unread data at close is a reset. Left out: windows beyond one buffer, congestion, urgent data, SYN cookies.
 */

import type { Errno } from '../../kernel/errno.ts';
import type { Datagram, SocketAddress, SocketInfo, TcpState } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SysError } from '../../kernel/sys.ts';
import { ANY, formatIpv4, type Ipv4, parseIpv4 } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import type { Tuple } from '../packet.ts';
import { ByteQueue } from './byte-queue.ts';
import { answer, sendAndHear, sourceFor } from './exchange.ts';
import { InetSocket } from './inet-socket.ts';
import { addressOf } from './socket-table.ts';

const HEADER_BYTES = 52;
const SYN_BYTES = 60;
const SEGMENT_BYTES = 1448;
const BUFFER_BYTES = 131_072;
const TIME_WAIT_MS = 60_000;
/** A host that does not answer ARP is given up after three questions, one second apart. */
const ARP_GIVE_UP_MS = 3_000;
const FIRST_RETRY_MS = 1_000;
/** tcp_syn_retries 6: 1, 2, 4 ... 64 s, 127 s in all. */
const SYN_TRIES = 7;
const RETRANSMIT_MS = 200;

interface Endpoint {
  readonly ip: Ipv4;
  readonly port: number;
}

export class TcpSocket extends InetSocket {
  override readonly protocol = 'tcp' as const;
  private backlog: TcpSocket[] | null = null;
  private backlogLimit = 0;
  private remote: Endpoint | null = null;
  private peer: TcpSocket | null = null;
  private readonly inbox = new ByteQueue();
  private connecting: { cancel(): void } | null = null;
  private isConnecting = false;
  private failure: Errno | null = null;
  private endReceived = false;
  private endSent = false;
  private waiting: { cancel(): void } | null = null;

  override get listening(): boolean {
    return this.backlog !== null;
  }

  override listen(process: Process, backlog: number): void {
    if (this.place === null) this.bind(process, { address: '0.0.0.0', port: 0 });
    this.backlog ??= [];
    this.backlogLimit = Math.max(1, backlog);
  }

  override accept(): TcpSocket | null {
    if (this.backlog === null) throw new SysError('EINVAL');
    return this.backlog.shift() ?? null;
  }

  override connect(process: Process, to: SocketAddress): void {
    if (this.peer !== null || this.remote !== null) throw new SysError('EISCONN');
    const wanted = parseIpv4(to.address);
    if (wanted === null) throw new SysError('EADDRNOTAVAIL');
    const ip = wanted === ANY ? 0x7f000001 : wanted;
    const source = this.place !== null && this.place.ip !== ANY ? this.place.ip : sourceFor(this.state, ip);
    if (source === null) throw new SysError('ENETUNREACH');
    const port = this.place?.port ?? this.state.sockets.freePort('tcp', () => this.state.machine.random());
    this.place = { family: 'inet', v6only: false, ip: source, port };
    this.uid = process.credentials.euid;
    this.remote = { ip, port: to.port };
    this.state.sockets.add(this);
    this.isConnecting = true;
    this.tryConnect(0);
  }

  override connectResult(): true | null {
    if (this.failure !== null) {
      const errno = this.failure;
      this.failure = null;
      throw new SysError(errno);
    }
    return this.isConnecting ? null : true;
  }

  override abandonConnect(): void {
    this.connecting?.cancel();
    this.isConnecting = false;
  }

  private tryConnect(tries: number): void {
    const fate = sendAndHear(this.state, this.tuple(), { bytes: SYN_BYTES });
    if (fate.kind === 'error') {
      if (fate.what === 'host') this.later(ARP_GIVE_UP_MS, () => this.fail('EHOSTUNREACH'));
      else this.fail(fate.what === 'port' ? 'ECONNREFUSED' : 'ENETUNREACH');
      return;
    }
    if (fate.kind === 'arrived') {
      const listener = fate.outcome.state.sockets.find(
        'tcp',
        fate.outcome.packet.destination,
        fate.outcome.packet.destinationPort,
      );
      if (!(listener instanceof TcpSocket)) {
        if (answer(fate.outcome, this.state, { bytes: 40, reset: true }) !== null) this.fail('ECONNREFUSED');
        else this.retry(tries);
        return;
      }
      const { packet, state } = fate.outcome;
      const here = { ip: packet.destination, port: packet.destinationPort };
      const there = { ip: packet.source, port: packet.sourcePort };
      if (listener.hasRoom && answer(fate.outcome, this.state, { bytes: SYN_BYTES }) !== null) {
        listener.take(this, state, here, there);
        return;
      }
    }
    this.retry(tries);
  }

  private get hasRoom(): boolean {
    return this.backlog !== null && this.backlog.length <= this.backlogLimit;
  }

  /** The listener's half: a new socket for the connection, in the queue of accept. */
  private take(client: TcpSocket, state: NetState, here: Endpoint, there: Endpoint): void {
    const socket = new TcpSocket(state);
    socket.place = { family: this.place?.family ?? 'inet', v6only: false, ip: here.ip, port: here.port };
    socket.remote = there;
    socket.uid = this.uid;
    socket.peer = client;
    client.peer = socket;
    client.isConnecting = false;
    state.sockets.add(socket);
    this.backlog?.push(socket);
    sendAndHear(client.state, client.tuple(), { bytes: HEADER_BYTES });
    this.wake();
    client.wake();
  }

  private retry(tries: number): void {
    if (tries + 1 >= SYN_TRIES) this.later(FIRST_RETRY_MS * 2 ** tries, () => this.fail('ETIMEDOUT'));
    else this.later(FIRST_RETRY_MS * 2 ** tries, () => this.tryConnect(tries + 1));
  }

  private later(ms: number, act: () => void): void {
    this.connecting = this.state.machine.setTimer(ms, () => {
      if (this.isConnecting) act();
    });
  }

  private fail(errno: Errno): void {
    this.failure = errno;
    this.isConnecting = false;
    this.remote = null;
    this.state.sockets.remove(this);
    this.wake();
  }

  override read(_process: Process, max: number): Uint8Array | null {
    if (this.failure !== null) {
      const errno = this.failure;
      this.failure = null;
      throw new SysError(errno);
    }
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
    if (this.failure !== null) {
      const errno = this.failure;
      this.failure = null;
      throw new SysError(errno);
    }
    const { peer } = this;
    if (this.endSent || peer === null) throw new SysError('EPIPE');
    const room = BUFFER_BYTES - peer.inbox.size;
    if (room <= 0) return null;
    const part = data.slice(0, room);
    if (!this.carry(part.length)) {
      this.wakeLater();
      return null;
    }
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
    if (this.backlog !== null) return this.backlog.length > 0;
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
    this.abandonConnect();
    this.waiting?.cancel();
    for (const waiting of this.backlog ?? []) waiting.release();
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

  private isClosed = false;

  /** Whoever closed first stays in TIME-WAIT. */
  private leaveTimeWait(closedLast: boolean, info: SocketInfo): void {
    const untilMs = this.state.machine.nowMs() + TIME_WAIT_MS;
    const first = closedLast ? this.peer : this;
    const shown = first === this ? info : (first?.lastInfo ?? null);
    if (first !== null && shown !== null)
      first.state.sockets.leave({ ...shown, state: 'TIME-WAIT', inode: 0 }, untilMs);
  }

  private get lastInfo(): SocketInfo | null {
    return this.describe();
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
    if (this.remote === null || this.isConnecting) throw new SysError('ENOTCONN');
    return { address: formatIpv4(this.remote.ip), port: this.remote.port };
  }

  override sendTo(): number {
    throw new SysError('EISCONN');
  }

  override receiveFrom(): Datagram | null {
    throw new SysError('EINVAL');
  }

  describe(): SocketInfo | null {
    if (this.place === null || (this.remote === null && this.backlog === null)) return null;
    return {
      protocol: 'tcp',
      state: this.tcpState(),
      local: addressOf(this.place),
      remote: this.remote === null ? null : { address: formatIpv4(this.remote.ip), port: this.remote.port },
      receiveQueue: this.backlog?.length ?? this.inbox.size,
      sendQueue: this.backlog === null ? 0 : this.backlogLimit,
      inode: this.inode,
      uid: this.uid,
    };
  }

  private tcpState(): TcpState {
    if (this.backlog !== null) return 'LISTEN';
    if (this.isConnecting) return 'SYN-SENT';
    if (this.endReceived && !this.endSent) return 'CLOSE-WAIT';
    return this.endSent && !this.endReceived ? 'FIN-WAIT-2' : 'ESTAB';
  }

  private tuple(): Tuple {
    return {
      protocol: 'tcp',
      source: this.place?.ip ?? 0,
      sourcePort: this.place?.port ?? 0,
      destination: this.remote?.ip ?? 0,
      destinationPort: this.remote?.port ?? 0,
    };
  }
}
