/**
 * /usr/bin/dockerd: waits for containerd, serves its socket, runs its threads for ever. What the data root already
 * holds (images that came with the machine) is read from a file the world wrote there.
 */
import type { Program, Sys, Task } from '../kernel/sys.ts';
import { type Containerd, raiseLimits } from './containerd.ts';
import { Engine, type HostFacts } from './engine.ts';
import type { Image } from './model.ts';
import { startNetworking } from './network-create.ts';
import { CONTAINERD_SOCKET, DOCKER_SOCKET } from './paths.ts';
import type { Registry } from './registry/registry.ts';
import { dockerService } from './service.ts';

export interface DaemonState {
  readonly host: HostFacts;
  /** Made afresh for each machine: images change. */
  readonly images: () => readonly Image[];
  /** Left out where none can be reached. */
  readonly registry?: Registry;
}

const RETRY_MS = 10;

export const dockerdMain = (state: DaemonState, published: (engine: Engine) => void) =>
  function* dockerd(sys: Sys): Program {
    raiseLimits(sys);
    const engine = new Engine(sys, yield* connectContainerd(sys), state.host, state.registry ?? null);
    for (const image of state.images()) engine.images.add(image);
    startNetworking(engine);
    sys.serveUnix(DOCKER_SOCKET, dockerService(engine));
    published(engine);
    yield* engine.runtime.run({ daemon: true });
    return 0;
  };

function* connectContainerd(sys: Sys): Task<Containerd> {
  while (!sys.access(CONTAINERD_SOCKET, 'exists')) yield* sys.sleep(RETRY_MS);
  return sys.connectUnix(CONTAINERD_SOCKET) as Containerd;
}
