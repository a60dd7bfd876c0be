/** The `NetworkSettings` of inspect, keys in the order of Docker 28.5.2. */
import { type GoStruct, type GoValue, NIL_MAP, NIL_POINTER, NIL_SLICE } from './go-value.ts';
import { SHORT_ID_LENGTH } from './ids.ts';
import type { Container, Endpoint } from './model.ts';

const publishes = ({ network }: Container): boolean => network.published;

export function inspectNetworkSettings(container: Container): GoStruct {
  const onBridge = container.network.endpoints.get('bridge');
  return {
    Bridge: '',
    SandboxID: container.state.running ? container.sandboxId : '',
    SandboxKey:
      container.state.running && container.sandboxId !== ''
        ? `/var/run/docker/netns/${container.sandboxId.slice(0, SHORT_ID_LENGTH)}`
        : '',
    Ports: portsOf(container),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: NIL_SLICE,
    SecondaryIPv6Addresses: NIL_SLICE,
    EndpointID: onBridge?.endpointId ?? '',
    Gateway: onBridge?.gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: onBridge?.ipAddress ?? '',
    IPPrefixLen: onBridge?.prefixLength ?? 0,
    IPv6Gateway: '',
    MacAddress: onBridge?.macAddress ?? '',
    Networks: networksOf(container),
  };
}

/** Only what has a bridge for its default route has ports; null where one is exposed but not published. */
function portsOf(container: Container): GoValue {
  const ports = new Map<string, GoValue>();
  if (!container.state.running || !publishes(container)) return ports;
  for (const port of container.config.exposedPorts) ports.set(port, NIL_SLICE);
  for (const { containerPort, hostIp, hostPort } of container.network.ports) {
    const before = ports.get(containerPort);
    ports.set(containerPort, [
      ...(Array.isArray(before) ? (before as GoValue[]) : []),
      { HostIp: hostIp, HostPort: hostPort },
    ]);
  }
  return ports;
}

function networksOf(container: Container): GoValue {
  return new Map([...container.network.endpoints].map(([name, one]) => [name, endpointOf(one)]));
}

function endpointOf(endpoint: Endpoint): GoStruct {
  const { ipv4Address, links, aliases, gwPriority, byConnect } = endpoint.wish;
  const none = byConnect ? {} : NIL_POINTER;
  return {
    IPAMConfig: ipv4Address === '' ? none : { IPv4Address: ipv4Address },
    Links: links === null ? NIL_SLICE : [...links],
    Aliases: aliases === null ? (byConnect ? [] : NIL_SLICE) : [...aliases],
    MacAddress: endpoint.macAddress,
    DriverOpts: byConnect ? new Map() : NIL_MAP,
    GwPriority: gwPriority,
    NetworkID: endpoint.networkId,
    EndpointID: endpoint.endpointId,
    Gateway: endpoint.gateway,
    IPAddress: endpoint.ipAddress,
    IPPrefixLen: endpoint.prefixLength,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: endpoint.dnsNames === null ? NIL_SLICE : [...endpoint.dnsNames],
  };
}
