/** netstat of busybox 1.38: TCP and UDP sockets, the routing table. Left out: unix and raw sockets are listed as none; -e. */
import type { SocketAddress, SocketInfo } from '../../kernel/net.ts';
import type { Program } from '../../kernel/sys.ts';
import { busybox, type Context } from '../lib/program.ts';
import { routeTable } from './busybox-route.ts';

export const busyboxNetstat = busybox({ short: 'raltuwxn', real: 'eW', run: main });

const STATES: Readonly<Record<string, string>> = {
  ESTAB: 'ESTABLISHED',
  'SYN-SENT': 'SYN_SENT',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'TIME-WAIT': 'TIME_WAIT',
  'CLOSE-WAIT': 'CLOSE_WAIT',
};

function* main(context: Context): Program {
  const { sys } = context;
  if (context.has('r')) {
    yield* context.out(routeTable(sys.netlink().routes(), { numeric: context.has('n'), netstat: true }));
    return 0;
  }
  const kinds = ['t', 'u', 'w', 'x'].filter((key) => context.has(key));
  const shown = kinds.length === 0 ? ['t', 'u', 'w', 'x'] : kinds;
  const which = context.has('a')
    ? 'servers and established'
    : context.has('l')
      ? 'only servers'
      : 'w/o servers';
  if (shown.some((kind) => kind !== 'x')) {
    const sockets = sys
      .netlink()
      .sockets()
      .filter((socket) => shown.includes(socket.protocol === 'tcp' ? 't' : 'u'));
    const lines = sockets.filter((socket) => wanted(context, socket)).map(line);
    const head = `Active Internet connections (${which})\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n`;
    yield* context.out(head + lines.join(''));
  }
  if (shown.includes('x')) {
    yield* context.out(
      `Active UNIX domain sockets (${which})\nProto RefCnt Flags       Type       State         I-Node Path\n`,
    );
  }
  return 0;
}

function wanted(context: Context, { state }: SocketInfo): boolean {
  const listening = state === 'LISTEN' || state === 'UNCONN';
  return context.has('a') || (context.has('l') ? listening : !listening);
}

const place = (end: SocketAddress): string => `${end.address}:${end.port === 0 ? '*' : end.port}`;

function line(socket: SocketInfo): string {
  const { protocol, local, remote, state } = socket;
  const peer = remote ?? { address: local.address === '::' ? '::' : '0.0.0.0', port: 0 };
  const listening = state === 'LISTEN';
  const queues = `${String(listening ? 0 : socket.receiveQueue).padStart(6)} ${String(listening ? 0 : socket.sendQueue).padStart(6)}`;
  const words = state === 'UNCONN' ? '' : (STATES[state] ?? state);
  return `${protocol.padEnd(5)} ${queues} ${place(local).padEnd(23)} ${place(peer).padEnd(23)} ${words.padEnd(12)}\n`;
}
