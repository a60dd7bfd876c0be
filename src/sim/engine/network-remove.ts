/** `DELETE /networks/ID` and prune (moby `daemon/network.go`). Invariant: a network goes only when nobody is on it. */
import { removeBridge } from '../net/index.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { SHORT_ID_LENGTH } from './ids.ts';
import type { Endpoint, Network } from './model.ts';
import { bridgeOf, dummyName, parentOf } from './network-create.ts';
import { PREDEFINED } from './network-store.ts';

/** Who is on it now: running containers. */
export const membersOn = (
  engine: Engine,
  network: Network,
): readonly { readonly name: string; readonly endpoint: Endpoint }[] =>
  engine.containers.all().flatMap(({ name, network: own }) => {
    const endpoint = own.endpoints.get(network.name);
    return endpoint === undefined || endpoint.endpointId === '' ? [] : [{ name, endpoint }];
  });

export function removeNetwork(engine: Engine, reference: string): void {
  const network = engine.networks.get(reference);
  if (PREDEFINED.includes(network.name)) {
    throw new EngineError('forbidden', `${network.name} is a pre-defined network and cannot be removed`);
  }
  const members = membersOn(engine, network).map(
    ({ name, endpoint }) => `name:"${name}" id:"${endpoint.endpointId.slice(0, SHORT_ID_LENGTH)}"`,
  );
  if (members.length > 0) {
    const words = `error while removing network: network ${network.name} has active endpoints (${members.join(', ')})`;
    throw new EngineError('forbidden', words);
  }
  if (network.driver === 'bridge') removeBridge(engine.sys, bridgeOf(network));
  else if (parentOf(network) === dummyName(network)) engine.sys.netlink().deleteLink(dummyName(network));
  engine.networks.remove(network);
  const attributes = new Map([
    ['name', network.name],
    ['type', network.driver],
  ]);
  engine.events.emit({
    stampMs: engine.stamp(),
    type: 'network',
    action: 'destroy',
    id: network.id,
    attributes,
  });
}

/** The names of those that are gone. */
export function pruneNetworks(engine: Engine, wanted: (network: Network) => boolean): readonly string[] {
  const gone = engine.networks
    .all()
    .filter((one) => !PREDEFINED.includes(one.name) && membersOn(engine, one).length === 0 && wanted(one));
  for (const { name } of gone) removeNetwork(engine, name);
  return gone.map(({ name }) => name);
}
