/** socket(2), bind(2), connect(2), accept(2), sendto(2), recvfrom(2), rtnetlink(7): calls on the network. */
import { sleepUntil } from './blocking.ts';
import { requireCapability } from './credentials.ts';
import type { NamespacePid } from './ids.ts';
import type { NetNamespace } from './namespace-objects.ts';
import type { Datagram, IcmpMessage, NetControl, SocketAddress, SocketType } from './net.ts';
import type { NetworkStack } from './socket-file.ts';
import { SocketFile } from './socket-file.ts';
import { type Fd, SysError, type Task } from './sys.ts';
import { PathCalls } from './sys-path-calls.ts';
import type { WaitQueue } from './wait-queue.ts';

const ENCODER = new TextEncoder();

export class NetCalls extends PathCalls {
  socket(type: SocketType, options: { readonly netnsOf?: NamespacePid } = {}): Fd {
    const self = this.self;
    if (type === 'icmp') requireCapability(self.credentials, 'NET_RAW');
    const namespace = this.netnsOf(options.netnsOf);
    return self.fds.install(this.stack.socket(self, namespace, type));
  }

  bind(fd: Fd, at: SocketAddress): void {
    this.socketAt(fd).bind(this.self, at);
  }

  listen(fd: Fd, backlog: number): void {
    this.socketAt(fd).listen(this.self, backlog);
  }

  *accept(fd: Fd): Task<Fd> {
    const socket = this.socketAt(fd);
    const made = yield* this.until(socket, 'inet_csk_accept', null, () => socket.accept() ?? undefined);
    if (made === undefined) throw new SysError('EAGAIN');
    return this.self.fds.install(made);
  }

  *connect(fd: Fd, to: SocketAddress, timeoutMs: number | null = null): Task<void> {
    const socket = this.socketAt(fd);
    socket.connect(this.self, to);
    try {
      const done = yield* this.until(
        socket,
        'inet_stream_connect',
        timeoutMs,
        () => socket.connectResult() ?? undefined,
      );
      if (done === undefined) throw new SysError('EINPROGRESS');
    } catch (error) {
      socket.abandonConnect();
      throw error;
    }
  }

  sendTo(
    fd: Fd,
    data: Uint8Array | string,
    to: SocketAddress,
    options: { readonly ttl?: number; readonly icmp?: IcmpMessage } = {},
  ): number {
    const bytes = typeof data === 'string' ? ENCODER.encode(data) : data;
    return this.socketAt(fd).sendTo(this.self, { data: bytes, ...options }, to);
  }

  *receiveFrom(fd: Fd, max: number, timeoutMs: number | null = null): Task<Datagram | null> {
    const socket = this.socketAt(fd);
    return (
      (yield* this.until(
        socket,
        'skb_wait_for_more_packets',
        timeoutMs,
        () => socket.receiveFrom(max) ?? undefined,
      )) ?? null
    );
  }

  shutdown(fd: Fd, how: 'read' | 'write' | 'both'): void {
    this.socketAt(fd).shutdown(how);
  }

  getsockname(fd: Fd): SocketAddress {
    return this.socketAt(fd).name();
  }

  getpeername(fd: Fd): SocketAddress {
    return this.socketAt(fd).peerName();
  }

  netlink(netnsOf?: NamespacePid): NetControl {
    return this.stack.control(this.self, this.netnsOf(netnsOf));
  }

  private until<T>(
    socket: SocketFile,
    channel: string,
    timeoutMs: number | null,
    attempt: () => T | undefined,
  ): Task<T | undefined> {
    const deadlineMs = timeoutMs === null ? null : this.kernel.clock.nowMs + timeoutMs;
    const queues: WaitQueue[] = socket.readQueue === null ? [] : [socket.readQueue];
    return sleepUntil(this.kernel, this.self, { channel, queues, attempt, deadlineMs });
  }

  private netnsOf(pid: NamespacePid | undefined): NetNamespace {
    if (pid === undefined) return this.self.namespaces.net;
    requireCapability(this.self.credentials, 'SYS_ADMIN');
    return this.kernel.find(this.self, pid).namespaces.net;
  }

  private get stack(): NetworkStack {
    if (this.kernel.network === null) throw new SysError('ENOSYS');
    return this.kernel.network;
  }

  private socketAt(fd: Fd): SocketFile {
    const file = this.self.fds.get(fd);
    if (!(file instanceof SocketFile)) throw new SysError('ENOTSOCK');
    return file;
  }
}
