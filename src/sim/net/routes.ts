/**
 * Models the main routing table, ip-route(8): longest prefix first, then lowest metric, then the older one. Invariant: a
 * route whose device is down or gone is not there. Left out: several tables, rules, multipath.
 */
import type { RouteInfo } from '../kernel/net.ts';
import type { Device } from './device.ts';
import { contains, type Ipv4, type Prefix } from './ipv4.ts';
import type { NetState } from './net-state.ts';

export interface Route extends Prefix {
  readonly gateway: Ipv4 | null;
  readonly device: Device;
  readonly source: Ipv4 | null;
  readonly metric: number;
  readonly protocol: RouteInfo['protocol'];
  readonly scope: RouteInfo['scope'];
}

export interface NextHop {
  readonly device: Device;
  /** Whose Ethernet address to ask for. */
  readonly via: Ipv4;
  readonly source: Ipv4 | null;
  readonly route: Route;
}

/** The way to an address that is not local, or null. */
export function lookupRoute(state: NetState, to: Ipv4): NextHop | null {
  let best: Route | null = null;
  for (const route of state.routes) {
    if (!route.device.up || !contains(route, to)) continue;
    if (
      best === null ||
      route.length > best.length ||
      (route.length === best.length && route.metric < best.metric)
    ) {
      best = route;
    }
  }
  if (best === null) return null;
  const source = best.source ?? sourceOn(best.device, best.gateway ?? to) ?? sourceElsewhere(state);
  return { device: best.device, via: best.gateway ?? to, source, route: best };
}

/** The device's address in the network of `towards`, else its first (inet_select_addr). */
export function sourceOn(device: Device, towards: Ipv4): Ipv4 | null {
  const same = device.addresses.find(({ ip, length }) =>
    contains({ network: (ip & mask(length)) >>> 0, length }, towards),
  );
  return (same ?? device.addresses[0])?.ip ?? null;
}

/** A device without an address of its own sends as the first other that has one, but not as 127.0.0.1 (inet_select_addr). */
function sourceElsewhere(state: NetState): Ipv4 | null {
  const other = [...state.devices.values()].find(
    ({ name, addresses }) => name !== 'lo' && addresses.length > 0,
  );
  return other?.addresses[0]?.ip ?? null;
}

const mask = (length: number): number => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0);

/** As `ip route` lists them: by network, `default` first. */
export const sortedRoutes = (routes: readonly Route[]): Route[] =>
  [...routes].sort((a, b) => a.network - b.network || b.length - a.length || a.metric - b.metric);
