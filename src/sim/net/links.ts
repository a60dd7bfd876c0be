/**
 * Models making, changing and removing devices, ip-link(8). Invariants: a veth end takes the other with it; a device moved to another
 * namespace comes down and loses addresses and routes; lo cannot go. Left out: renaming limits, alternative names.
 */
import type { LinkChange, NewLink } from '../kernel/net.ts';
import { SysError } from '../kernel/sys.ts';
import { connectRoute, keepRoutes, needDevice } from './addresses.ts';
import { Device, type Link } from './device.ts';
import { LOOPBACK } from './ipv4.ts';
import { randomMac } from './mac.ts';
import type { NetState } from './net-state.ts';

type StateOf = (pid: number) => NetState;

export function createLink(state: NetState, wanted: NewLink, stateOf: StateOf): void {
  requireFreeName(state, wanted.name);
  switch (wanted.kind) {
    case 'dummy':
      add(state, wanted.name, wanted.mac, { kind: 'dummy' });
      return;
    case 'bridge':
      add(state, wanted.name, wanted.mac, { kind: 'bridge', ports: new Set(), table: new Map() });
      return;
    case 'veth':
      createVeth(state, wanted, stateOf);
      return;
    case 'macvlan':
    case 'ipvlan': {
      const parent = needDevice(state, wanted.parent);
      const other = wanted.kind === 'macvlan' ? 'ipvlan' : 'macvlan';
      if ([...parent.children].some((child) => child.kind === other)) throw new SysError('EBUSY');
      const mac = wanted.kind === 'ipvlan' ? parent.mac : wanted.mac;
      parent.children.add(add(state, wanted.name, mac, { kind: wanted.kind, parent }));
      return;
    }
  }
}

function createVeth(state: NetState, wanted: Extract<NewLink, { kind: 'veth' }>, stateOf: StateOf): void {
  const far = wanted.peer.netnsOf === undefined ? state : stateOf(wanted.peer.netnsOf);
  requireFreeName(far, wanted.peer.name);
  if (far === state && wanted.peer.name === wanted.name) throw new SysError('EEXIST');
  const peer = add(far, wanted.peer.name, wanted.peer.mac, { kind: 'veth', peer: null });
  const near = add(state, wanted.name, wanted.mac, { kind: 'veth', peer });
  if (peer.link.kind === 'veth') peer.link.peer = near;
}

/** A new device; also for the physical ones a machine is made with. */
export function add(state: NetState, name: string, mac: string | undefined, link: Link): Device {
  const address = mac ?? randomMac(() => state.machine.random());
  const device = new Device(state, state.nextIndex(), name, address, link);
  state.add(device);
  return device;
}

function requireFreeName(state: NetState, name: string): void {
  if (!/^[^\s/:]{1,15}$/.test(name) || name === '.' || name === '..') throw new SysError('EINVAL');
  if (state.devices.has(name)) throw new SysError('EEXIST');
}

export function removeLink(state: NetState, name: string): void {
  const device = needDevice(state, name);
  if (device.kind === 'loopback' || device.kind === 'physical') throw new SysError('EOPNOTSUPP');
  removeDevice(device);
}

export function removeDevice(device: Device): void {
  const { state, link } = device;
  if (state.devices.get(device.name) !== device) return;
  takeDown(device);
  state.devices.delete(device.name);
  leaveMaster(device);
  for (const child of [...device.children]) removeDevice(child);
  if (link.kind === 'veth' && link.peer !== null) {
    const { peer } = link;
    link.peer = null;
    removeDevice(peer);
  }
  if (link.kind === 'macvlan' || link.kind === 'ipvlan') link.parent.children.delete(device);
  if (link.kind === 'bridge') for (const port of [...link.ports]) leaveMaster(port);
}

export function changeLink(state: NetState, name: string, change: LinkChange, stateOf: StateOf): void {
  const device = needDevice(state, name);
  if (change.mac !== undefined) device.mac = change.mac;
  if (change.mtu !== undefined) device.mtu = change.mtu;
  if (change.promisc !== undefined) device.promiscSet = change.promisc;
  if (change.disableIpv6 !== undefined) device.ipv6 = !change.disableIpv6;
  if (change.master !== undefined) setMaster(state, device, change.master);
  if (change.netnsOf !== undefined) move(device, stateOf(change.netnsOf));
  if (change.name !== undefined) rename(device, change.name);
  if (change.up === true) bringUp(device);
  if (change.up === false) takeDown(device);
}

function setMaster(state: NetState, device: Device, name: string | null): void {
  leaveMaster(device);
  if (name === null) return;
  const bridge = needDevice(state, name);
  if (bridge.link.kind !== 'bridge') throw new SysError('EOPNOTSUPP');
  if (device.kind === 'bridge' || device.kind === 'loopback' || device.children.size > 0)
    throw new SysError('EINVAL');
  bridge.link.ports.add(device);
  device.master = bridge;
}

function leaveMaster(device: Device): void {
  if (device.master?.link.kind === 'bridge') {
    const { ports, table } = device.master.link;
    ports.delete(device);
    for (const [mac, port] of [...table]) if (port === device) table.delete(mac);
  }
  device.master = null;
}

function move(device: Device, to: NetState): void {
  const from = device.state;
  if (from === to) return;
  if (device.kind === 'loopback' || device.kind === 'bridge') throw new SysError('EINVAL');
  if (to.devices.has(device.name)) throw new SysError('EEXIST');
  takeDown(device);
  leaveMaster(device);
  device.addresses.length = 0;
  from.devices.delete(device.name);
  to.add(device);
}

function rename(device: Device, name: string): void {
  const { state } = device;
  if (name === device.name) return;
  requireFreeName(state, name);
  state.devices.delete(device.name);
  device.name = name;
  state.devices.set(name, device);
}

export function bringUp(device: Device): void {
  if (device.up) return;
  device.up = true;
  const { state } = device;
  if (device.kind === 'loopback' && device.addresses.length === 0) {
    device.addresses.push({ ip: LOOPBACK, length: 8, broadcast: null });
  }
  for (const address of device.addresses) connectRoute(state, device, address);
}

function takeDown(device: Device): void {
  device.up = false;
  keepRoutes(device.state, (route) => route.device !== device);
  device.state.neighbours.flush(device);
}
