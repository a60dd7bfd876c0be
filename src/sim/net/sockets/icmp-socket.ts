/**
 * Models a raw ICMP socket, raw(7), icmp(7), as ping and traceroute use it. Invariants: echo requests are answered by the namespace
 * they arrive in, not by a program; an answer takes as long as its way has hops. Left out: other ICMP types.
 */
import type { Datagram, IcmpMessage, SocketAddress } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { type Outgoing, SocketFile } from '../../kernel/socket-file.ts';
import { SysError } from '../../kernel/sys.ts';
import { WaitQueue } from '../../kernel/wait-queue.ts';
import { send } from '../ip-layer.ts';
import { formatIpv4, parseIpv4 } from '../ipv4.ts';
import type { NetState } from '../net-state.ts';
import type { Outcome } from '../packet.ts';
import { answer, type Fate, makePacket, reportError, sourceFor, TTL } from './exchange.ts';

const HEADER_BYTES = 28;
const PER_HOP_MS = 0.012;
const ARP_GIVE_UP_MS = 3_000;
const ERRORS = {
  net: 'net-unreachable',
  host: 'host-unreachable',
  port: 'port-unreachable',
  ttl: 'time-exceeded',
} as const;

export class IcmpSocket extends SocketFile {
  private readonly state: NetState;
  private readonly inbox: Datagram[] = [];
  private readonly queue = new WaitQueue();

  constructor(state: NetState) {
    super(state.machine.nextInode());
    this.state = state;
  }

  override get readQueue(): WaitQueue {
    return this.queue;
  }

  override readReady(): boolean {
    return this.inbox.length > 0;
  }

  override sendTo(_process: Process, message: Outgoing, to: SocketAddress): number {
    const ip = parseIpv4(to.address);
    const { icmp } = message;
    if (ip === null || icmp === undefined) throw new SysError('EINVAL');
    const source = sourceFor(this.state, ip);
    if (source === null) throw new SysError('ENETUNREACH');
    const tuple = {
      protocol: 'icmp',
      source,
      sourcePort: icmp.id,
      destination: ip,
      destinationPort: 0,
    } as const;
    const shape = { bytes: message.data.length + HEADER_BYTES, icmp, ttl: message.ttl ?? TTL };
    const packet = makePacket(tuple, shape);
    const sent = send(this.state, packet);
    const latencyMs = PER_HOP_MS * sent.hops.length * (1 + this.state.machine.random());
    this.hear(sent.outcome, message.data, icmp, latencyMs, source, packet);
    return message.data.length;
  }

  private hear(
    outcome: Outcome,
    data: Uint8Array,
    icmp: IcmpMessage,
    latencyMs: number,
    source: number,
    packet: ReturnType<typeof makePacket>,
  ): void {
    if (outcome.kind === 'arrived') {
      const back = answer(outcome, this.state, {
        bytes: data.length + HEADER_BYTES,
        icmp: { ...icmp, type: 'echo-reply' },
      });
      if (back !== null)
        this.receiveLater(latencyMs, data, back.source, back.ttl, { ...icmp, type: 'echo-reply' });
    } else if (outcome.kind === 'unreachable') {
      const local = outcome.state === this.state;
      const fate: Fate = local
        ? { kind: 'error', what: outcome.what, from: source, ttl: TTL }
        : reportError(outcome.state, packet, outcome.what, this.state);
      if (fate.kind !== 'error') return;
      const delayMs = fate.what === 'host' ? ARP_GIVE_UP_MS : latencyMs;
      this.receiveLater(delayMs, new Uint8Array(0), fate.from ?? source, fate.ttl, {
        ...icmp,
        type: ERRORS[fate.what],
      });
    }
  }

  private receiveLater(ms: number, data: Uint8Array, from: number, ttl: number, icmp: IcmpMessage): void {
    this.state.machine.setTimer(ms, () => {
      this.inbox.push({ data, from: { address: formatIpv4(from), port: 0 }, ttl, icmp });
      this.queue.wakeAll();
    });
  }

  override receiveFrom(): Datagram | null {
    return this.inbox.shift() ?? null;
  }

  override bind(): void {}
  override listen(): void {
    throw new SysError('EOPNOTSUPP');
  }
  override accept(): null {
    throw new SysError('EOPNOTSUPP');
  }
  override connect(): void {
    throw new SysError('EOPNOTSUPP');
  }
  override connectResult(): true {
    return true;
  }
  override abandonConnect(): void {}
  override shutdown(): void {}
  override name(): SocketAddress {
    return { address: '0.0.0.0', port: 0 };
  }
  override peerName(): SocketAddress {
    throw new SysError('ENOTCONN');
  }
}
