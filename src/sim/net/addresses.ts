/**
 * Models adding and removing addresses, ip-address(8), with what the kernel does by itself then: the connected route. Invariant: a
 * device that is up has the connected route of each of its addresses, one that is down has no routes at all.
 */
import { SysError } from '../kernel/sys.ts';
import type { Device, InterfaceAddress } from './device.ts';
import { broadcastOf, networkOf, parseCidr } from './ipv4.ts';
import type { NetState } from './net-state.ts';

/** ENODEV. */
export function needDevice(state: NetState, name: string): Device {
  const device = state.devices.get(name);
  if (device === undefined) throw new SysError('ENODEV');
  return device;
}

export function addAddress(state: NetState, name: string, cidr: string, withBroadcast: boolean): void {
  const device = needDevice(state, name);
  const parsed = parseCidr(cidr);
  if (parsed === null) throw new SysError('EINVAL');
  const { address: ip, length } = parsed;
  if (device.addresses.some((one) => one.ip === ip && one.length === length)) throw new SysError('EEXIST');
  const address = { ip, length, broadcast: withBroadcast ? broadcastOf(ip, length) : null };
  device.addresses.push(address);
  if (device.up) connectRoute(state, device, address);
}

export function deleteAddress(state: NetState, name: string, cidr: string): void {
  const device = needDevice(state, name);
  const parsed = parseCidr(cidr);
  const at = device.addresses.findIndex((one) => one.ip === parsed?.address && one.length === parsed.length);
  const [gone] = at < 0 ? [] : device.addresses.splice(at, 1);
  if (gone === undefined) throw new SysError('EADDRNOTAVAIL');
  keepRoutes(state, (route) => !(route.device === device && route.source === gone.ip));
}

export function connectRoute(state: NetState, device: Device, { ip, length }: InterfaceAddress): void {
  if (device.kind === 'loopback' || length === 32) return;
  const network = networkOf(ip, length);
  const known = state.routes.some(
    (one) => one.device === device && one.network === network && one.length === length,
  );
  if (known) return;
  state.routes.push({
    network,
    length,
    gateway: null,
    device,
    source: ip,
    metric: 0,
    protocol: 'kernel',
    scope: 'link',
  });
}

export function keepRoutes(state: NetState, keep: (route: NetState['routes'][number]) => boolean): void {
  const kept = state.routes.filter(keep);
  state.routes.splice(0, state.routes.length, ...kept);
}
