/**
 * Models how dockerd publishes a port: the rules in iptables, and docker-proxy, a listener on the host that relays what does not go through
 * them (from localhost, from the containers' own bridge). Invariant: while a port is published its host address and port are taken
 * (EADDRINUSE). Left out: SCTP, rules of ip6tables.
 */
import type { SocketAddress } from '../../kernel/net.ts';
import { type Fd, type Program, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { addPortRules, type PublishedPort, removePortRules } from './firewall.ts';

export interface OpenPort extends PublishedPort {
  /** The descriptor by which the caller holds the port. */
  readonly fd: Fd;
}

const BACKLOG = 4096;

/** Binds the host's port and writes the rules. Host port 0 takes a free one from 32768 on. Throws EADDRINUSE, EADDRNOTAVAIL. */
export function publishPort(sys: Sys, port: PublishedPort): OpenPort {
  const fd = sys.socket(port.protocol === 'udp' ? 'dgram' : 'stream');
  try {
    const hostPort = port.hostPort === 0 ? bindFree(sys, fd, port) : bindExactly(sys, fd, port);
    if (port.protocol === 'tcp') sys.listen(fd, BACKLOG);
    sys.setCloexec(fd, true);
    const open = { ...port, hostPort, fd };
    if (port.hostIp !== '::') addPortRules(sys.netlink(), open);
    return open;
  } catch (error) {
    sys.close(fd);
    throw error;
  }
}

export function unpublishPort(sys: Sys, port: OpenPort, stillAccepted = false): void {
  if (port.hostIp !== '::') removePortRules(sys.netlink(), port, stillAccepted);
  sys.close(port.fd);
}

function bindExactly(sys: Sys, fd: Fd, port: PublishedPort): number {
  const { hostIp, hostPort } = port;
  sys.bind(fd, { address: hostIp, port: hostPort, ...(hostIp === '::' ? { v6only: true } : {}) });
  return hostPort;
}

const FIRST_FREE = 32768;
const LAST_FREE = 60999;

function bindFree(sys: Sys, fd: Fd, port: PublishedPort): number {
  for (let hostPort = FIRST_FREE; hostPort <= LAST_FREE; hostPort += 1) {
    try {
      sys.bind(fd, { address: port.hostIp, port: hostPort });
      return hostPort;
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EADDRINUSE') throw error;
    }
  }
  throw new SysError('EADDRINUSE');
}

/** docker-proxy: accepts on a descriptor it was given and relays to the container, one child process a connection. */
export function* relayConnections(
  sys: Sys,
  listener: Fd,
  to: { readonly address: string; readonly port: number },
): Program {
  sys.sigaction('CHLD', { kind: 'ignore' });
  for (;;) {
    const client = yield* sys.accept(listener);
    sys.clone({}, function* (child) {
      child.close(listener);
      yield* relayOne(child, client, to);
      return 0;
    });
    sys.close(client);
  }
}

/** The same for UDP: one socket towards the container for each client, by which its answers come back. */
export function* relayDatagrams(
  sys: Sys,
  listener: Fd,
  to: { readonly address: string; readonly port: number },
): Program {
  const clients = new Map<Fd, SocketAddress>();
  for (;;) {
    for (const fd of yield* sys.poll([listener, ...clients.keys()], null)) {
      const got = yield* sys.receiveFrom(fd, 65536, 0);
      if (got === null) continue;
      const client = clients.get(fd);
      if (client === undefined) sendOn(sys, socketFor(sys, clients, got.from), got.data, to);
      else sendOn(sys, listener, got.data, client);
    }
  }
}

function socketFor(sys: Sys, clients: Map<Fd, SocketAddress>, from: SocketAddress): Fd {
  for (const [fd, { address, port }] of clients)
    if (address === from.address && port === from.port) return fd;
  const fd = sys.socket('dgram');
  clients.set(fd, from);
  return fd;
}

/** What cannot be sent on is lost, as datagrams are. */
function sendOn(sys: Sys, fd: Fd, data: Uint8Array, to: SocketAddress): void {
  try {
    sys.sendTo(fd, data, to);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* relayOne(
  sys: Sys,
  client: Fd,
  to: { readonly address: string; readonly port: number },
): Task<void> {
  const server = sys.socket('stream');
  try {
    yield* sys.connect(server, to);
    yield* relay(sys, client, server);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* relay(sys: Sys, client: Fd, server: Fd): Task<void> {
  const open = new Map<Fd, Fd>([
    [client, server],
    [server, client],
  ]);
  while (open.size > 0) {
    for (const from of yield* sys.poll([...open.keys()], null)) {
      const into = open.get(from) ?? from;
      const data = yield* sys.read(from, 65536);
      if (data.length > 0) {
        yield* sys.write(into, data);
        continue;
      }
      open.delete(from);
      sys.shutdown(into, 'write');
    }
  }
}
