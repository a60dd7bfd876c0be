/** route of busybox 1.38: prints the routing table. Left out: add and del (refused: `ip route` does them), IPv6, -e. */
import type { RouteInfo } from '../../kernel/net.ts';
import type { Program } from '../../kernel/sys.ts';
import { busybox, type Context, Failure } from '../lib/program.ts';

export const busyboxRoute = busybox({ short: 'n', real: 'eA:', run: main });

function* main(context: Context): Program {
  const [verb] = context.operands;
  if (verb !== undefined)
    throw new Failure(`'${verb}' is real, but this simulator does not model it; ip route does the same`);
  yield* context.out(
    routeTable(context.sys.netlink().routes(), { numeric: context.has('n'), netstat: false }),
  );
  return 0;
}

/** The table as route and `netstat -r` print it. */
export function routeTable(
  routes: readonly RouteInfo[],
  { numeric, netstat }: { numeric: boolean; netstat: boolean },
): string {
  const columns = netstat ? ' MSS Window  irtt Iface' : ' Metric Ref    Use Iface';
  const head = `Kernel IP routing table\nDestination     Gateway         Genmask         Flags${netstat ? '  ' : ''}${columns}\n`;
  return head + routes.map((route) => routeLine(route, numeric, netstat)).join('');
}

function routeLine(route: RouteInfo, numeric: boolean, netstat: boolean): string {
  const [network = '0.0.0.0', length = '0'] =
    route.destination === 'default' ? ['0.0.0.0', '0'] : route.destination.split('/');
  const to = !numeric && route.destination === 'default' ? 'default' : network;
  const via = route.gateway ?? (numeric ? '0.0.0.0' : '*');
  const flags = `U${route.gateway === null ? '' : 'G'}${length === '32' ? 'H' : ''}`;
  const start = `${to.padEnd(15)} ${via.padEnd(15)} ${mask(Number(length)).padEnd(16)}${flags.padEnd(6)}`;
  if (netstat) return `${start}${'0'.padStart(5)} ${'0'.padEnd(5)} ${'0'.padStart(6)} ${route.device}\n`;
  return `${start}${String(route.metric).padEnd(6)} ${'0'.padEnd(2)} ${'0'.padStart(7)} ${route.device}\n`;
}

const mask = (length: number): string =>
  [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.min(8, Math.max(0, length - start)))).join('.');
