/**
 * The network part of the syscall surface: what sockets, netlink and netfilter are asked and answer, socket(7),
 * rtnetlink(7). Types only; src/sim/net answers. Invariant: addresses are text (`192.168.1.10`, `::`), so that no
 * program depends on how the model stores them. Left out: IPv6 beyond link-local addresses and wildcard listeners.
 */
export interface SocketAddress {
  /** `0.0.0.0` and `::` are the wildcards; a `::` listener also takes IPv4 unless `v6only`. */
  readonly address: string;
  readonly port: number;
  readonly v6only?: boolean;
}
/** `icmp` is a raw socket (NET_RAW) that receives every ICMP message meant for this namespace. */
export type SocketType = 'stream' | 'dgram' | 'icmp';

export interface Datagram {
  readonly data: Uint8Array;
  readonly from: SocketAddress;
  readonly ttl: number;
  /** ICMP only. */
  readonly icmp?: IcmpMessage;
}
export interface IcmpMessage {
  readonly type:
    | 'echo-request'
    | 'echo-reply'
    | 'net-unreachable'
    | 'host-unreachable'
    | 'port-unreachable'
    | 'time-exceeded';
  readonly id: number;
  readonly seq: number;
}

export type LinkKind = 'loopback' | 'physical' | 'veth' | 'bridge' | 'macvlan' | 'ipvlan' | 'dummy';
export interface Counters {
  rxBytes: number;
  rxPackets: number;
  rxDropped: number;
  txBytes: number;
  txPackets: number;
  txDropped: number;
}
export interface AddressInfo {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'inet' | 'inet6';
  /** Empty when none was set. */
  readonly broadcast: string;
  readonly scope: 'global' | 'link' | 'host';
}
export interface LinkInfo {
  readonly index: number;
  readonly name: string;
  readonly kind: LinkKind;
  readonly mac: string;
  readonly mtu: number;
  readonly up: boolean;
  /** Carrier: LOWER_UP. */
  readonly lowerUp: boolean;
  readonly master: string | null;
  /** iflink: the other end of a veth, the parent of a macvlan. `name` is known when it is in this namespace. */
  readonly link: {
    readonly index: number;
    readonly name: string | null;
    readonly netnsid: number | null;
  } | null;
  readonly promiscuity: number;
  readonly txQueueLength: number;
  readonly addresses: readonly AddressInfo[];
  readonly counters: Readonly<Counters>;
}
export interface RouteInfo {
  /** `default` or `172.17.0.0/16`. */
  readonly destination: string;
  readonly gateway: string | null;
  readonly device: string;
  readonly source: string | null;
  readonly metric: number;
  readonly protocol: 'kernel' | 'boot' | 'static' | 'dhcp';
  readonly scope: 'global' | 'link' | 'host';
  /** Its device has no carrier. */
  readonly linkDown: boolean;
}
export interface NeighbourInfo {
  readonly address: string;
  readonly device: string;
  readonly mac: string | null;
  readonly state: 'REACHABLE' | 'STALE' | 'INCOMPLETE' | 'FAILED' | 'PERMANENT';
}
export type TcpState = 'LISTEN' | 'ESTAB' | 'SYN-SENT' | 'CLOSE-WAIT' | 'FIN-WAIT-2' | 'TIME-WAIT';
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp';
  readonly state: TcpState | 'UNCONN';
  readonly local: SocketAddress;
  readonly remote: SocketAddress | null;
  readonly receiveQueue: number;
  readonly sendQueue: number;
  readonly inode: number;
  readonly uid: number;
}

export type NewLink =
  | { readonly kind: 'dummy' | 'bridge'; readonly name: string; readonly mac?: string }
  | {
      readonly kind: 'veth';
      readonly name: string;
      readonly mac?: string;
      readonly peer: { readonly name: string; readonly mac?: string; readonly netnsOf?: number };
    }
  | {
      readonly kind: 'macvlan' | 'ipvlan';
      readonly name: string;
      readonly parent: string;
      readonly mac?: string;
    };

export interface LinkChange {
  readonly up?: boolean;
  readonly name?: string;
  readonly mac?: string;
  readonly mtu?: number;
  /** A bridge, or null to leave it. */
  readonly master?: string | null;
  /** Moves it to the namespace of this process. */
  readonly netnsOf?: number;
  readonly promisc?: boolean;
  /** /proc/sys/net/ipv6/conf/NAME/disable_ipv6. */
  readonly disableIpv6?: boolean;
}
export interface NewRoute {
  /** `default`, `10.0.0.0/8`, `10.1.2.3`. */
  readonly destination: string;
  readonly gateway?: string;
  readonly device?: string;
  readonly source?: string;
  readonly metric?: number;
  readonly protocol?: RouteInfo['protocol'];
}
export interface RouteAnswer {
  readonly gateway: string | null;
  readonly device: string;
  readonly source: string;
  readonly local: boolean;
}

