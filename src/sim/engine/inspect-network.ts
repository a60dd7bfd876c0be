/** The `NetworkSettings` of inspect, keys in the order of Docker 28.5.2. */
import { type GoStruct, type GoValue, NIL_MAP, NIL_POINTER, NIL_SLICE } from './go-value.ts';
import { SHORT_ID_LENGTH } from './ids.ts';
import type { Container, Endpoint } from './model.ts';

export function inspectNetworkSettings(container: Container): GoStruct {
  const endpoint = container.endpoint;
  const onBridge = endpoint?.networkName === 'bridge' ? endpoint : null;
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

/** Published ports listen on every address of both families while the container runs. */
function portsOf(container: Container): GoValue {
  const ports = new Map<string, GoValue>();
  if (!container.state.running) return ports;
  for (const port of container.config.exposedPorts) ports.set(port, NIL_SLICE);
  for (const { containerPort, hostIp, hostPort } of container.hostConfig.portBindings) {
    const addresses = hostIp === '' ? ['0.0.0.0', '::'] : [hostIp];
    const before = ports.get(containerPort);
    ports.set(containerPort, [
      ...(Array.isArray(before) ? (before as GoValue[]) : []),
      ...addresses.map((address) => ({ HostIp: address, HostPort: hostPort })),
    ]);
  }
  return ports;
}

function networksOf(container: Container): GoValue {
  const mode = container.hostConfig.networkMode;
  if (mode.startsWith('container:')) return new Map();
  const name = mode === 'default' ? 'bridge' : mode;
  return new Map([[name, endpointOf(container.endpoint)]]);
}

function endpointOf(endpoint: Endpoint | null): GoStruct {
  return {
    IPAMConfig: NIL_POINTER,
    Links: NIL_SLICE,
    Aliases: NIL_SLICE,
    MacAddress: endpoint?.macAddress ?? '',
    DriverOpts: NIL_MAP,
    GwPriority: 0,
    NetworkID: endpoint?.networkId ?? '',
    EndpointID: endpoint?.endpointId ?? '',
    Gateway: endpoint?.gateway ?? '',
    IPAddress: endpoint?.ipAddress ?? '',
    IPPrefixLen: endpoint?.prefixLength ?? 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: NIL_SLICE,
  };
}
