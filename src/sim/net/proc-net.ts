/** The files of /proc/net that people and older tools read, proc(5): tcp, udp and their sisters for IPv6, dev, route, arp, from the same tables as netlink. */
import type { SocketInfo, TcpState } from '../kernel/net.ts';
import { maskOf, parseIpv4 } from './ipv4.ts';
import { NO_MAC } from './mac.ts';
import type { NetState } from './net-state.ts';
import { sortedRoutes } from './routes.ts';

export const PROC_NET_FILES = ['arp', 'dev', 'route', 'tcp', 'tcp6', 'udp', 'udp6'] as const;

export function procNetFile(state: NetState, name: string): string | null {
  switch (name) {
    case 'tcp':
    case 'udp':
      return socketLines(state, name);
    case 'tcp6':
    case 'udp6':
      return sixLines(state, name === 'tcp6' ? 'tcp' : 'udp');
    case 'dev':
      return deviceLines(state);
    case 'route':
      return routeLines(state);
    case 'arp':
      return arpLines(state);
    default:
      return null;
  }
}

const STATES: Readonly<Record<TcpState, string>> = {
  ESTAB: '01',
  'SYN-SENT': '02',
  'FIN-WAIT-2': '05',
  'TIME-WAIT': '06',
  'CLOSE-WAIT': '08',
  LISTEN: '0A',
};
const UDP_STATE = '07';

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
/** Addresses stand as the bytes lie in memory: little endian. */
const swapped = (ip: number): string =>
  hex((((ip & 255) << 24) | ((ip & 0xff00) << 8) | ((ip >>> 8) & 0xff00) | (ip >>> 24)) >>> 0, 8);

function socketLines(state: NetState, protocol: 'tcp' | 'udp'): string {
  const v4 = ({ local }: SocketInfo) => parseIpv4(local.address) !== null;
  const sockets = state.sockets
    .list(state.machine.nowMs())
    .filter((one) => one.protocol === protocol && v4(one));
  const more = protocol === 'udp' ? ' ref pointer drops' : '';
  const head = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode${more}`;
  const width = protocol === 'tcp' ? 149 : 127;
  const lines = sockets.map((socket, at) => socketLine(socket, at).padEnd(width));
  return [head.padEnd(width), ...lines].map((line) => `${line}\n`).join('');
}

/** Sockets bound to `::`; their lines are as long as they are. */
function sixLines(state: NetState, protocol: 'tcp' | 'udp'): string {
  const sockets = state.sockets
    .list(state.machine.nowMs())
    .filter((one) => one.protocol === protocol && parseIpv4(one.local.address) === null);
  const head =
    '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  const lines = sockets.map((socket, at) => socketLine(socket, at, '0'.repeat(24)));
  return [`${head}${protocol === 'udp' ? ' ref pointer drops' : ''}`, ...lines]
    .map((line) => `${line}\n`)
    .join('');
}

/** `front` is what stands before the last 32 bits of an address. */
function socketLine(socket: SocketInfo, at: number, front = ''): string {
  const place = (end: SocketInfo['local'] | null) =>
    `${front}${swapped(parseIpv4(end?.address ?? '') ?? 0)}:${hex(end?.port ?? 0, 4)}`;
  const code = socket.protocol === 'udp' ? UDP_STATE : STATES[socket.state as TcpState];
  const receive = socket.state === 'LISTEN' ? socket.receiveQueue : socket.receiveQueue;
  const queues = `${hex(0, 8)}:${hex(receive, 8)}`;
  const start = `${String(at).padStart(4)}: ${place(socket.local)} ${place(socket.remote)} ${code} ${queues}`;
  const owner = `${String(socket.uid).padStart(5)} ${String(0).padStart(8)} ${socket.inode}`;
  if (socket.protocol === 'udp') return `${start} 00:00000000 00000000 ${owner} 2 0000000000000000 0`;
  if (socket.state === 'TIME-WAIT') return `${start} 03:00000000 00000000 ${owner} 3 0000000000000000`;
  return `${start} 00:00000000 00000000 ${owner} 1 0000000000000000 100 0 0 10 0`;
}

function deviceLines(state: NetState): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const cell = (value: number, width: number) => String(value).padStart(width);
  const lines = [...state.devices.values()].map(({ name, counters: of }) => {
    const received = `${cell(of.rxBytes, 8)} ${cell(of.rxPackets, 7)}    0 ${cell(of.rxDropped, 4)}    0     0          0         0`;
    const sent = `${cell(of.txBytes, 8)} ${cell(of.txPackets, 7)}    0 ${cell(of.txDropped, 4)}    0     0       0          0`;
    return `${name.padStart(6)}: ${received} ${sent}\n`;
  });
  return head + lines.join('');
}

function routeLines(state: NetState): string {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
  const lines = sortedRoutes(state.routes).map((route) => {
    const flags = 1 | (route.gateway === null ? 0 : 2) | (route.length === 32 ? 4 : 0);
    const to = `${swapped(route.network)}\t${swapped(route.gateway ?? 0)}\t${hex(flags, 4)}`;
    return `${route.device.name}\t${to}\t0\t0\t${route.metric}\t${swapped(maskOf(route.length))}\t0\t0\t0`;
  });
  return [head, ...lines].map((line) => `${line.padEnd(127)}\n`).join('');
}

function arpLines(state: NetState): string {
  const head = 'IP address       HW type     Flags       HW address            Mask     Device\n';
  const lines = state.neighbours.list().map(({ address, mac, device }) => {
    const flags = mac === null ? '0x0' : '0x2';
    return `${address.padEnd(16)} 0x1         ${flags.padEnd(11)} ${(mac ?? NO_MAC).padEnd(21)} *        ${device}\n`;
  });
  return head + lines.join('');
}
