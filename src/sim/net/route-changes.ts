/** Models adding and removing routes, ip-route(8). Invariant: a gateway is on a network that is connected already. */
import type { NewRoute } from '../kernel/net.ts';
import { SysError } from '../kernel/sys.ts';
import { keepRoutes, needDevice } from './addresses.ts';
import { type Ipv4, networkOf, parseCidr, parseIpv4 } from './ipv4.ts';
import type { NetState } from './net-state.ts';
import { lookupRoute, type Route } from './routes.ts';

export function createRoute(state: NetState, wanted: NewRoute): void {
  const route = toRoute(state, wanted);
  const same = state.routes.some(
    (one) => one.network === route.network && one.length === route.length && one.metric === route.metric,
  );
  if (same) throw new SysError('EEXIST');
  state.routes.push(route);
}

function toRoute(state: NetState, wanted: NewRoute): Route {
  const to = parseCidr(wanted.destination);
  if (to === null || networkOf(to.address, to.length) !== to.address) throw new SysError('EINVAL');
  const gateway = ipOrNull(wanted.gateway);
  const named = wanted.device === undefined ? null : needDevice(state, wanted.device);
  const next = gateway === null ? null : lookupRoute(state, gateway);
  if (gateway !== null && (next === null || next.route.gateway !== null)) throw new SysError('ENETUNREACH');
  const device = named ?? next?.device ?? null;
  if (device === null) throw new SysError('ENODEV');
  if (!device.up) throw new SysError('ENETDOWN');
  return {
    network: to.address,
    length: to.length,
    gateway,
    device,
    source: ipOrNull(wanted.source),
    metric: wanted.metric ?? 0,
    protocol: wanted.protocol ?? 'boot',
    scope: gateway === null ? 'link' : 'global',
  };
}

export function removeRoute(state: NetState, wanted: NewRoute): void {
  const to = parseCidr(wanted.destination);
  const gateway = ipOrNull(wanted.gateway);
  const found = state.routes.find(
    (route) =>
      route.network === to?.address &&
      route.length === to.length &&
      (gateway === null || route.gateway === gateway) &&
      (wanted.device === undefined || route.device.name === wanted.device),
  );
  if (found === undefined) throw new SysError('ESRCH');
  keepRoutes(state, (route) => route !== found);
}

function ipOrNull(text: string | undefined): Ipv4 | null {
  if (text === undefined) return null;
  const ip = parseIpv4(text);
  if (ip === null) throw new SysError('EINVAL');
  return ip;
}
