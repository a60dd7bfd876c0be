/**
 * `POST /networks/ID/connect` and `disconnect` (moby `daemon/container_operations.go`). Invariant: a container that runs has its device, its
 * names and its default route at once; one that does not has them when it starts.
 */
import { namespacePid } from '../kernel/ids.ts';
import type { Task } from '../kernel/sys.ts';
import {
  allocate,
  attach,
  detach,
  dnsNamesOf,
  emptyEndpoint,
  gatewayEndpoint,
  isUserNetwork,
  updateGateway,
} from './endpoints.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container, EndpointWish } from './model.ts';
import { openNameService } from './name-service.ts';
import { endpointProblems, listed } from './network-checks.ts';
import { rewriteNetworkFiles } from './network-files.ts';
import { publishPorts, unpublishPorts } from './ports.ts';

export function* connectNetwork(engine: Engine, wish: EndpointWish, reference: string): Task<void> {
  const network = engine.networks.get(wish.network);
  const container = engine.containers.get(reference);
  const own = { ...wish, network: network.name };
  checkConnect(engine, container, own);
  const endpoint = emptyEndpoint(own);
  endpoint.dnsNames = dnsNamesOf(container, endpoint);
  if (!container.state.running) {
    container.network.endpoints.set(network.name, endpoint);
    return;
  }
  const before = gatewayEndpoint(engine, container);
  allocate(engine, container, endpoint);
  const pid = namespacePid(container.state.pid);
  try {
    attach(engine, container, endpoint, pid);
  } catch (error) {
    detach(engine, container, endpoint, pid);
    throw error;
  }
  container.network.endpoints.set(network.name, endpoint);
  updateGateway(engine, container, pid);
  if (isUserNetwork(network.name)) openNameService(engine, container, pid);
  republish(engine, container, before);
  yield* rewriteNetworkFiles(engine, container);
}

function checkConnect(engine: Engine, container: Container, wish: EndpointWish): void {
  const { network: name } = wish;
  const { networkMode } = container.hostConfig;
  const refuse = (words: string): EngineError => new EngineError('forbidden', words);
  if (name === 'host' || networkMode === 'host') {
    throw refuse(
      name === 'host'
        ? 'cannot connect container to host network - container must be created in host network mode'
        : 'container cannot be disconnected from host network or connected to host network',
    );
  }
  if (networkMode.startsWith('container:')) {
    throw refuse(
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
  }
  if (name === 'none' || container.network.endpoints.has('none')) {
    throw refuse(
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
  }
  const problems = endpointProblems(engine, wish);
  if (problems.length > 0)
    throw new EngineError('invalid', `invalid endpoint settings:\n${listed(problems)}`);
  const existing = container.network.endpoints.get(name);
  if (existing === undefined) return;
  throw refuse(`endpoint with name ${container.name} already exists in network ${name}`);
}

/** Published ports go where the default route goes. */
function republish(engine: Engine, container: Container, before: ReturnType<typeof gatewayEndpoint>): void {
  if (gatewayEndpoint(engine, container) === before) return;
  unpublishPorts(engine, container);
  publishPorts(engine, container);
}

export function* disconnectNetwork(engine: Engine, name: string, reference: string): Task<void> {
  const network = engine.networks.get(name);
  const container = engine.containers.get(reference);
  const endpoint = container.network.endpoints.get(network.name);
  if (endpoint === undefined) {
    throw new EngineError(
      'forbidden',
      `container ${container.id} is not connected to network ${network.name}`,
    );
  }
  if (network.name === 'host') {
    throw new EngineError(
      'forbidden',
      'container cannot be disconnected from host network or connected to host network',
    );
  }
  const before = gatewayEndpoint(engine, container);
  container.network.endpoints.delete(network.name);
  if (!container.state.running) return;
  if (before === endpoint) unpublishPorts(engine, container);
  const pid = namespacePid(container.state.pid);
  detach(engine, container, endpoint, pid);
  updateGateway(engine, container, pid);
  if (before === endpoint) publishPorts(engine, container);
  yield* rewriteNetworkFiles(engine, container);
}
