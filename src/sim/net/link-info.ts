/** What netlink answers about a device or a route. Invariant: computed at each question, kept nowhere. */
import type { AddressInfo, LinkInfo, RouteInfo } from '../kernel/net.ts';
import type { Device } from './device.ts';
import { formatIpv4, formatPrefix } from './ipv4.ts';
import { linkLocal } from './mac.ts';
import type { NetState } from './net-state.ts';
import type { Route } from './routes.ts';

export function linkInfo(state: NetState, device: Device): LinkInfo {
  return {
    index: device.index,
    name: device.name,
    kind: device.kind,
    mac: device.mac,
    mtu: device.mtu,
    up: device.up,
    lowerUp: device.lowerUp,
    master: device.master?.name ?? null,
    link: otherEnd(state, device),
    promiscuity: device.promiscuity,
    txQueueLength: device.txQueueLength,
    addresses: addressesOf(device),
    counters: { ...device.counters },
  };
}

function otherEnd(state: NetState, { link }: Device): LinkInfo['link'] {
  const other =
    link.kind === 'veth' ? link.peer : link.kind === 'macvlan' || link.kind === 'ipvlan' ? link.parent : null;
  if (other === null) return null;
  const here = other.state === state;
  return {
    index: other.index,
    name: here ? other.name : null,
    netnsid: here ? null : state.netnsid(other.state),
  };
}

function addressesOf(device: Device): readonly AddressInfo[] {
  const loopback = device.kind === 'loopback';
  const addresses: AddressInfo[] = device.addresses.map(({ ip, length, broadcast }) => ({
    address: formatIpv4(ip),
    prefix: length,
    family: 'inet',
    broadcast: broadcast === null ? '' : formatIpv4(broadcast),
    scope: loopback ? 'host' : 'global',
  }));
  if (!device.ipv6 || !device.up) return addresses;
  if (loopback)
    addresses.push({ address: '::1', prefix: 128, family: 'inet6', broadcast: '', scope: 'host' });
  else if (device.lowerUp) {
    addresses.push({
      address: linkLocal(device.mac),
      prefix: 64,
      family: 'inet6',
      broadcast: '',
      scope: 'link',
    });
  }
  return addresses;
}

export const routeInfo = (route: Route): RouteInfo => ({
  destination: route.length === 0 ? 'default' : formatPrefix(route),
  gateway: route.gateway === null ? null : formatIpv4(route.gateway),
  device: route.device.name,
  source: route.source === null ? null : formatIpv4(route.source),
  metric: route.metric,
  protocol: route.protocol,
  scope: route.scope,
  linkDown: !route.device.lowerUp,
});
