/**
 * /usr/bin/dockerd: waits for containerd, serves its socket, runs its threads for ever. What the data root already
 * holds (images that came with the machine) is read from a file the world wrote there.
 */
import type { Program, Sys, Task } from '../kernel/sys.ts';
import { type Containerd, raiseLimits } from './containerd.ts';
import { daemonLog, endOnSignals, restartContainers } from './daemon-life.ts';
import { Engine, type HostFacts } from './engine.ts';
import type { Image } from './model.ts';
import { startNetworking } from './network-create.ts';
import { CONTAINERD_SOCKET, DOCKER_SOCKET } from './paths.ts';
import type { Registry } from './registry/registry.ts';
import { DOCKERD_BYTES } from './resident.ts';
import { dockerService } from './service.ts';

export interface DaemonState {
  readonly host: HostFacts;
  /** Made afresh for each machine: images change. */
  readonly images: () => readonly Image[];
  /** Left out where none can be reached. */
  readonly registry?: Registry;
}

const RETRY_MS = 10;

export const dockerdMain = (state: DaemonState, published: (engine: Engine) => void) => {
  let kept: Engine | null = null;
  return function* dockerd(sys: Sys): Program {
    raiseLimits(sys);
    sys.setMemory(DOCKERD_BYTES);
    daemonLog(sys, 'info', 'Starting up');
    const containerd = yield* connectContainerd(sys);
    const engine = kept ?? firstEngine(sys, containerd, state);
    if (kept !== null) engine.resume(sys, containerd);
    daemonLog(sys, 'info', 'Loading containers: start.');
    sys.serveUnix(DOCKER_SOCKET, dockerService(engine));
    sys.chmod(DOCKER_SOCKET, 0o660);
    endOnSignals(engine);
    if (kept === null) published(engine);
    else restartContainers(engine);
    kept = engine;
    daemonLog(sys, 'info', 'Loading containers: done.');
    daemonLog(sys, 'info', 'Daemon has completed initialization');
    daemonLog(sys, 'info', `API listen on ${DOCKER_SOCKET}`);
    yield* engine.runtime.run({ daemon: true });
    return 0;
  };
};

function firstEngine(sys: Sys, containerd: Containerd, state: DaemonState): Engine {
  const engine = new Engine(sys, containerd, state.host, state.registry ?? null);
  for (const image of state.images()) engine.images.add(image);
  startNetworking(engine);
  return engine;
}

function* connectContainerd(sys: Sys): Task<Containerd> {
  while (!sys.access(CONTAINERD_SOCKET, 'exists')) yield* sys.sleep(RETRY_MS);
  return sys.connectUnix(CONTAINERD_SOCKET) as Containerd;
}