export type TableName = 'filter' | 'nat' | 'raw' | 'mangle';
export interface ChainInfo {
  readonly name: string;
  /** Null for chains that users made. */
  readonly policy: 'ACCEPT' | 'DROP' | null;
  readonly references: number;
  readonly packets: number;
  readonly bytes: number;
  readonly rules: readonly RuleInfo[];
}
/** A rule as read from the words after `iptables -A CHAIN`. */
export interface RuleInfo {
  readonly matches: readonly RuleMatch[];
  readonly target: string | null;
  /** Words after the target: `--to-destination 172.17.0.2:80`. */
  readonly targetWords: readonly string[];
  packets: number;
  bytes: number;
}
export type RuleMatch =
  | { readonly kind: 'source' | 'destination'; readonly cidr: string; readonly not: boolean }
  | { readonly kind: 'in' | 'out'; readonly device: string; readonly not: boolean }
  | { readonly kind: 'protocol'; readonly protocol: string; readonly not: boolean }
  | { readonly kind: 'sport' | 'dport'; readonly from: number; readonly to: number; readonly not: boolean }
  | { readonly kind: 'addrtype'; readonly side: 'src' | 'dst'; readonly type: string; readonly not: boolean }
  | { readonly kind: 'ctstate'; readonly states: readonly string[]; readonly not: boolean }
  | { readonly kind: 'comment'; readonly text: string };

export interface RuleSpec {
  readonly matches: readonly RuleMatch[];
  readonly target: string | null;
  readonly targetWords: readonly string[];
}

/** One hop of a packet's way, for diagrams and for people who ask why. */
export interface Hop {
  /** Inode of the network namespace it happens in; 0 on a wire. */
  readonly netns: number;
  readonly host: string;
  readonly device: string | null;
  readonly step:
    | 'send'
    | 'route'
    | 'rewrite'
    | 'filter'
    | 'arp'
    | 'bridge'
    | 'wire'
    | 'forward'
    | 'receive'
    | 'fail';
  readonly words: string;
}

/** rtnetlink(7) and iptables(8) for one network namespace. Changes need NET_ADMIN (EPERM). */
export interface NetControl {
  readonly inode: number;
  links(): readonly LinkInfo[];
  addLink(link: NewLink): void;
  deleteLink(name: string): void;
  /** ENODEV, EEXIST, EBUSY. */
  setLink(name: string, change: LinkChange): void;
  /** EEXIST; `broadcast` true computes it, as `brd +`. */
  addAddress(device: string, cidr: string, options?: { readonly broadcast?: boolean }): void;
  /** EADDRNOTAVAIL. */
  deleteAddress(device: string, cidr: string): void;
  routes(): readonly RouteInfo[];
  /** ENETUNREACH when the gateway cannot be reached directly, EEXIST, ENODEV. */
  addRoute(route: NewRoute): void;
  /** ESRCH. */
  deleteRoute(route: NewRoute): void;
  /** ENETUNREACH. */
  routeTo(address: string): RouteAnswer;
  neighbours(): readonly NeighbourInfo[];
  /** Sends gratuitous ARP for an address of this device, as arping(8) -U does by a raw socket. */
  announce(device: string, address: string): void;
  sockets(): readonly SocketInfo[];
  setForwarding(on: boolean): void;
  /** net.bridge.bridge-nf-call-iptables: FORWARD also sees what a bridge passes between its ports. */
  setBridgeFilters(on: boolean): void;
  /** net.ipv6.conf.default.disable_ipv6, for devices that come later. */
  setIpv6Default(on: boolean): void;
  readonly forwarding: boolean;
  /** net.ipv4.ip_unprivileged_port_start: 1024, and 0 in Docker's containers. */
  setUnprivilegedPortStart(port: number): void;
  readonly unprivilegedPortStart: number;
  chains(table: TableName): readonly ChainInfo[];
  newChain(table: TableName, chain: string): void;
  deleteChain(table: TableName, chain: string): void;
  flushChain(table: TableName, chain: string): void;
  setPolicy(table: TableName, chain: string, policy: 'ACCEPT' | 'DROP'): void;
  /** `at` counts from 1; nothing appends. ENOENT without the chain. */
  addRule(table: TableName, chain: string, rule: RuleSpec, at?: number): void;
  /** By its words or by its number. ENOENT. */
  deleteRule(table: TableName, chain: string, rule: RuleSpec | number): void;
  zero(table: TableName): void;
  /** The way a packet would take from here, without sending it. */
  trace(
    to: string,
    protocol: 'tcp' | 'udp' | 'icmp',
    port: number,
  ): { readonly hops: readonly Hop[]; readonly arrives: boolean };
}
