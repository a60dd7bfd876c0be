/**
 * Models how TCP connections come to be, tcp(7), listen(2), connect(2): a handshake that walks the tables both ways. Invariant: a connection exists at both
 * ends or at neither. Times: SYN is sent again after 1, 2, 4 ... s, 127 s in all (tcp_syn_retries 6); a host that does not answer ARP is
 * given up after three questions, one second apart. Left out: SYN cookies, fast open, simultaneous open.
 */
import type { Errno } from '../../kernel/errno.ts';
import type { SocketAddress } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SysError } from '../../kernel/sys.ts';
import { ANY, LOOPBACK, parseIpv4 } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import { answer, type Fate, sendAndHear, sourceFor } from './exchange.ts';
import { type Endpoint, HEADER_BYTES, TcpStream } from './tcp-stream.ts';

const SYN_BYTES = 60;
const RESET_BYTES = 40;
const ARP_GIVE_UP_MS = 3_000;
const FIRST_RETRY_MS = 1_000;
const SYN_TRIES = 7;

export class TcpSocket extends TcpStream {
  private backlog: TcpSocket[] | null = null;
  private backlogLimit = 0;
  private attempt: { cancel(): void } | null = null;
  private isConnecting = false;

  protected override backlogInfo() {
    return this.backlog === null ? null : { waiting: this.backlog.length, limit: this.backlogLimit };
  }

  protected override get connecting(): boolean {
    return this.isConnecting;
  }

  override release(): void {
    this.abandonConnect();
    for (const waiting of this.backlog ?? []) waiting.release();
    super.release();
  }

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
    const ip = wanted === ANY ? LOOPBACK : wanted;
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
    this.throwFailure();
    return this.isConnecting ? null : true;
  }

  override abandonConnect(): void {
    this.attempt?.cancel();
    this.isConnecting = false;
  }

  private tryConnect(tries: number): void {
    const fate = sendAndHear(this.state, this.tuple(), { bytes: SYN_BYTES });
    if (fate.kind === 'error') {
      if (fate.what === 'host') this.later(ARP_GIVE_UP_MS, () => this.fail('EHOSTUNREACH'));
      else this.fail(fate.what === 'port' ? 'ECONNREFUSED' : 'ENETUNREACH');
      return;
    }
    if (fate.kind !== 'arrived' || !this.reach(fate.outcome)) this.retry(tries);
  }

  /** At the other side: connected or refused, and both heard of; false when nothing is heard. */
  private reach(arrived: Extract<Fate, { kind: 'arrived' }>['outcome']): boolean {
    const { packet, state } = arrived;
    const listener = state.sockets.find('tcp', packet.destination, packet.destinationPort);
    if (!(listener instanceof TcpSocket)) {
      if (answer(arrived, this.state, { bytes: RESET_BYTES, reset: true }) === null) return false;
      this.fail('ECONNREFUSED');
      return true;
    }
    if (!listener.hasRoom || answer(arrived, this.state, { bytes: SYN_BYTES }) === null) return false;
    const here = { ip: packet.destination, port: packet.destinationPort };
    listener.take(this, state, here, { ip: packet.source, port: packet.sourcePort });
    return true;
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
    this.attempt = this.state.machine.setTimer(ms, () => {
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
}
