/**
 * dockerd's nouns of networks: a network, a container's attachments to it, its published ports. The fields carry the names of Docker's API
 * (moby `api/types/network`, version 1.51) in camel case. Left out: IPv6, driver options of endpoints.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import type { DnsSockets, OpenPort } from '../net/index.ts';
import type { Pool } from './ipam.ts';

export interface PortBinding {
  /** `80/tcp`. */
  readonly containerPort: string;
  readonly hostIp: string;
  readonly hostPort: string;
}

/** What was asked of one attachment to a network; `byConnect` when `docker network connect` asked. */
export interface EndpointWish {
  readonly network: string;
  /** Empty for any. */
  readonly ipv4Address: string;
  readonly macAddress: string;
  readonly aliases: readonly string[] | null;
  /** `NAME:ALIAS`. */
  readonly links: readonly string[] | null;
  readonly gwPriority: number;
  readonly byConnect: boolean;
}

/** One attachment to a network; the addresses are there while the container runs. */
export interface Endpoint {
  readonly networkName: string;
  readonly wish: EndpointWish;
  networkId: string;
  endpointId: string;
  gateway: string;
  ipAddress: string;
  prefixLength: number;
  macAddress: string;
  dnsNames: readonly string[] | null;
  /** `eth0` in the container, `veth...` on the host; null while there is no device. */
  device: { readonly name: string; readonly hostName: string } | null;
}

/** A port that is published now: the listener and rules on the host, and who relays. */
export interface LivePort extends PortBinding {
  readonly open: OpenPort;
  readonly proxy: NamespacePid | null;
}

/** What a container has of networks. */
export interface ContainerNetwork {
  /** By the name of the network, the first one first. */
  readonly endpoints: Map<string, Endpoint>;
  /** Whether what has the default route can publish ports. */
  published: boolean;
  ports: readonly LivePort[];
  dns: DnsSockets | null;
  /** How many devices it has had since it started. */
  devices: number;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly createdMs: number;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly pool: Pool | null;
  /** Of the host on a bridge, of the LAN on a macvlan; empty when there is none. */
  readonly gateway: string;
  /** What inspect shows: as it was asked for, or as it was found. */
  /** Whether the subnet was asked for: only then can addresses be. */
  readonly userSubnet: boolean;
  readonly ipam: { readonly subnet: string; readonly ipRange: string; readonly gateway: string } | null;
  readonly options: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}
