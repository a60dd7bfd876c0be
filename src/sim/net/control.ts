/**
 * Models rtnetlink(7) as one process uses it on one network namespace: what `ip`, `iptables` and dockerd ask and change. Invariant:
 * looking is free, changing needs NET_ADMIN (EPERM). Left out: notifications, user namespaces as owners.
 */
import type {
  ChainInfo,
  LinkChange,
  LinkInfo,
  NeighbourInfo,
  NetControl,
  NewLink,
  NewRoute,
  RouteAnswer,
  RouteInfo,
  RuleSpec,
  SocketInfo,
  TableName,
} from '../kernel/net.ts';
import { SysError } from '../kernel/sys.ts';
import { announce } from './address-resolution.ts';
import { addAddress, deleteAddress } from './addresses.ts';
import { formatIpv4, parseIpv4 } from './ipv4.ts';
import { linkInfo, routeInfo } from './link-info.ts';
import { changeLink, createLink, removeLink } from './links.ts';
import type { NetState } from './net-state.ts';
import { createRoute, removeRoute } from './route-changes.ts';
import { lookupRoute, sortedRoutes } from './routes.ts';
import { trace } from './trace.ts';

export class NetlinkControl implements NetControl {
  private readonly state: NetState;
  private readonly mayChange: () => boolean;
  /** The namespace of a process that the caller names. */
  private readonly stateOf: (pid: number) => NetState;

  constructor(state: NetState, mayChange: () => boolean, stateOf: (pid: number) => NetState) {
    this.state = state;
    this.mayChange = mayChange;
    this.stateOf = stateOf;
  }

  get inode(): number {
    return this.state.inode;
  }

  links(): readonly LinkInfo[] {
    const all = [...this.state.devices.values()].sort((a, b) => a.index - b.index);
    return all.map((device) => linkInfo(this.state, device));
  }

  addLink(link: NewLink): void {
    createLink(this.admin, link, this.stateOf);
  }

  deleteLink(name: string): void {
    removeLink(this.admin, name);
  }

  setLink(name: string, change: LinkChange): void {
    changeLink(this.admin, name, change, this.stateOf);
  }

  addAddress(device: string, cidr: string, options: { readonly broadcast?: boolean } = {}): void {
    addAddress(this.admin, device, cidr, options.broadcast ?? false);
  }

  deleteAddress(device: string, cidr: string): void {
    deleteAddress(this.admin, device, cidr);
  }

  routes(): readonly RouteInfo[] {
    return sortedRoutes(this.state.routes).map(routeInfo);
  }

  addRoute(route: NewRoute): void {
    createRoute(this.admin, route);
  }

  deleteRoute(route: NewRoute): void {
    removeRoute(this.admin, route);
  }

  routeTo(address: string): RouteAnswer {
    const ip = parseIpv4(address);
    if (ip === null) throw new SysError('EINVAL');
    if (this.state.isLocal(ip)) return { gateway: null, device: 'lo', source: address, local: true };
    const next = lookupRoute(this.state, ip);
    if (next === null) throw new SysError('ENETUNREACH');
    return {
      gateway: next.via === ip ? null : formatIpv4(next.via),
      device: next.device.name,
      source: next.source === null ? '' : formatIpv4(next.source),
      local: false,
    };
  }

  neighbours(): readonly NeighbourInfo[] {
    return this.state.neighbours.list();
  }

  announce(name: string, address: string): void {
    const device = this.admin.devices.get(name);
    const ip = parseIpv4(address);
    if (device === undefined) throw new SysError('ENODEV');
    if (ip === null) throw new SysError('EINVAL');
    announce(device, ip);
  }

  sockets(): readonly SocketInfo[] {
    return this.state.sockets.list(this.state.machine.nowMs());
  }

  get forwarding(): boolean {
    return this.state.forwarding;
  }

  setForwarding(on: boolean): void {
    this.admin.forwarding = on;
  }

  setBridgeFilters(on: boolean): void {
    this.admin.bridgeFilters = on;
  }

  get unprivilegedPortStart(): number {
    return this.state.unprivilegedPortStart;
  }

  setUnprivilegedPortStart(port: number): void {
    this.admin.unprivilegedPortStart = port;
  }

  setIpv6Default(on: boolean): void {
    this.admin.ipv6 = on;
  }

  chains(table: TableName): readonly ChainInfo[] {
    return this.admin.tables.list(table);
  }

  newChain(table: TableName, chain: string): void {
    this.admin.tables.newChain(table, chain);
  }

  deleteChain(table: TableName, chain: string): void {
    this.admin.tables.deleteChain(table, chain);
  }

  flushChain(table: TableName, chain: string): void {
    this.admin.tables.need(table, chain).rules.length = 0;
  }

  setPolicy(table: TableName, chain: string, policy: 'ACCEPT' | 'DROP'): void {
    this.admin.tables.need(table, chain).policy = policy;
  }

  addRule(table: TableName, chain: string, rule: RuleSpec, at?: number): void {
    this.admin.tables.add(table, chain, rule, at);
  }

  deleteRule(table: TableName, chain: string, rule: RuleSpec | number): void {
    this.admin.tables.delete(table, chain, rule);
  }

  zero(table: TableName): void {
    for (const { name } of this.admin.tables.list(table)) {
      const chain = this.state.tables.need(table, name);
      for (const one of [chain, ...chain.rules]) Object.assign(one, { packets: 0, bytes: 0 });
    }
  }

  trace(to: string, protocol: 'tcp' | 'udp' | 'icmp', port: number) {
    return trace(this.state, to, protocol, port);
  }

  private get admin(): NetState {
    if (!this.mayChange()) throw new SysError('EPERM');
    return this.state;
  }
}
