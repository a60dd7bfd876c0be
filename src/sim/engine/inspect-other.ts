/** `GET /networks/ID` and `/volumes/NAME`, keys in the order of Docker 28.5.2. */
import { isUserNetwork } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { type GoStruct, type GoValue, NIL_MAP } from './go-value.ts';
import type { Network, Volume } from './model.ts';
import { rfc3339, rfc3339Nano } from './timestamps.ts';

export function inspectVolume(volume: Volume): GoStruct {
  return {
    CreatedAt: rfc3339(volume.createdMs),
    Driver: 'local',
    Labels: volume.anonymous ? new Map([['com.docker.volume.anonymous', '']]) : (volume.labels ?? NIL_MAP),
    Mountpoint: volume.mountpoint,
    Name: volume.name,
    Options: volume.options ?? NIL_MAP,
    Scope: 'local',
  };
}

export function inspectNetwork(engine: Engine, network: Network): GoStruct {
  return {
    Name: network.name,
    Id: network.id,
    Created: rfc3339Nano(network.createdMs),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: isUserNetwork(network.name) ? new Map() : NIL_MAP,
      Config: configOf(network),
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: membersOf(engine, network),
    Options: network.options,
    Labels: network.labels,
  };
}

function configOf({ ipam }: Network): GoValue {
  if (ipam === null) return [];
  return [
    {
      Subnet: ipam.subnet,
      ...(ipam.ipRange === '' ? {} : { IPRange: ipam.ipRange }),
      ...(ipam.gateway === '' ? {} : { Gateway: ipam.gateway }),
    },
  ];
}

function membersOf(engine: Engine, network: Network): GoValue {
  const members = new Map<string, GoValue>();
  for (const container of engine.containers.all()) {
    const endpoint = container.network.endpoints.get(network.name);
    if (endpoint === undefined || endpoint.endpointId === '') continue;
    members.set(container.id, {
      Name: container.name,
      EndpointID: endpoint.endpointId,
      MacAddress: endpoint.macAddress,
      IPv4Address: endpoint.ipAddress === '' ? '' : `${endpoint.ipAddress}/${endpoint.prefixLength}`,
      IPv6Address: '',
    });
  }
  return members;
}
