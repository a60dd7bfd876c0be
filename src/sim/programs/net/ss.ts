/** ss of iproute2 7.3: TCP and UDP sockets of this network namespace. Left out: unix sockets, filters, -i -m -e -s. ss(8). */
import type { SocketAddress, SocketInfo } from '../../kernel/net.ts';
import type { Program } from '../../kernel/sys.ts';
import { type Context, gnu } from '../lib/program.ts';
import { socketHolders } from './socket-holders.ts';

export const ss = gnu({
  short: 'tulanpH4',
  long: {
    tcp: 't',
    udp: 'u',
    listening: 'l',
    all: 'a',
    numeric: 'n',
    processes: 'p',
    'no-header': 'H',
    ipv4: '4',
  },
  real: '6xwemisroDbfKZNF0dSAO',
  usageStatus: 255,
  run: main,
});

function* main(context: Context): Program {
  const { sys } = context;
  const both = context.has('t') === context.has('u');
  const kinds = both ? ['udp', 'tcp'] : [context.has('t') ? 'tcp' : 'udp'];
  const wanted = (socket: SocketInfo) => kinds.includes(socket.protocol) && shows(context, socket);
  const sockets = sys.netlink().sockets().filter(wanted);
  const holders = context.has('p') ? yield* socketHolders(sys) : null;
  const rows = sockets.map((socket) => rowOf(socket, holders?.get(socket.inode) ?? null));
  yield* context.out(table(rows, both, context.has('p'), !context.has('H')));
  return 0;
}

function shows(context: Context, { state }: SocketInfo): boolean {
  if (context.has('a')) return true;
  const listening = state === 'LISTEN' || state === 'UNCONN';
  return context.has('l') ? listening : !listening && state !== 'TIME-WAIT' && state !== 'SYN-SENT';
}

interface Row {
  readonly netid: string;
  readonly state: string;
  readonly receive: string;
  readonly send: string;
  readonly local: readonly [address: string, port: string];
  readonly peer: readonly [address: string, port: string];
  readonly process: string;
}

function rowOf(socket: SocketInfo, users: readonly { comm: string; pid: number; fd: number }[] | null): Row {
  const process =
    users === null
      ? ''
      : ` users:(${users.map(({ comm, pid, fd }) => `("${comm}",pid=${pid},fd=${fd})`).join(',')})`;
  const { address, v6only = false } = socket.local;
  const nobody = { address: address === '::' ? '::' : '0.0.0.0', port: 0, v6only };
  return {
    netid: socket.protocol,
    state: socket.state,
    receive: String(socket.receiveQueue),
    send: String(socket.sendQueue),
    local: place(socket.local),
    peer: place(socket.remote ?? nobody),
    process,
  };
}

/** A socket that takes IPv4 as well is bound to `*`. */
const place = ({ address, port, v6only }: SocketAddress): [string, string] => [
  address === '::' ? (v6only === true ? '[::]' : '*') : address,
  port === 0 ? '*' : String(port),
];

/** Columns as wide as what is in them, addresses to the right of theirs (ss.c, render). */
function table(rows: readonly Row[], withNetid: boolean, withProcess: boolean, withHead: boolean): string {
  const head: Row = {
    netid: 'Netid',
    state: 'State',
    receive: 'Recv-Q',
    send: 'Send-Q',
    local: ['Local Address', 'Port'],
    peer: ['Peer Address', 'Port'],
    process: withProcess ? 'Process' : '',
  };
  const all = withHead ? [head, ...rows] : rows;
  const width = (pick: (row: Row) => string) => Math.max(0, ...all.map((row) => pick(row).length));
  const localPort = width(({ local }) => local[1]);
  const peerPort = width(({ peer }) => peer[1]);
  const lines = all.map((row) => {
    const start = [
      ...(withNetid ? [row.netid.padEnd(width(({ netid }) => netid))] : []),
      row.state.padEnd(width(({ state }) => state)),
      row.receive.padEnd(width(({ receive }) => receive)),
      row.send.padEnd(width(({ send }) => send)),
    ].join(' ');
    const local = `${row.local[0].padStart(width(({ local: one }) => one[0]))}:${row.local[1].padEnd(localPort)}`;
    const peer = `${row.peer[0].padStart(width(({ peer: one }) => one[0]))}:${row.peer[1].padEnd(peerPort)}`;
    return `${start} ${local} ${peer}${row.process}`.trimEnd();
  });
  return lines.map((line) => `${line}\n`).join('');
}
