/** docker compose down, stop, start, restart, kill, rm. */
import type { Container } from '../../engine/model.ts';
import { removeNetwork } from '../../engine/network-remove.ts';
import { removeContainer } from '../../engine/remove.ts';
import { startContainer } from '../../engine/start.ts';
import { killByName, restartContainer, stopContainer } from '../../engine/stop.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Cli } from '../cli.ts';
import { projectContainers, serviceOfContainer } from './containers.ts';
import { inOrder } from './load.ts';
import type { Project } from './model.ts';
import { step } from './resources.ts';
import { chosenServices } from './up.ts';

export function* containersOf(
  cli: Cli,
  project: Project,
  services: readonly string[],
): Task<readonly Container[]> {
  chosenServices(project, services);
  const all = yield* cli.ask((engine) => projectContainers(engine, project.name));
  return services.length === 0 ? all : all.filter((one) => services.includes(serviceOfContainer(one)));
}

export function* down(
  cli: Cli,
  project: Project,
  options: { readonly volumes: boolean; readonly timeoutSeconds: number | null },
): Task<void> {
  const containers = dependentsFirst(project, yield* containersOf(cli, project, []));
  let found = containers.length > 0;
  for (const { name } of containers) {
    yield* step(cli, 'Container', name, 'Stopping');
    yield* cli.call((engine) =>
      stopContainer(engine, name, { signal: null, timeoutSeconds: options.timeoutSeconds }),
    );
    yield* step(cli, 'Container', name, 'Stopped');
    yield* step(cli, 'Container', name, 'Removing');
    yield* cli.call((engine) => removeContainer(engine, name, { force: false, volumes: options.volumes }));
    yield* step(cli, 'Container', name, 'Removed');
  }
  if (options.volumes)
    for (const volume of project.volumes.filter(({ external }) => !external)) {
      const there = yield* cli.ask((engine) => engine.volumes.find(volume.name) !== null);
      if (!there) continue;
      found = true;
      yield* step(cli, 'Volume', volume.name, 'Removing');
      yield* cli.ask((engine) => engine.volumes.remove(engine.volumes.get(volume.name)));
      yield* step(cli, 'Volume', volume.name, 'Removed');
    }
  for (const network of project.networks.filter(({ external }) => !external)) {
    const there = yield* cli.ask((engine) => engine.networks.find(network.name) !== null);
    if (!there) continue;
    found = true;
    yield* step(cli, 'Network', network.name, 'Removing');
    yield* cli.ask((engine) => removeNetwork(engine, network.name));
    yield* step(cli, 'Network', network.name, 'Removed');
  }
  if (!found)
    yield* cli.err(
      `time="${new Date(cli.sys.realtimeMs()).toISOString().replace(/\.\d+Z/, 'Z')}" level=warning msg="Warning: No resource found to remove for project \\"${project.name}\\"."\n`,
    );
}

/** What others depend on goes last. */
export function dependentsFirst(project: Project, containers: readonly Container[]): readonly Container[] {
  const order = inOrder(project.services).map(({ name }) => name);
  return [...containers].sort(
    (a, b) => order.indexOf(serviceOfContainer(b)) - order.indexOf(serviceOfContainer(a)),
  );
}

interface Act {
  readonly doing: string;
  readonly done: string;
  readonly fits: (container: Container) => boolean;
  readonly run: (cli: Cli, container: Container) => Task<void>;
}

const never = { signal: null, timeoutSeconds: null };

export const ACTS: Readonly<Record<'stop' | 'start' | 'restart' | 'kill' | 'rm', Act>> = {
  stop: {
    doing: 'Stopping',
    done: 'Stopped',
    fits: () => true,
    run: (cli, { name }) => cli.call((engine) => stopContainer(engine, name, never)),
  },
  start: {
    doing: 'Starting',
    done: 'Started',
    fits: ({ state }) => !state.running,
    run: (cli, container) => cli.call((engine) => startContainer(engine, container)),
  },
  restart: {
    doing: 'Restarting',
    done: 'Started',
    fits: () => true,
    run: (cli, { name }) => cli.call((engine) => restartContainer(engine, name, never)),
  },
  kill: {
    doing: 'Killing',
    done: 'Killed',
    fits: ({ state }) => state.running,
    run: (cli, { name }) => cli.call((engine) => killByName(engine, name, 'KILL')),
  },
  rm: {
    doing: 'Removing',
    done: 'Removed',
    fits: ({ state }) => !state.running,
    run: (cli, { name }) =>
      cli.call((engine) => removeContainer(engine, name, { force: false, volumes: false })),
  },
};

export function* act(
  cli: Cli,
  { doing, done, fits, run }: Act,
  containers: readonly Container[],
): Task<void> {
  for (const container of containers.filter(fits)) {
    yield* step(cli, 'Container', container.name, doing);
    yield* run(cli, container);
    yield* step(cli, 'Container', container.name, done);
  }
}
