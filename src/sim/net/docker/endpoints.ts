/**
 * Models how libnetwork wires a container: bridges, veth pairs, macvlan and ipvlan children, by netlink calls on the host and in the
 * namespace of the container's first process. Invariant: everything is reached through Sys, as dockerd reaches it; the
 * host's end of a veth goes when the namespace's end goes. Left out: overlay networks, sandboxes without a process.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { type Sys, SysError } from '../../kernel/sys.ts';
import {
  addEndpointRules,
  addNetworkRules,
  type BridgeFirewall,
  removeEndpointRules,
  removeNetworkRules,
} from './firewall.ts';

export interface BridgeNetwork extends BridgeFirewall {
  /** The bridge's own address: `172.18.0.1/16`. */
  readonly gateway: string;
}

/** `docker network create`; EEXIST when a device has that name. */
export function createBridge(sys: Sys, network: BridgeNetwork): void {
  const control = sys.netlink();
  control.addLink({ kind: 'bridge', name: network.bridge });
  control.addAddress(network.bridge, network.gateway, { broadcast: true });
  control.setLink(network.bridge, { up: true });
  addNetworkRules(control, network);
}

export function removeBridge(sys: Sys, network: BridgeNetwork): void {
  const control = sys.netlink();
  removeNetworkRules(control, network);
  if (control.links().some(({ name }) => name === network.bridge)) control.deleteLink(network.bridge);
}

/** What every container namespace gets before its first device: lo up, no IPv6, low ports for everybody. */
export function prepareSandbox(sys: Sys, pid: NamespacePid): void {
  const inside = sys.netlink(pid);
  inside.setIpv6Default(false);
  inside.setLink('lo', { up: true });
}

export interface BridgeEndpoint {
  readonly pid: NamespacePid;
  readonly bridge: string;
  /** In the container: eth0, eth1 ... */
  readonly name: string;
  /** On the host: vethXXXXXXX. */
  readonly hostName: string;
  readonly mac: string;
  /** `172.18.0.2/16`. */
  readonly address: string;
  /** Null where the container has a default route already, or the network is internal. */
  readonly gateway: string | null;
  readonly internal?: boolean;
}

export function attachToBridge(sys: Sys, endpoint: BridgeEndpoint): void {
  const { pid, name, mac, hostName, bridge } = endpoint;
  const host = sys.netlink();
  host.addLink({ kind: 'veth', name: hostName, peer: { name, mac, netnsOf: pid } });
  host.setLink(hostName, { master: bridge, up: true });
  configure(sys, endpoint);
  if (endpoint.internal !== true) addEndpointRules(host, bridge, ipOf(endpoint.address));
}

/** `docker network disconnect`, and the end of a container whose namespace may be gone already. */
export function detachFromBridge(
  sys: Sys,
  endpoint: Pick<BridgeEndpoint, 'bridge' | 'hostName' | 'address' | 'internal'>,
): void {
  const host = sys.netlink();
  if (endpoint.internal !== true) removeEndpointRules(host, endpoint.bridge, ipOf(endpoint.address));
  if (host.links().some(({ name }) => name === endpoint.hostName)) host.deleteLink(endpoint.hostName);
}

export interface ParentEndpoint {
  readonly kind: 'macvlan' | 'ipvlan';
  readonly pid: NamespacePid;
  readonly parent: string;
  readonly name: string;
  readonly mac?: string;
  readonly address: string;
  readonly gateway: string | null;
}

/** macvlan (bridge mode) or ipvlan (l2) on a host device. ENODEV without the parent, EBUSY when it carries the other kind. */
export function attachToParent(sys: Sys, endpoint: ParentEndpoint): void {
  const { kind, parent, pid, name, mac } = endpoint;
  const host = sys.netlink();
  const onHost = `${kind.slice(0, 2)}-${pid}-${name}`.slice(0, 15);
  host.addLink({ kind, name: onHost, parent, ...(mac === undefined ? {} : { mac }) });
  host.setLink(onHost, { netnsOf: pid });
  sys.netlink(pid).setLink(onHost, { name });
  configure(sys, endpoint);
}

/** A container leaves such a network: its device goes. */
export function detachFromParent(sys: Sys, pid: NamespacePid, name: string): void {
  try {
    sys.netlink(pid).deleteLink(name);
  } catch (error) {
    if (!(error instanceof SysError) || (error.errno !== 'ESRCH' && error.errno !== 'ENODEV')) throw error;
  }
}

function configure(sys: Sys, endpoint: Pick<BridgeEndpoint, 'pid' | 'name' | 'address' | 'gateway'>): void {
  const { pid, name, address, gateway } = endpoint;
  const inside = sys.netlink(pid);
  inside.setLink(name, { disableIpv6: true });
  inside.addAddress(name, address, { broadcast: true });
  inside.setLink(name, { up: true });
  inside.announce(name, ipOf(address));
  if (gateway !== null) inside.addRoute({ destination: 'default', gateway });
}

const ipOf = (cidr: string): string => cidr.split('/')[0] ?? '';
